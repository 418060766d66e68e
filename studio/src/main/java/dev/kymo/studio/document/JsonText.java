package dev.kymo.studio.document;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON as plain values: maps, lists, strings, booleans, and numbers as they are written. Strict: no
 * comments, no key twice, nothing behind the end, no nesting deeper than any project has.
 */
final class JsonText {
  private static final int DEEPEST = 16;

  /** A number as it is written, so that a long seed stays exact. */
  record Literal(String text) {}

  private JsonText() {}

  static Object parse(String text) throws JsonFault {
    try (JsonReader reader = new JsonReader(new StringReader(text))) {
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(DEEPEST);
      Object value = value(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonFault("there is something behind its end");
      }
      return value;
    } catch (EOFException e) {
      throw new JsonFault("it ends too early");
    } catch (MalformedJsonException e) {
      throw new JsonFault("it is no JSON" + place(e));
    } catch (IOException e) {
      throw new JsonFault("it cannot be read as JSON");
    }
  }

  /** Where it breaks, in Gson's words: "at line 3 column 7 path $.bands". */
  private static String place(MalformedJsonException e) {
    String message = String.valueOf(e.getMessage());
    int at = message.indexOf(" at line ");
    int end = message.indexOf('\n', Math.max(at, 0));
    return at < 0 ? "" : message.substring(at, end < 0 ? message.length() : end);
  }

  private static Object value(JsonReader reader) throws IOException, JsonFault {
    return switch (reader.peek()) {
      case BEGIN_OBJECT -> object(reader);
      case BEGIN_ARRAY -> list(reader);
      case STRING -> reader.nextString();
      case NUMBER -> new Literal(reader.nextString());
      case BOOLEAN -> reader.nextBoolean();
      default -> throw new JsonFault("there is no value at " + reader.getPath());
    };
  }

  private static Map<String, Object> object(JsonReader reader) throws IOException, JsonFault {
    Map<String, Object> fields = new LinkedHashMap<>();
    reader.beginObject();
    while (reader.hasNext()) {
      String name = reader.nextName();
      if (fields.containsKey(name)) {
        throw new JsonFault(reader.getPath() + " is there twice");
      }
      fields.put(name, value(reader));
    }
    reader.endObject();
    return fields;
  }

  private static List<Object> list(JsonReader reader) throws IOException, JsonFault {
    List<Object> values = new ArrayList<>();
    reader.beginArray();
    while (reader.hasNext()) {
      values.add(value(reader));
    }
    reader.endArray();
    return values;
  }
}
