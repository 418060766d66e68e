package dev.kymo.studio.cli.train;

import dev.kymo.studio.cli.console.Console;
import dev.kymo.studio.cli.console.ProgressLine;
import dev.kymo.studio.cli.console.TimeLeft;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Shows how a run in this process goes, on one line of standard error. */
public final class TrainDisplay implements RunListener, AutoCloseable {
  private final Console console;
  private final ProgressLine line;
  private final Map<String, Double> latest = new TreeMap<>();
  private final ReadingText reading;
  private String fit = "";

  /** A display on this console. */
  public TrainDisplay(Console console) {
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
  public void step(RunStatus status, Map<String, Double> losses) {
    // Penalties come every few steps; the line keeps the last ones.
    latest.putAll(losses);
    String left = TimeLeft.note(status.secondsLeft() < 0 ? Double.NaN : status.secondsLeft());
    line.show(
        String.format(
            Locale.ROOT,
            "Step %,d of %,d   %s%s   %.1f images/s%s",
            status.step(),
            status.steps(),
            latest.entrySet().stream()
                .map(loss -> String.format(Locale.ROOT, "%s %.3f", loss.getKey(), loss.getValue()))
                .collect(Collectors.joining("  ")),
            fit,
            status.imagesPerSecond(),
            left));
  }

  @Override
  public void figures(Map<String, Double> figures) {
    if (figures.containsKey("fit_db")) {
      fit = String.format(Locale.ROOT, "   fit %.1f dB", figures.get("fit_db"));
    }
  }

  @Override
  public void note(String sentence) {
    line.close();
    console.err().println(sentence);
  }

  /** Tells how it ended. */
  public void finished(RunDirectory run, RunStatus end) throws UserError {
    line.close();
    if (end.state() == RunState.FAILED) {
      throw new UserError(end.reason());
    }
    String file = run.latestCheckpoint().toString();
    console
        .out()
        .println(
            end.state() == RunState.ENDED
                ? String.format(Locale.ROOT, "Trained %,d steps: %s", end.step(), file)
                : String.format(
                    Locale.ROOT,
                    "Stopped at step %,d of %,d; go on with kymo runs resume %s",
                    end.step(),
                    end.steps(),
                    run));
  }

  @Override
  public void close() {
    line.close();
  }
}
