package dev.kymo.studio.cli.render;

import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import java.nio.file.Path;
import java.util.Locale;

/** Shows how a rendering goes: written files on standard output, everything else beside it. */
final class RenderDisplay implements RenderWork.Listener, AutoCloseable {
  private final Console console;
  private final ProgressLine line;
  private final int clips;
  private long started;
  private int frames;
  private SourceInfo info;

  RenderDisplay(Console console, RenderPlan plan) {
    this.console = console;
    this.line = new ProgressLine(console);
    this.clips = plan.output().count();
    line.show("Loading " + plan.checkpoint().getFileName());
  }

  @Override
  public void opened(SourceInfo source) {
    info = source;
    started = console.nanoTime().getAsLong();
  }

  @Override
  public void frame(int done, int total) {
    frames = done;
    double rate = TimeLeft.rate(done, console.nanoTime().getAsLong() - started);
    String left = TimeLeft.note(TimeLeft.seconds(total - done, rate));
    line.show(
        String.format(Locale.ROOT, "Frame %d of %d   %.1f frames/s%s", done, total, rate, left));
  }

  @Override
  public void smallerBatch(int atOnce) {
    line.close();
    console
        .err()
        .printf(
            "The device ran out of memory, so frames are drawn %d at a time; they are the same.%n",
            atOnce);
  }

  @Override
  public void note(String sentence) {
    line.close();
    console.err().println(sentence);
  }

  @Override
  public void written(Path path) {
    line.close();
    console.out().println("Wrote " + path);
  }

  /** Sums up, for a person who watched. */
  void finished() {
    line.close();
    if (console.interactive() && frames > 0) {
      double seconds = (console.nanoTime().getAsLong() - started) / 1e9;
      console
          .err()
          .printf(
              Locale.ROOT,
              "%d frames%s in %.1f s, %.0f ms each, on %s in %s.%n",
              frames,
              clips == 1 ? "" : " in " + clips + " clips",
              seconds,
              1000 * seconds / frames,
              info.device(),
              info.precision());
    }
  }

  @Override
  public void close() {
    line.close();
  }
}
