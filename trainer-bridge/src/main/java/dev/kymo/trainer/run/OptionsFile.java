package dev.kymo.trainer.run;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Training options as JSON text and as a file, with a version, read strictly. */
public final class OptionsFile {
  private static final String VERSION_FIELD = "version";
  private static final int VERSION = 1;
  private static final long LARGEST = 1 << 20;
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().serializeNulls().disableHtmlEscaping().create();
  private static final Gson COMPACT =
      new GsonBuilder().serializeNulls().disableHtmlEscaping().create();

  private OptionsFile() {}

  /** The options on one line. */
  public static String text(TrainingOptions options) {
    return COMPACT.toJson(json(options));
  }

  /** The options for people: indented, with a line break at the end. */
  public static String pretty(TrainingOptions options) {
    return PRETTY.toJson(json(options)) + "\n";
  }

  /**
   * Reads options.
   *
   * @throws IllegalArgumentException with a sentence, when the text is not JSON, of another
   *     version, has a field too many or too few, or a value is out of range
   */
  public static TrainingOptions parse(String text) {
    JsonElement json = element(text);
    if (!(json instanceof JsonObject object)) {
      throw new IllegalArgumentException("It is not a JSON object of options.");
    }
    JsonElement version = object.remove(VERSION_FIELD);
    if (version == null || !version.toString().equals(Integer.toString(VERSION))) {
      throw new IllegalArgumentException(
          version == null
              ? "It does not say its version."
              : "It is of version %s; this Kymo reads version %d.".formatted(version, VERSION));
    }
    return RecordJson.read(TrainingOptions.class, object);
  }

  /**
   * Reads a file of options.
   *
   * @throws FileException with a sentence that names the file and the fault
   */
  public static TrainingOptions read(Path file) throws FileException {
    try {
      if (Files.size(file) > LARGEST) {
        throw new FileException(file + " cannot be read: it is too large for a file of options.");
      }
      return parse(Files.readString(file));
    } catch (IllegalArgumentException e) {
      throw new FileException(file + " cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  /**
   * Writes a file of options, whole or not at all.
   *
   * @throws FileException with a sentence
   */
  public static void write(Path file, TrainingOptions options) throws FileException {
    try (PendingFile pending = PendingFile.open(file)) {
      ByteBuffer bytes = ByteBuffer.wrap(pretty(options).getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        pending.channel().write(bytes);
      }
      pending.commit();
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  private static JsonObject json(TrainingOptions options) {
    JsonObject object = new JsonObject();
    object.addProperty(VERSION_FIELD, VERSION);
    RecordJson.write(options).entrySet().forEach(f -> object.add(f.getKey(), f.getValue()));
    return object;
  }

  private static JsonElement element(String text) {
    JsonReader reader = new JsonReader(new StringReader(text));
    reader.setStrictness(Strictness.STRICT);
    try {
      JsonElement json = COMPACT.getAdapter(JsonElement.class).read(reader);
      if (reader.peek() != JsonToken.END_DOCUMENT) {
        throw new IllegalArgumentException("It goes on after its end.");
      }
      return json;
    } catch (IOException | JsonParseException | NumberFormatException | StackOverflowError e) {
      throw new IllegalArgumentException("It is not JSON.", e);
    }
  }
}
