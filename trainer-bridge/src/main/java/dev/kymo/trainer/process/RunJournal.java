package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunEvent.Kind;
import dev.kymo.trainer.run.TensorBoardLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes down what happens in a run: events, TensorBoard and the log, side by side. */
final class RunJournal implements AutoCloseable {
  private final RunDirectory run;
  private final RunListener listener;
  private final RunLog log;
  private final EventLog events;
  private TensorBoardLog board;

  RunJournal(RunDirectory run, RunListener listener) throws FileException {
    this.run = run;
    this.listener = listener;
    log = new RunLog(run);
    events = EventLog.open(run);
  }

  void start(long step, Map<String, String> facts) throws FileException {
    events.append(RunEvent.now(step, Kind.START, Map.of(), facts));
    log.say("Started at step " + step + " " + facts + ".");
    board = TensorBoardLog.open(run, step);
    if (step > 0) {
      board.text(step, "run/resumed", "Went on at step " + step + ".");
    }
  }

  void losses(long step, Map<String, Double> losses) throws FileException {
    events.append(RunEvent.now(step, Kind.LOSSES, losses, Map.of()));
    board.scalars(step, prefixed("loss/", losses));
  }

  void timings(long step, Map<String, Double> timings) throws FileException {
    events.append(RunEvent.now(step, Kind.TIMINGS, timings, Map.of()));
    board.scalars(step, prefixed("timing/", timings));
  }

  private static Map<String, Double> prefixed(String prefix, Map<String, Double> values) {
    Map<String, Double> named = new LinkedHashMap<>();
    values.forEach((name, value) -> named.put(prefix + name, value));
    return named;
  }

  void snapshot(long step, String of, Path file) throws FileException {
    events.append(
        RunEvent.now(step, Kind.SNAPSHOT, Map.of(), Map.of("of", of, "file", relative(file))));
    log.say("Saved " + relative(file) + ".");
  }

  void metric(long step, String name, double value) throws FileException {
    events.append(RunEvent.now(step, Kind.METRIC, Map.of("value", value), Map.of("name", name)));
    board.scalars(step, Map.of("metric/" + name, value));
    log.say("%s at step %d: %.4f.".formatted(name, step, value));
  }

  void sample(long step, Path strip, Path film, int width, int height) throws FileException {
    events.append(
        RunEvent.now(
            step, Kind.SAMPLE, Map.of(), Map.of("strip", relative(strip), "clip", relative(film))));
    try {
      board.image(step, "samples", width, height, Files.readAllBytes(strip));
    } catch (IOException e) {
      throw FileException.reading(strip, e);
    }
  }

  void histogram(long step, String tag, float[] values) throws FileException {
    board.histogram(step, tag, values);
  }

  void warning(long step, String sentence) throws FileException {
    events.append(RunEvent.now(step, Kind.WARNING, Map.of(), Map.of("message", sentence)));
    log.say(sentence);
    listener.note(sentence);
  }

  void end(long step, String state, String reason) throws FileException {
    log.say("Left at step " + step + ": " + state + (reason.isEmpty() ? "." : ". " + reason));
    events.append(RunEvent.now(step, Kind.END, Map.of(), Map.of("state", state, "reason", reason)));
  }

  void trace(Throwable error) {
    log.trace(error);
  }

  private String relative(Path file) {
    return run.root().relativize(file).toString().replace('\\', '/');
  }

  @Override
  public void close() throws FileException {
    log.close();
    try {
      if (board != null) {
        board.close();
      }
    } finally {
      events.close();
    }
  }
}
