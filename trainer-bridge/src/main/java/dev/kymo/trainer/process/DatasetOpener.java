package dev.kymo.trainer.process;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.function.BooleanSupplier;

/** Opens what a run learns from. */
@FunctionalInterface
public interface DatasetOpener {

  /**
   * Makes the real clips, or those to be learned, ready; decoding them all may take minutes.
   *
   * @param progress told after each frame that is read
   * @param cancelled asked in between; true ends it with a {@link
   *     java.util.concurrent.CancellationException}
   * @throws DatasetException with a sentence, when it cannot be used
   */
  Opened open(TrainingOptions options, WorkProgress progress, BooleanSupplier cancelled)
      throws DatasetException, InterruptedException;

  /**
   * A dataset that is ready.
   *
   * @param data closed by the caller
   * @param fingerprint the same as long as names and sizes of its files are the same
   * @param summary for people: "10,000 videos, 320,000 frames"
   */
  record Opened(TrainingData data, String fingerprint, String summary) {}
}
