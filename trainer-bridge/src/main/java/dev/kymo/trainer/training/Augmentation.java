package dev.kymo.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import java.util.random.RandomGenerator;

/**
 * DiffAugment (docs/model.md section 5): brightness +-0.5, saturation x[0, 2), contrast x[0.5,
 * 1.5), translation up to 1/8 of the side, one cut-out of half the side, flip with probability 1/2;
 * one draw for each sample, shared by the frames of a clip.
 */
final class Augmentation {
  private static final int SETTINGS = 8;

  private final Compute compute;
  private final Kernels kernels;
  private final Share share;

  Augmentation(Compute compute, Kernels kernels, Share share) {
    this.compute = compute;
    this.kernels = kernels;
    this.share = share;
  }

  /**
   * Augments a replica's share of a batch.
   *
   * @param pixels (N, 3, S, S) or (N, 3, F, S, S) float32
   * @param random draws for the joint batch
   * @return the same shape in the scope
   */
  NDArray apply(NDManager scope, NDArray pixels, RandomGenerator random) {
    int own = (int) pixels.getShape().get(0);
    int side = (int) pixels.getShape().get(pixels.getShape().dimension() - 1);
    float[] settings = share.of(draw(random, own * share.replicas(), side), SETTINGS);
    NDArray[] columns = new NDArray[SETTINGS];
    for (int c = 0; c < SETTINGS; c++) {
      float[] column = new float[own];
      for (int i = 0; i < own; i++) {
        column[i] = settings[i * SETTINGS + c];
      }
      columns[c] = compute.upload(scope, column, own);
    }
    return kernels.trace(
        scope,
        "augmented",
        pixels,
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        columns[5],
        columns[6],
        columns[7]);
  }

  /** Brightness, saturation, contrast, shift x and y, flip, cut-out centre x and y. */
  private static float[] draw(RandomGenerator random, int samples, int side) {
    int reach = (int) (side / 8.0 + 0.5);
    float[] settings = new float[samples * SETTINGS];
    for (int i = 0; i < samples; i++) {
      int at = i * SETTINGS;
      settings[at] = (float) (random.nextDouble() - 0.5);
      settings[at + 1] = (float) (2 * random.nextDouble());
      settings[at + 2] = (float) (random.nextDouble() + 0.5);
      settings[at + 3] = random.nextInt(-reach, reach + 1);
      settings[at + 4] = random.nextInt(-reach, reach + 1);
      settings[at + 5] = random.nextInt(2);
      settings[at + 6] = random.nextInt(side + 1);
      settings[at + 7] = random.nextInt(side + 1);
    }
    return settings;
  }
}
