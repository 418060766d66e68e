package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.process.DryRun;
import java.util.Locale;

/** Shows how far a dry run is, on one line of standard error. */
public final class DryRunDisplay implements DryRun.Progress, AutoCloseable {
  private final Console console;
  private final ProgressLine line;
  private final long started;
  private long timed = -1;

  /** A display on this console. */
  public DryRunDisplay(Console console) {
    this.console = console;
    this.line = new ProgressLine(console);
    this.started = console.nanoTime().getAsLong();
    line.stage("Preparing the engine and the data");
  }

  @Override
  public void reading(long frames, long total) {
    double rate = TimeLeft.rate((double) frames, console.nanoTime().getAsLong() - started);
    String left = TimeLeft.note(TimeLeft.seconds((double) (total - frames), rate));
    line.show(
        String.format(Locale.ROOT, "Reading the dataset: frame %,d of %,d%s", frames, total, left));
  }

  @Override
  public void preparing() {
    line.stage("Preparing the networks");
  }

  @Override
  public void step(int number, double part) {
    long now = console.nanoTime().getAsLong();
    if (number == 1) {
      line.stage("Doing a first step, which prepares everything");
      return;
    }
    if (timed < 0) {
      timed = now;
    }
    double rate = TimeLeft.rate(part, now - timed);
    String left = part > 0 ? TimeLeft.note(TimeLeft.seconds(1 - part, rate)) : "";
    line.stage("Timing step " + number + left);
  }

  @Override
  public void close() {
    line.close();
  }
}
