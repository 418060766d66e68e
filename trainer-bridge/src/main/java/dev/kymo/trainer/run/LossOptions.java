package dev.kymo.trainer.run;

/**
 * What a step computes (docs/model.md section 5).
 *
 * @param imageBatch images for each device and step
 * @param videoBatch clips (pairs for the Delta discriminator) for each device and step
 * @param learningRate of Adam, for all three networks (published: 0.002)
 * @param beta1 of Adam (published: 0)
 * @param beta2 of Adam (published: 0.99)
 * @param r1Weight of the gradient penalty (published: 10); 0 turns it off
 * @param r1Every a penalty step every so many steps (published: 16)
 * @param emaKimg half-life of the averaged generator in thousands of images (published: 10)
 * @param augment DiffAugment on everything that a discriminator sees
 * @param videoResizeRatio 1, or 0.5: clips are average-pooled by 2 before the video discriminator
 * @param sharedTimes one fake time (one pair) for every four samples that a discriminator compares
 *     instead of one for each sample
 */
public record LossOptions(
    int imageBatch,
    int videoBatch,
    double learningRate,
    double beta1,
    double beta2,
    double r1Weight,
    int r1Every,
    double emaKimg,
    boolean augment,
    double videoResizeRatio,
    boolean sharedTimes) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public LossOptions {
    Checks.range("image-batch", imageBatch, 1, 4096);
    Checks.range("video-batch", videoBatch, 1, 4096);
    Checks.above("learning-rate", learningRate, 0, 1);
    Checks.range("beta1", beta1, 0, 0.9999);
    Checks.range("beta2", beta2, 0, 0.999999);
    Checks.range("r1", r1Weight, 0, 1e6);
    Checks.range("r1-every", r1Every, 1, 10_000);
    Checks.above("ema-kimg", emaKimg, 0, 1e6);
    if (videoResizeRatio != 1 && videoResizeRatio != 0.5) {
      throw new IllegalArgumentException(
          "video-resize-ratio must be 1 or 0.5, not " + videoResizeRatio + ".");
    }
  }

  /** The same with other batches. */
  public LossOptions withBatches(int images, int clips) {
    return new LossOptions(
        images,
        clips,
        learningRate,
        beta1,
        beta2,
        r1Weight,
        r1Every,
        emaKimg,
        augment,
        videoResizeRatio,
        sharedTimes);
  }

  /** The same with augmentation, or without. */
  public LossOptions withAugment(boolean value) {
    return new LossOptions(
        imageBatch,
        videoBatch,
        learningRate,
        beta1,
        beta2,
        r1Weight,
        r1Every,
        emaKimg,
        value,
        videoResizeRatio,
        sharedTimes);
  }

  /** The same with a penalty in every step. */
  public LossOptions withR1Always() {
    return new LossOptions(
        imageBatch,
        videoBatch,
        learningRate,
        beta1,
        beta2,
        r1Weight,
        1,
        emaKimg,
        augment,
        videoResizeRatio,
        sharedTimes);
  }
}
