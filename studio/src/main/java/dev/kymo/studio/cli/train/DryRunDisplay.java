package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.trainer.process.DryRun;

/** Shows how far a dry run is, on one line of standard error. */
public final class DryRunDisplay implements DryRun.Progress, AutoCloseable {
  private final Console console;
  private final ProgressLine line;
  private final ReadingText reading;
  private long timed = -1;

  /** A display on this console. */
  public DryRunDisplay(Console console) {
    this.console = console;
    this.line = new ProgressLine(console);
    this.reading = new ReadingText(console);
    line.stage("Preparing the engine and the data");
  }

  @Override
  public void reading(long frames, long total) {
    line.show(reading.of(frames, total));
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
