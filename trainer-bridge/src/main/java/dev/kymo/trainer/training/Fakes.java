package dev.kymo.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.network.Judged;
import dev.kymo.trainer.network.TrainableGenerator;
import dev.kymo.trainer.network.Weights;
import dev.kymo.trainer.training.StepRandom.Purpose;

/** A replica's share of the generated images and clips of a step. */
final class Fakes {
  /** Which random streams a batch of fakes draws from. */
  enum Batch {
    IMAGES_FOR_DISCRIMINATOR(
        Purpose.IMAGE_D_CONTENT,
        Purpose.IMAGE_D_MOTION,
        Purpose.IMAGE_D_TIMES,
        Purpose.IMAGE_D_NOISE),
    CLIPS_FOR_DISCRIMINATOR(
        Purpose.VIDEO_D_CONTENT,
        Purpose.VIDEO_D_MOTION,
        Purpose.VIDEO_D_TIMES,
        Purpose.VIDEO_D_NOISE),
    IMAGES_FOR_GENERATOR(
        Purpose.GENERATOR_IMAGE_CONTENT,
        Purpose.GENERATOR_IMAGE_MOTION,
        Purpose.GENERATOR_IMAGE_TIMES,
        Purpose.GENERATOR_IMAGE_NOISE),
    CLIPS_FOR_GENERATOR(
        Purpose.GENERATOR_VIDEO_CONTENT,
        Purpose.GENERATOR_VIDEO_MOTION,
        Purpose.GENERATOR_VIDEO_TIMES,
        Purpose.GENERATOR_VIDEO_NOISE);

    private final Purpose content;
    private final Purpose motion;
    private final Purpose times;
    private final Purpose noise;

    Batch(Purpose content, Purpose motion, Purpose times, Purpose noise) {
      this.content = content;
      this.motion = motion;
      this.times = times;
      this.noise = noise;
    }
  }

  private final Compute compute;
  private final Kernels kernels;
  private final GeneratorSpec spec;
  private final TrainableGenerator generator;
  private final FakeTimes times;
  private final Share share;
  private final ComputeType type;

  Fakes(
      Compute compute,
      Kernels kernels,
      GeneratorSpec spec,
      FakeTimes times,
      Share share,
      ComputeType type) {
    this.compute = compute;
    this.kernels = kernels;
    this.spec = spec;
    this.generator = new TrainableGenerator(kernels, spec);
    this.times = times;
    this.share = share;
    this.type = type;
  }

  /**
   * Images at one random grid time each.
   *
   * @param joint how many, for all replicas together
   * @return pixels (joint / replicas, 3, S, S)
   */
  Judged images(NDManager scope, Weights weights, StepRandom random, Batch batch, int joint) {
    float[] t = share.of(times.ofImages(random.uniform(batch.times), joint), 1);
    NDArray pixels = draw(scope, weights, random, batch, joint, t, 1);
    return new Judged(pixels, pixels);
  }

  /**
   * Clips or pairs.
   *
   * @param joint how many, for all replicas together
   * @param realDeltas the differences of times of the joint batch of real pairs; empty for clips
   * @return pixels (joint / replicas, 3, F, S, S)
   */
  Judged clips(
      NDManager scope,
      Weights weights,
      StepRandom random,
      Batch batch,
      int joint,
      float[] realDeltas) {
    int frames = times.framesOfClip();
    float[] t = share.of(times.ofClips(random.uniform(batch.times), joint, realDeltas), frames);
    NDArray images = draw(scope, weights, random, batch, joint, t, frames);
    NDArray clips = kernels.trace(scope, "frames_to_clips", images, frames);
    images.close();
    if (frames != 2) {
      return new Judged(clips, clips);
    }
    float[] deltas = FakeTimes.deltas(t);
    return new Judged(clips, compute.upload(scope, deltas, deltas.length));
  }

  private NDArray draw(
      NDManager scope,
      Weights weights,
      StepRandom random,
      Batch batch,
      int joint,
      float[] times,
      int frames) {
    int own = joint / share.replicas();
    NDArray content = normal(scope, random, batch.content, joint, spec.contentDim());
    NDArray motion = normal(scope, random, batch.motion, joint, spec.motionDim());
    NDArray t = compute.upload(scope, times, (long) own * frames);
    long seed = random.seed(batch.noise);
    NDArray[] noise =
        kernels.traceForList(
            scope,
            "seeded_noise",
            own,
            spec.imageSize(),
            (int) seed,
            (int) (seed >>> 32),
            share.replica(),
            share.replicas(),
            content);
    for (int i = 0; i < noise.length; i++) {
      // Drawn once for a clip and repeated in every frame.
      try (NDArray map = noise[i]) {
        noise[i] = kernels.trace(scope, "repeated_rows", map, frames);
      }
    }
    try (NDArray w = generator.latents(scope, weights, content, motion, t, frames)) {
      return generator.images(scope, weights, w, noise, type);
    }
  }

  private NDArray normal(
      NDManager scope, StepRandom random, Purpose purpose, int joint, int width) {
    float[] own = share.of(random.normal(purpose, joint * width), width);
    return compute.upload(scope, own, joint / share.replicas(), width);
  }
}
