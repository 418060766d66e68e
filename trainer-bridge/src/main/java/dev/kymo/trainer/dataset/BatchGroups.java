package dev.kymo.trainer.dataset;

/**
 * The samples of a batch that a discriminator compares with one another: the minibatch standard
 * deviation (docs/model.md section 4) is taken over groups of 4 that lie across the batch in
 * strides. Samples of one group that share their time differ by their codes alone.
 */
public final class BatchGroups {
  /** Samples in a group. */
  public static final int SIZE = 4;

  private BatchGroups() {}

  /** How many groups a batch has. */
  public static int count(int batch) {
    return Math.max(1, batch / SIZE);
  }

  /** The group of a sample, from 0. */
  public static int of(int sample, int batch) {
    return sample % count(batch);
  }
}
