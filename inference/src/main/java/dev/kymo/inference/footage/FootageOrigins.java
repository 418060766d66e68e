package dev.kymo.inference.footage;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import dev.kymo.inference.clip.FrameRate;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a checkpoint says about the footage that it has learned, as a text among its options: a JSON
 * list with an object for each clip. It is read strictly: a field that is missing, unknown, twice
 * there or out of its range is named.
 */
public final class FootageOrigins {
  /** The name of the option. */
  public static final String OPTION = "kymo_footage";

  private static final int MOST = 10_000;
  private static final int HASH_DIGITS = 64;

  private static final String NAME = "name";
  private static final String HASH = "hash";
  private static final String WIDTH = "width";
  private static final String HEIGHT = "height";
  private static final String RATE = "rate";
  private static final String FIRST = "first";
  private static final String FRAMES = "frames";
  private static final String SQUARE = "square";
  private static final String CONTENT_SEED = "content_seed";
  private static final String MOTION_SEED = "motion_seed";
  private static final Set<String> TEXTS = Set.of(NAME, HASH);
  private static final Map<String, Integer> NUMBERS =
      Map.of(
          WIDTH,
          1,
          HEIGHT,
          1,
          RATE,
          2,
          FIRST,
          1,
          FRAMES,
          1,
          SQUARE,
          3,
          CONTENT_SEED,
          1,
          MOTION_SEED,
          1);

  private FootageOrigins() {}

  /**
   * The footage of a checkpoint, in the order in which it was learned.
   *
   * @param options of the checkpoint
   * @return empty when it has learned no footage
   * @throws IllegalArgumentException with a sentence, when the option is damaged
   */
  public static List<FootageOrigin> read(Map<String, Object> options) {
    Object text = options.get(OPTION);
    if (text == null) {
      return List.of();
    }
    if (!(text instanceof String json)) {
      throw damaged("it is no text", null);
    }
    try (JsonReader in = new JsonReader(new StringReader(json))) {
      in.setStrictness(Strictness.STRICT);
      List<FootageOrigin> origins = new ArrayList<>();
      in.beginArray();
      while (in.hasNext()) {
        if (origins.size() == MOST) {
          throw damaged("it has more than " + MOST + " clips", null);
        }
        origins.add(origin(in, "clip " + (origins.size() + 1)));
      }
      in.endArray();
      if (in.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalStateException("trailing data");
      }
      return List.copyOf(origins);
    } catch (IOException | IllegalStateException e) {
      throw damaged("it is not the JSON that Kymo writes", e);
    }
  }

  /** The text that a checkpoint keeps. */
  public static String text(List<FootageOrigin> origins) {
    StringWriter text = new StringWriter();
    try (JsonWriter out = new JsonWriter(text)) {
      out.beginArray();
      for (FootageOrigin origin : origins) {
        write(out, origin);
      }
      out.endArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory takes everything", e);
    }
    return text.toString();
  }

  private static void write(JsonWriter out, FootageOrigin origin) throws IOException {
    FrameRate rate = origin.rate();
    Square square = origin.square();
    out.beginObject();
    out.name(NAME).value(origin.name());
    out.name(HASH).value(origin.hash());
    out.name(WIDTH).value(origin.width());
    out.name(HEIGHT).value(origin.height());
    out.name(RATE).beginArray().value(rate.numerator()).value(rate.denominator()).endArray();
    out.name(FIRST).value(origin.first());
    out.name(FRAMES).value(origin.frames());
    out.name(SQUARE).beginArray().value(square.x()).value(square.y()).value(square.side());
    out.endArray();
    out.name(CONTENT_SEED).value(origin.contentSeed());
    out.name(MOTION_SEED).value(origin.motionSeed());
    out.endObject();
  }

