package dev.kymo.trainer.dataset;

/** What a run learns from, made ready: batches of a dataset, or the frames of learned clips. */
public interface TrainingData extends AutoCloseable {
  @Override
  void close();
}
