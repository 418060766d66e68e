package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.TimeLeft;
import java.util.Locale;

/** How far the reading of a dataset is, with the time left since this was made. */
final class ReadingText {
  private final Console console;
  private final long started;

  ReadingText(Console console) {
    this.console = console;
    this.started = console.nanoTime().getAsLong();
  }

  String of(long frames, long total) {
    double rate = TimeLeft.rate((double) frames, console.nanoTime().getAsLong() - started);
    String left = TimeLeft.note(TimeLeft.seconds((double) (total - frames), rate));
    return String.format(
        Locale.ROOT, "Reading the dataset: frame %,d of %,d%s", frames, total, left);
  }
}
