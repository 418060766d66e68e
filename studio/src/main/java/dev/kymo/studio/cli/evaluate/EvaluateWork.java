package dev.kymo.studio.cli.evaluate;

import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.trainer.metric.fvd.FvdEvaluation;
import dev.kymo.trainer.metric.fvd.FvdMetric;
import dev.kymo.trainer.metric.fvd.FvdReport;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/** Compares generated clips with real ones. */
@FunctionalInterface
public interface EvaluateWork {

  /**
   * Loads detector and model, and compares.
   *
   * @param cancelled asked between frames; true ends the work with a {@link
   *     java.util.concurrent.CancellationException}
   * @throws Exception whose message is a sentence for the user
   */
  FvdReport evaluate(Request request, FvdEvaluation.Progress progress, BooleanSupplier cancelled)
      throws Exception;

  /**
   * What is compared and how.
   *
   * @param real the dataset of real clips
   * @param generated where generated clips come from
   * @param detector the TorchScript file
   * @param clips of each kind
   */
  record Request(
      Path real,
      Generated generated,
      Path detector,
      FvdMetric metric,
      int clips,
      long seed,
      DeviceChoice device) {}

  /** Where generated clips come from. */
  sealed interface Generated {
    /** A dataset of clips that were generated before. */
    record Folder(Path path) implements Generated {}

    /** A checkpoint that draws them. */
    record Model(Path checkpoint) implements Generated {}
  }
}
