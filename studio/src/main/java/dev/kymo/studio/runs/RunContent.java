package dev.kymo.studio.runs;

import dev.kymo.trainer.run.EventIndex;
import dev.kymo.trainer.run.RunEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is in a run, as its files had it a moment ago. Its size is bounded, however long the run.
 *
 * @param root the run's folder
 * @param losses curves of losses and penalties
 * @param timings curves of seconds, images per second, the data's share, memory
 * @param events starts, metrics, snapshots, samples, warnings and ends, the newest last
 * @param samples the strips of fixed latents, in order of their steps
 * @param frequencies how the learned frequencies spread
 * @param log the newest lines of the log
 * @param damagedLines events that cannot be read, as after a kill
 * @param index where in the events which steps are
 * @param fault a sentence, when a file cannot be read
 */
public record RunContent(
    Path root,
    List<CurveData> losses,
    List<CurveData> timings,
    List<RunEvent> events,
    List<Sample> samples,
    FrequencyHistory frequencies,
    List<String> log,
    long damagedLines,
    EventIndex index,
    Optional<String> fault) {

  /**
   * A drawn sample.
   *
   * @param step steps done
   * @param strip a row for each clip, a column for each frame
   */
  public record Sample(long step, Path strip) {}

  /** Keeps immutable copies. */
  public RunContent {
    losses = List.copyOf(losses);
    timings = List.copyOf(timings);
    events = List.copyOf(events);
    samples = List.copyOf(samples);
    log = List.copyOf(log);
  }

  /** A run of which nothing has been read yet. */
  public static RunContent empty(Path root) {
    return new RunContent(
        root,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        new FrequencyHistory(List.of()),
        List.of(),
        0,
        EventIndex.EMPTY,
        Optional.empty());
  }

  /** The same with other curves. */
  RunContent withCurves(List<CurveData> otherLosses, List<CurveData> otherTimings) {
    return new RunContent(
        root,
        otherLosses,
        otherTimings,
        events,
        samples,
        frequencies,
        log,
        damagedLines,
        index,
        fault);
  }

  /** The curve of a timing. */
  public Optional<CurveData> timing(String name) {
    return timings.stream().filter(c -> c.name().equals(name)).findFirst();
  }
}
