package dev.kymo.inference.frame;

import ai.djl.engine.EngineException;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** Draws a clip batch by batch; a batch that the device has no memory for is drawn in halves. */
final class BatchLoop {

  /** Draws frames {@code from} to {@code from + count}, and gives back how they are delivered. */
  @FunctionalInterface
  interface Draw {
    Delivery draw(int from, int count);
  }

  /** Hands over one frame of a batch. */
  @FunctionalInterface
  interface Delivery {
    void deliver(int indexInBatch) throws FrameException;
  }

  private final BatchPlan batches;

  /** A loop over batches of this size, which it makes smaller when it must. */
  BatchLoop(BatchPlan batches) {
    this.batches = batches;
  }

  /**
   * Draws and delivers in order.
   *
   * @param length frames in the clip
   * @param cancelled asked before each batch and each frame
   * @return how many frames were delivered
   * @throws EngineException when a batch cannot be drawn for another reason than memory, or when
   *     there is too little for one frame
   * @throws FrameException when a delivery stops the clip
   */
  int run(int length, BooleanSupplier cancelled, Draw draw) throws FrameException {
    int done = 0;
    while (done < length && !cancelled.getAsBoolean()) {
      int count = Math.min(batches.size(), length - done);
      Delivery delivery;
      try {
        delivery = draw.draw(done, count);
      } catch (EngineException e) {
        if (isOutOfMemory(e) && batches.halve()) {
          continue;
        }
        throw e;
      }
      for (int i = 0; i < count; i++) {
        if (cancelled.getAsBoolean()) {
          return done;
        }
        delivery.deliver(i);
        done++;
      }
    }
    return done;
  }

  /** Whether the engine failed for want of memory, on a GPU or on the host. */
  static boolean isOutOfMemory(EngineException e) {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("out of memory")
        || message.contains("can't allocate memory")
        || message.contains("not enough memory");
  }
}
