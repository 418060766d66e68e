package dev.kymo.studio.cli.train;

import dev.kymo.trainer.run.LossOptions;
import picocli.CommandLine.Option;

/** Options of what a step computes; what is not given stays as the preset has it. */
final class LossSettings {
  @Option(
      names = "--image-batch",
      paramLabel = "N",
      description = "Images for each device and step.")
  private Integer imageBatch;

  @Option(
      names = "--video-batch",
      paramLabel = "N",
      description = "Clips, or pairs of frames, for each device and step.")
  private Integer videoBatch;

  @Option(names = "--learning-rate", paramLabel = "R", description = "Adam's (published: 0.002).")
  private Double learningRate;

  @Option(names = "--beta1", paramLabel = "B", description = "Adam's (published: 0).")
  private Double beta1;

  @Option(names = "--beta2", paramLabel = "B", description = "Adam's (published: 0.99).")
  private Double beta2;

  @Option(
      names = "--r1",
      paramLabel = "W",
      description = "Weight of the gradient penalty (published: 10); 0 turns it off.")
  private Double r1;

  @Option(
      names = "--r1-every",
      paramLabel = "N",
      description = "A penalty step every so many steps (published: 16).")
  private Integer r1Every;

  @Option(
      names = "--ema-kimg",
      paramLabel = "K",
      description =
          "Half-life of the averaged generator in thousands of images (published: 10); after"
              + " --start-from at most 5% of what was trained so far.")
  private Double emaKimg;

  @Option(
      names = "--augment",
      negatable = true,
      description = "Augment what the discriminators see: color, translation, cutout, flip.")
  private Boolean augment;

  @Option(
      names = "--video-resize-ratio",
      paramLabel = "R",
      description = "1, or 0.5 to pool clips by 2 before the video discriminator.")
  private Double videoResizeRatio;

  @Option(
      names = "--shared-times",
      negatable = true,
      description =
          "One fake time (one pair) for every four samples that a discriminator compares, instead of"
              + " one for each sample: codes get used sooner.")
  private Boolean sharedTimes;

  LossOptions over(LossOptions preset) {
    return new LossOptions(
        or(imageBatch, preset.imageBatch()),
        or(videoBatch, preset.videoBatch()),
        or(learningRate, preset.learningRate()),
        or(beta1, preset.beta1()),
        or(beta2, preset.beta2()),
        or(r1, preset.r1Weight()),
        or(r1Every, preset.r1Every()),
        or(emaKimg, preset.emaKimg()),
        or(augment, preset.augment()),
        or(videoResizeRatio, preset.videoResizeRatio()),
        or(sharedTimes, preset.sharedTimes()));
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
