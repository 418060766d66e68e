package dev.kymo.studio.document;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** A JSON object that says first what it is: the frame of everything that the studio writes. */
final class JsonDocument {
  private JsonDocument() {}

  /** What an object holds beside its format and version. */
  @FunctionalInterface
  interface Body {
    void write(JsonWriter json) throws IOException;
  }

  /** As text that ends in a line break. */
  static String write(String format, int version, Body body) {
    StringWriter text = new StringWriter();
    try (JsonWriter json = new JsonWriter(text)) {
      json.setIndent("  ");
      json.beginObject();
      json.name("format").value(format);
      json.name("version").value(version);
      body.write(json);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException("text in memory cannot fail", e);
    }
    return text.append('\n').toString();
  }

  /**
   * Checks what an object says that it is.
   *
   * @param version the newest that can be read
   */
  static void check(JsonFields fields, String format, int version) throws JsonFault {
    if (!fields.has("format") || !fields.text("format").equals(format)) {
      throw new JsonFault("its format is not " + format);
    }
    long stated = fields.whole("version");
    if (stated > version) {
      throw new JsonFault(
          "it was made by a newer Kymo (version " + stated + " of the format), so update Kymo");
    }
    if (stated < 1) {
      throw fields.fault("version", "must be at least 1");
    }
  }
}
