package dev.kymo.studio.cli.console;

/**
 * One line on standard error that is written over as work goes on, and wiped at the end. Silent
 * when no person is watching.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long BETWEEN_NANOS = 100_000_000;

  private final Console console;
  private long lastShown;
  private int width;

  /** A line that is not shown yet. */
  public ProgressLine(Console console) {
    this.console = console;
    this.lastShown = console.nanoTime().getAsLong() - BETWEEN_NANOS;
  }

  /** Shows a text, unless another was shown a moment ago. */
  public void show(String text) {
    long now = console.nanoTime().getAsLong();
    if (console.interactive() && now - lastShown >= BETWEEN_NANOS) {
      lastShown = now;
      write(text);
    }
  }

  /** Shows a text at once: work begins that may take long before there is news. */
  public void stage(String text) {
    if (console.interactive()) {
      lastShown = console.nanoTime().getAsLong();
      write(text);
    }
  }

  private void write(String text) {
    console.err().print('\r' + text + " ".repeat(Math.max(0, width - text.length())));
    console.err().flush();
    width = text.length();
  }

  /** Wipes the line. */
  @Override
  public void close() {
    if (width > 0) {
      write("");
      console.err().print('\r');
      console.err().flush();
      width = 0;
    }
  }
}
