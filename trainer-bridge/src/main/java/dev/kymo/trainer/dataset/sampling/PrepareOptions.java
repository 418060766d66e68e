package dev.kymo.trainer.dataset.sampling;

import java.nio.file.Path;

/**
 * What preparing and gathering may use.
 *
 * @param cacheFolder where decoded frames are kept when they do not fit into memory; made when it
 *     is needed
 * @param memoryBudget bytes of decoded frames that may be held in memory; 0 always takes the file
 * @param threads that decode, and later gather batches; 0 leaves it to the machine
 */
public record PrepareOptions(Path cacheFolder, long memoryBudget, int threads) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public PrepareOptions {
    if (memoryBudget < 0) {
      throw new IllegalArgumentException("A memory budget cannot be negative.");
    }
    if (threads < 0) {
      throw new IllegalArgumentException("There cannot be " + threads + " decoding threads.");
    }
  }

  /** How many threads that is on this machine. */
  int threadCount() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }
}
