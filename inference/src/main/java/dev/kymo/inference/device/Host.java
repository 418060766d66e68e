package dev.kymo.inference.device;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may be asked of the machine. Tests answer for machines that they do not run on. */
public interface Host {

  /** A Java system property, if it is set. */
  Optional<String> property(String name);

  /** An environment variable, if it is set and not empty. */
  Optional<String> env(String name);

  /** Whether a file or folder is there. */
  boolean exists(Path path);

  /** The text of a small file, if it can be read. */
  Optional<String> read(Path file);

  /** What a program prints on standard output, if it ends with 0 within the limit. */
  Optional<String> run(Duration limit, List<String> command);

  /** Logical processors that this process may use. */
  int cores();

  /** Memory that this process may use, in bytes; 0 when unknown. */
  long memoryBytes();
}
