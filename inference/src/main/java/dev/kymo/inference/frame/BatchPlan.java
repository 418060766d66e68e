package dev.kymo.inference.frame;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Precision;
import java.util.List;

/**
 * How many frames are drawn at once: as many as help and as fit the memory at hand. Halved when the
 * device runs out all the same.
 */
final class BatchPlan {
  /** More frames at once than this gain nothing measurable. */
  private static final int MOST = 16;

  /** Activations beyond this fall out of the caches, and a larger batch gains nothing (CPU). */
  private static final long CPU_WORKING_SET = 64L << 20;

  private static final long GPU_WORKING_SET = 2L << 30;

  /** What the engine needs beside the activations: scratch space, images, fragmentation. */
  private static final double HEADROOM = 2;

  private final long bytesPerFrame;
  private int size;

  /**
   * A plan for a model.
   *
   * @param freeBytes the memory at hand on the device
   * @param gpu whether the device is a GPU
   */
  BatchPlan(GeneratorSpec spec, Precision precision, long freeBytes, boolean gpu) {
    bytesPerFrame = bytesPerFrame(spec, precision);
    long workingSet = gpu ? GPU_WORKING_SET : CPU_WORKING_SET;
    long allowed = Math.min(workingSet, freeBytes / 4);
    size = (int) Math.max(1, Math.min(MOST, allowed / bytesPerFrame));
  }

  /**
   * The most that one frame holds at a time: in the largest layer its input, the four phases and
   * its output.
   */
  static long bytesPerFrame(GeneratorSpec spec, Precision precision) {
    List<Integer> channels = spec.channels();
    long most = 0;
    for (int i = 0; i + 1 < channels.size(); i++) {
      long pixels = (4L << i) * (4L << i);
      most = Math.max(most, pixels * (channels.get(i) + 8L * channels.get(i + 1)));
    }
    long images = 3L * 4 * 3 * spec.imageSize() * spec.imageSize();
    return (long) (HEADROOM * (most * precision.bytes() + images));
  }

  /** Frames to draw at once, at least 1. */
  int size() {
    return size;
  }

  /**
   * Makes the batch half as large after the device ran out of memory.
   *
   * @return false when it was one frame already
   */
  boolean halve() {
    if (size == 1) {
      return false;
    }
    size /= 2;
    return true;
  }
}
