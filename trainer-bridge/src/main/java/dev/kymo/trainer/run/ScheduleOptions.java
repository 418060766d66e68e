package dev.kymo.trainer.run;

import java.util.Optional;

/**
 * When a run stops and what it writes on the way, all in steps.
 *
 * @param steps of the whole run (published: 300,000)
 * @param logEvery scalars in events and TensorBoard
 * @param sampleEvery samples of fixed latents and histograms (published: 100)
 * @param latestEvery the rolling full checkpoint (published: 1,000)
 * @param generatorEvery generator-only snapshots (published: 5,000)
 * @param fullEvery numbered full checkpoints (published: 20,000)
 * @param keepLast how many numbered checkpoints of each kind are kept; 0 keeps all
 * @param keepBest how many generator snapshots are kept beside them because a metric of theirs is
 *     in the run's events and is the lowest; 0 keeps none for that reason
 * @param sampleRows clips in a sample
 * @param metric measured at every snapshot of the generator; empty measures none
 */
public record ScheduleOptions(
    long steps,
    int logEvery,
    int sampleEvery,
    int latestEvery,
    int generatorEvery,
    int fullEvery,
    int keepLast,
    int keepBest,
    int sampleRows,
    Optional<MetricOptions> metric) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public ScheduleOptions {
    Checks.range("steps", steps, 1, 1_000_000_000L);
    Checks.range("log-every", logEvery, 1, 1_000_000);
    Checks.range("sample-every", sampleEvery, 1, 10_000_000);
    Checks.range("latest-every", latestEvery, 1, 10_000_000);
    Checks.range("generator-every", generatorEvery, 1, 10_000_000);
    Checks.range("full-every", fullEvery, 1, 10_000_000);
    Checks.range("keep-last", keepLast, 0, 1_000_000);
    Checks.range("keep-best", keepBest, 0, 1_000_000);
    Checks.range("sample-rows", sampleRows, 1, 64);
  }

  /** A schedule without a metric. */
  public ScheduleOptions(
      long steps,
      int logEvery,
      int sampleEvery,
      int latestEvery,
      int generatorEvery,
      int fullEvery,
      int keepLast,
      int keepBest,
      int sampleRows) {
    this(
        steps,
        logEvery,
        sampleEvery,
        latestEvery,
        generatorEvery,
        fullEvery,
        keepLast,
        keepBest,
        sampleRows,
        Optional.empty());
  }
}
