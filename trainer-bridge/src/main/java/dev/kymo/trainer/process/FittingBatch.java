package dev.kymo.trainer.process;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.util.Optional;

/** Finds a batch that fits, by halving the one that did not and doing a step with it. */
final class FittingBatch {
  private final TrainingParts parts;
  private final Devices devices;
  private final StopRequest stop;

  FittingBatch(TrainingParts parts, Devices devices, StopRequest stop) {
    this.parts = parts;
    this.devices = devices;
    this.stop = stop;
  }

  /** The sentence for a run that ran out of memory with these options. */
  String sentence(TrainingOptions options, TrainingException failure)
      throws DatasetException, InterruptedException {
    LossOptions loss = options.loss();
    String start =
        "%s has too little memory for image batch %d and video batch %d"
            .formatted(devices.name(), loss.imageBatch(), loss.videoBatch());
    LossOptions smaller = loss;
    while (smaller.imageBatch() > 1 || smaller.videoBatch() > 1) {
      smaller =
          smaller.withBatches(
              Math.max(1, smaller.imageBatch() / 2), Math.max(1, smaller.videoBatch() / 2));
      if (stop.getAsBoolean()) {
        return start + "; it was stopped before a batch that fits was found.";
      }
      Optional<String> fault = fault(options.withLoss(smaller));
      if (fault.isEmpty()) {
        return start
            + "; %d and %d fit: start a new run with --image-batch %d --video-batch %d."
                .formatted(
                    smaller.imageBatch(),
                    smaller.videoBatch(),
                    smaller.imageBatch(),
                    smaller.videoBatch());
      }
    }
    return start
        + ", and not even a batch of one fits: use narrower networks or a device with more memory ("
        + failure.getMessage()
        + ").";
  }

  /** What goes wrong in a step with its penalties, which take the most memory. */
  private Optional<String> fault(TrainingOptions options)
      throws DatasetException, InterruptedException {
    TrainingOptions probe = options.withLoss(options.loss().withR1Always());
    try (TrainingData data = parts.dataset().open(probe, WorkProgress.NONE, stop).data();
        Training training =
            parts.factory().create(probe, devices.computes(), data, Optional.empty()).training()) {
      training.advance();
      return Optional.empty();
    } catch (TrainingException e) {
      return e.reason() == Reason.OUT_OF_MEMORY ? Optional.of(e.getMessage()) : Optional.empty();
    }
  }
}
