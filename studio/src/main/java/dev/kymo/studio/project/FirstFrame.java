package dev.kymo.studio.project;

import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long after the program's start the first frame was handed to the screen. Used from the JavaFX
 * thread only.
 */
public final class FirstFrame {
  private static final Logger LOGGER = LoggerFactory.getLogger(FirstFrame.class);

  private final FrameDesk desk;
  private final LongSupplier clock;
  private final LongSupplier started;
  private OptionalDouble seconds = OptionalDouble.empty();
  private Runnable next = () -> {};

  /**
   * Waits for the desk's first picture.
   *
   * @param clock milliseconds
   * @param started when the program was started, on this clock
   */
  public FirstFrame(FrameDesk desk, LongSupplier clock, LongSupplier started) {
    this.desk = desk;
    this.clock = clock;
    this.started = started;
  }

  /** Sets what is run when it comes. */
  public void then(Runnable action) {
    next = action;
  }

  /** The toolkit has laid out what is shown and hands it to the screen now. */
  public void painted() {
    if (seconds.isEmpty() && desk.pictureProperty().get().isPresent()) {
      long now = clock.getAsLong();
      next.run();
      seconds = OptionalDouble.of((now - started.getAsLong()) / 1000.0);
      LOGGER.info("the first frame came {} s after the start", seconds.getAsDouble());
    }
  }

  /** Seconds; empty before it. */
  public OptionalDouble seconds() {
    return seconds;
  }
}
