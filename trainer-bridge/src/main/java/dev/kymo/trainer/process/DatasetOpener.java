package dev.kymo.trainer.process;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.List;
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
   * @param notes a sentence for everything that was decided or is damaged
   */
  record Opened(TrainingData data, String fingerprint, String summary, List<String> notes) {

    /** Keeps an immutable copy. */
    public Opened {
      notes = List.copyOf(notes);
    }

    /** A dataset of which there is nothing more to say. */
    public Opened(TrainingData data, String fingerprint, String summary) {
      this(data, fingerprint, summary, List.of());
    }
  }
}
