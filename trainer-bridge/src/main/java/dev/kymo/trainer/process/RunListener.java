package dev.kymo.trainer.process;

import dev.kymo.trainer.run.RunStatus;
import java.util.Map;

/**
 * Hears how a run in this process goes, on the thread that trains unless a method says otherwise.
 */
public interface RunListener {
  /** For runs that nobody watches. */
  RunListener NONE =
      new RunListener() {
        @Override
        public void reading(long frames, long total) {}

        @Override
        public void step(RunStatus status, Map<String, Double> losses) {}

        @Override
        public void note(String sentence) {}
      };

  /** So many frames of the dataset are read; on any thread, one at a time. */
  void reading(long frames, long total);

  /** A step is done. */
  void step(RunStatus status, Map<String, Double> losses);

  /** How good the model is now, as it measures itself: {@code Training.figures()}. */
  default void figures(Map<String, Double> figures) {}

  /** Something worth telling: a checkpoint that was broken, a loss that rises. */
  void note(String sentence);
}
