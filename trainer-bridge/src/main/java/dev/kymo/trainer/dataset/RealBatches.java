package dev.kymo.trainer.dataset;

/**
 * Real batches by step. What step k gets is a function of the seed and k alone, so that a resumed
 * run sees what an unbroken one would have seen. Batches of the steps to come are prepared on other
 * threads.
 */
public interface RealBatches extends TrainingData {

  /**
   * The batch of a step; waits until it is ready. Cheapest when steps come in order. The buffers
   * are the caller's until its next call.
   *
   * @throws DatasetException when a file has gone, changed or is broken; the message is a sentence
   */
  RealBatch take(long step) throws DatasetException, InterruptedException;

  /** Nanoseconds that {@link #take} has waited so far. */
  long waitedNanos();
}
