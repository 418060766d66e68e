package dev.kymo.trainer.run;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Something that happened in a run: one line of {@code events.jsonl}, a flat JSON object with
 * {@code time}, {@code step}, {@code kind} and then its numbers and texts.
 *
 * @param time seconds since 1970
 * @param step steps done by then
 * @param kind what happened
 * @param numbers finite, by name
 * @param texts by name
 */
public record RunEvent(
    double time, long step, Kind kind, Map<String, Double> numbers, Map<String, String> texts) {

  /** What can happen. */
  public enum Kind {
    /** A trainer starts, at the step that it goes on from: {@code host}, {@code device}, ... */
    START,
    /** Losses by name. */
    LOSSES,
    /** Seconds of a step by phase, {@code images_per_second}, {@code data_share}. */
    TIMINGS,
    /** A measured figure: {@code value}, and its {@code name}. */
    METRIC,
    /** A checkpoint was saved: its {@code file}, relative to the run, and which {@code of}. */
    SNAPSHOT,
    /** A sample was drawn: its {@code strip} and {@code clip}, relative to the run. */
    SAMPLE,
    /** Something to look at: a {@code message}. */
    WARNING,
    /** The trainer leaves: its {@code state} and {@code reason}. */
    END;

    /** As files spell it. */
    public String label() {
      return RecordJson.label(this);
    }

    static Optional<Kind> of(String label) {
      return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
  }

  /** Keeps immutable copies, in order. */
  public RunEvent {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
    texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
  }

  /** Something that happens now. */
  public static RunEvent now(
      long step, Kind kind, Map<String, Double> numbers, Map<String, String> texts) {
    return new RunEvent(System.currentTimeMillis() / 1e3, step, kind, numbers, texts);
  }

  /** The line, with its end. Numbers that are none are left out: JSON has no word for them. */
  String line() {
    JsonObject json = new JsonObject();
    json.addProperty("time", Math.rint(time * 1e3) / 1e3);
    json.addProperty("step", step);
    json.addProperty("kind", kind.label());
    numbers.forEach(
        (name, value) -> {
          if (Double.isFinite(value)) {
            json.addProperty(name, value);
          }
        });
    texts.forEach(json::addProperty);
    return json + "\n";
  }

  /** Reads a line; empty when it is torn, or of a kind that a newer Kymo writes. */
  static Optional<RunEvent> parse(String line) {
    try {
      if (!(JsonParser.parseString(line) instanceof JsonObject json)) {
        return Optional.empty();
      }
      double time = json.remove("time").getAsDouble();
      long step = json.remove("step").getAsLong();
      Optional<Kind> kind = Kind.of(json.remove("kind").getAsString());
      Map<String, Double> numbers = new LinkedHashMap<>();
      Map<String, String> texts = new LinkedHashMap<>();
      for (Map.Entry<String, JsonElement> field : json.entrySet()) {
        if (field.getValue() instanceof JsonPrimitive value) {
          if (value.isNumber()) {
            numbers.put(field.getKey(), value.getAsDouble());
          } else {
            texts.put(field.getKey(), value.getAsString());
          }
        }
      }
      return kind.map(k -> new RunEvent(time, step, k, numbers, texts));
    } catch (JsonParseException
        | IllegalStateException
        | NumberFormatException
        | UnsupportedOperationException
        | NullPointerException
        | StackOverflowError e) {
      return Optional.empty();
    }
  }
}
