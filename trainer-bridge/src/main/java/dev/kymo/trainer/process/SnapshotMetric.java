package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Judges snapshots of a run while it goes on. */
public interface SnapshotMetric {

  /**
   * Checks what can be checked before the first step.
   *
   * @throws FileException with a sentence, when the metric cannot be measured
   */
  void check(MetricOptions metric) throws FileException;

  /**
   * Measures; training waits. The engine is left as it was, but for the calling thread, which has
   * to enter training again.
   *
   * @param snapshot a checkpoint of the generator
   * @param cancelled asked now and then
   * @return the value; the lower the better
   * @throws Exception whose message is a sentence
   */
  double measure(
      TrainingOptions options, MetricOptions metric, Path snapshot, BooleanSupplier cancelled)
      throws Exception;
}
