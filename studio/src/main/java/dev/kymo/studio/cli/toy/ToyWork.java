package dev.kymo.studio.cli.toy;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.trainer.metric.toy.ToyEvaluation;
import dev.kymo.trainer.metric.toy.ToyPlan;
import dev.kymo.trainer.metric.toy.ToyReport;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Judges a model of the toy clips. */
@FunctionalInterface
public interface ToyWork {

  /**
   * Loads a model, draws clips and compares them with the real ones.
   *
   * @param checkpoint the model, or nothing for the demo that comes with Kymo
   * @param cancelled asked between frames; true ends the work with a {@link
   *     java.util.concurrent.CancellationException}
   * @throws Exception whose message is a sentence for the user
   */
  Outcome judge(
      Optional<Path> checkpoint,
      ToyPlan plan,
      DeviceChoice device,
      ToyEvaluation.Progress progress,
      BooleanSupplier cancelled)
      throws Exception;

  /**
   * What came of it.
   *
   * @param model the file's name
   * @param drawn how its frames were drawn
   * @param report the figures
   */
  record Outcome(String model, SourceInfo drawn, ToyReport report) {}
}
