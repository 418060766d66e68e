package dev.kymo.studio.cli.dataset;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.util.Locale;

/** Shows how far work on a dataset is: {@code Clip 12 of 100 40 clips/s 3 s left}. */
final class WorkLine implements WorkProgress, AutoCloseable {
  private final Console console;
  private final ProgressLine line;
  private final String unit;
  private final long started;

  /**
   * A line that is not shown yet.
   *
   * @param unit what is counted, as a singular
   */
  WorkLine(Console console, String unit) {
    this.console = console;
    this.line = new ProgressLine(console);
    this.unit = unit;
    this.started = console.nanoTime().getAsLong();
  }

  @Override
  public void at(long done, long total) {
    double rate = TimeLeft.rate((double) done, console.nanoTime().getAsLong() - started);
    String left = TimeLeft.note(TimeLeft.seconds((double) (total - done), rate));
    line.show(
        String.format(
            Locale.ROOT,
            "%s%s %d of %d   %.0f %ss/s%s",
            unit.substring(0, 1).toUpperCase(Locale.ROOT),
            unit.substring(1),
            done,
            total,
            rate,
            unit,
            left));
  }

  /** Seconds since the work began. */
  double seconds() {
    return (console.nanoTime().getAsLong() - started) / 1e9;
  }

  @Override
  public void close() {
    line.close();
  }
}
