package dev.kymo.studio.cli.bench;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Measures the running studio for {@code bench --studio}. */
@FunctionalInterface
public interface StudioBenchWork {

  /**
   * Opens a window, drags a fader and plays, and closes it again.
   *
   * @param checkpoint what is edited; none for the demo
   * @param seconds of play
   * @throws Exception whose message is a sentence for the user
   */
  StudioFigures measure(Optional<Path> checkpoint, int seconds, BooleanSupplier cancelled)
      throws Exception;
}
