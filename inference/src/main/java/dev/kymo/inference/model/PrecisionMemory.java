package dev.kymo.inference.model;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import dev.kymo.inference.kernel.Precision;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which precision was chosen for a model on a device, so that it is measured once and not
 * at every opening. A cache: a file that cannot be read or written costs a measurement, nothing
 * else.
 */
public final class PrecisionMemory {
  private static final Logger LOGGER = LoggerFactory.getLogger(PrecisionMemory.class);
  private static final int MOST_ENTRIES = 200;

  private final Path file;

  /**
   * A memory in a file.
   *
   * @param file a properties file in a folder for caches; made when something is remembered
   */
  public PrecisionMemory(Path file) {
    this.file = file;
  }

  /** What was chosen for a model on a device, if it is known. */
  public Optional<PrecisionChoice> recall(String checkpointId, String device) {
    String value = read().getProperty(key(checkpointId, device));
    if (value == null) {
      return Optional.empty();
    }
    String[] parts = value.split("\\|", 2);
    for (Precision precision : Precision.values()) {
      if (parts.length == 2 && precision.label().equals(parts[0])) {
        return Optional.of(new PrecisionChoice(precision, parts[1]));
      }
    }
    return Optional.empty();
  }

  /** Remembers a choice. */
  public void remember(String checkpointId, String device, PrecisionChoice choice) {
    Properties known = read();
    if (known.size() >= MOST_ENTRIES) {
      known.clear();
    }
    known.setProperty(
        key(checkpointId, device), choice.precision().label() + "|" + choice.reason());
    try {
      StringWriter text = new StringWriter();
      known.store(text, "Kymo: the precision chosen for each model; may be deleted");
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
  private static String key(String checkpointId, String device) {
    return checkpointId + "@" + device.replaceAll("\\W+", "-");
  }
}