  private static FootageOrigin origin(JsonReader in, String place) throws IOException {
    Map<String, String> texts = new HashMap<>();
    Map<String, long[]> numbers = new HashMap<>();
    in.beginObject();
    while (in.hasNext()) {
      String field = in.nextName();
      if (texts.containsKey(field) || numbers.containsKey(field)) {
        throw damaged("%s has '%s' twice".formatted(place, field), null);
      } else if (TEXTS.contains(field)) {
        texts.put(field, text(in, place, field));
      } else if (NUMBERS.containsKey(field)) {
        numbers.put(field, numbers(in, place, field, NUMBERS.get(field)));
      } else {
        throw damaged("%s has an unknown '%s'".formatted(place, field), null);
      }
    }
    in.endObject();
    for (String field : TEXTS) {
      requirePresent(texts, place, field);
    }
    for (String field : NUMBERS.keySet()) {
      requirePresent(numbers, place, field);
    }
    try {
      return origin(texts, numbers);
    } catch (IllegalArgumentException e) {
      throw damaged("%s: %s".formatted(place, withoutStop(e.getMessage())), e);
    }
  }

  private static FootageOrigin origin(Map<String, String> texts, Map<String, long[]> numbers) {
    String name = texts.get(NAME);
    if (name.isBlank() || name.contains("/") || name.contains("\\")) {
      throw new IllegalArgumentException("'name' must be a file's name without a folder");
    }
    String hash = texts.get(HASH);
    if (!hash.matches("[0-9a-f]{" + HASH_DIGITS + "}")) {
      throw new IllegalArgumentException("'hash' must have 64 hexadecimal digits");
    }
    long[] rate = numbers.get(RATE);
    long[] square = numbers.get(SQUARE);
    return new FootageOrigin(
        name,
        hash,
        whole(numbers.get(WIDTH)[0]),
        whole(numbers.get(HEIGHT)[0]),
        new FrameRate(whole(rate[0]), whole(rate[1])),
        whole(numbers.get(FIRST)[0]),
        whole(numbers.get(FRAMES)[0]),
        new Square(whole(square[0]), whole(square[1]), whole(square[2])),
        numbers.get(CONTENT_SEED)[0],
        numbers.get(MOTION_SEED)[0]);
  }

  private static String text(JsonReader in, String place, String field) throws IOException {
    if (in.peek() != JsonToken.STRING) {
      throw damaged("'%s' of %s must be a text".formatted(field, place), null);
    }
    return in.nextString();
  }

  private static long[] numbers(JsonReader in, String place, String field, int count)
      throws IOException {
    long[] values = new long[count];
    boolean list = count > 1;
    if (list != (in.peek() == JsonToken.BEGIN_ARRAY)) {
      throw unfit(place, field, count);
    }
    if (list) {
      in.beginArray();
    }
    for (int i = 0; i < count; i++) {
      if (in.peek() != JsonToken.NUMBER) {
        throw unfit(place, field, count);
      }
      String literal = in.nextString();
      try {
        values[i] = Long.parseLong(literal);
      } catch (NumberFormatException e) {
        throw damaged("'%s' of %s must be whole, not %s".formatted(field, place, literal), e);
      }
    }
    if (list) {
      if (in.hasNext()) {
        throw unfit(place, field, count);
      }
      in.endArray();
    }
    return values;
  }

  private static IllegalArgumentException unfit(String place, String field, int count) {
    return damaged(
        "'%s' of %s must be %s"
            .formatted(field, place, count == 1 ? "a number" : "a list of " + count + " numbers"),
        null);
  }

  private static void requirePresent(Map<String, ?> fields, String place, String field) {
    if (!fields.containsKey(field)) {
      throw damaged("%s has no '%s'".formatted(place, field), null);
    }
  }

  private static int whole(long value) {
    if (value != (int) value) {
      throw new IllegalArgumentException(value + " is out of range");
    }
    return (int) value;
  }

  private static String withoutStop(String sentence) {
    return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
  }

  private static IllegalArgumentException damaged(String clause, Exception cause) {
    return new IllegalArgumentException(
        "What the checkpoint says about its footage (" + OPTION + ") is damaged: " + clause + ".",
        cause);
  }
}
