package dev.kymo.inference.model;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers how fast an architecture draws in each precision on a machine, and how well a model's
 * pictures hold in one, so that both are measured once and not at every opening. A cache: a file
 * that cannot be read or written costs a measurement, nothing else.
 */
public final class PrecisionMemory {
  private static final Logger LOGGER = LoggerFactory.getLogger(PrecisionMemory.class);
  private static final int MOST_ENTRIES = 200;
  private static final String SPEED = "speed.";
  private static final String PICTURE = "picture.";

  private final Path file;

  /**
   * A memory in a file.
   *
   * @param file a properties file in a folder for caches; made when something is remembered
   */
  public PrecisionMemory(Path file) {
    this.file = file;
  }

  /** How fast an architecture is on a machine, if that is known. */
  Optional<PrecisionSpeeds> speeds(String architecture, String machine) {
    return Optional.ofNullable(read().getProperty(key(SPEED + architecture, machine)))
        .flatMap(PrecisionSpeeds::parse);
  }

  /** Remembers how fast an architecture is. */
  void remember(String architecture, String machine, PrecisionSpeeds speeds) {
    put(key(SPEED + architecture, machine), speeds.text());
  }

  /** How well a model's pictures hold in a precision on a machine, dB, if that is known. */
  OptionalDouble decibels(String checkpointId, String precision, String machine) {
    try {
      String value = read().getProperty(key(PICTURE + checkpointId + "." + precision, machine));
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(value));
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  /** Remembers how well pictures hold. */
  void remember(String checkpointId, String precision, String machine, double decibels) {
    put(key(PICTURE + checkpointId + "." + precision, machine), Double.toString(decibels));
  }

  /**
   * Forgets everything, so that it is measured again.
   *
   * @throws FileException with a sentence, when the file cannot be taken away
   */
  public void forget() throws FileException {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  private void put(String key, String value) {
    Properties known = read();
    if (known.size() >= MOST_ENTRIES) {
      known.keySet().removeIf(old -> !String.valueOf(old).startsWith(SPEED));
    }
    if (known.size() >= MOST_ENTRIES) {
      known.clear();
    }
    known.setProperty(key, value);
    try {
      StringWriter text = new StringWriter();
      known.store(text, "Kymo: what was measured to choose precisions; may be deleted");
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (PendingFile pending = PendingFile.open(file)) {
        pending.channel().write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8)));
        pending.commit();
      }
    } catch (FileException e) {
      LOGGER.info("the chosen precision is not remembered: {}", e.getMessage());
    } catch (IOException e) {
      LOGGER.info("the chosen precision is not remembered", e);
    }
  }

  private Properties read() {
    Properties known = new Properties();
    try {
      if (Files.isRegularFile(file)) {
        known.load(new StringReader(Files.readString(file)));
      }
    } catch (IOException | IllegalArgumentException e) {
      LOGGER.info("{} is not readable and is made anew", file, e);
      return new Properties();
    }
    return known;
  }

  /** Another processor or engine may answer otherwise, so they are part of the key. */
  private static String key(String what, String machine) {
    return what + "@" + machine.replaceAll("\\W+", "-");
  }
}
