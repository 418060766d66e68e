package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import java.util.List;

/**
 * The three networks of a run.
 *
 * @param generator the generator's architecture; also sets the image size S and clip length T
 * @param imageDiscriminator which discriminator judges images
 * @param imageChannels its widths for r = 4, 8, ... S
 * @param videoDiscriminator which discriminator judges motion
 * @param videoChannels its widths for r = 4, 8, ... up to the resolution that it sees
 */
public record ModelOptions(
    GeneratorSpec generator,
    ImageDiscriminatorKind imageDiscriminator,
    List<Integer> imageChannels,
    VideoDiscriminatorKind videoDiscriminator,
    List<Integer> videoChannels) {

  private static final int CLIP_OF_THE_3D_HEAD = 16;

  /**
   * Checks the values and keeps immutable copies. Whether the video discriminator's widths fit what
   * it sees is checked with the other options by {@link TrainingOptions}.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public ModelOptions {
    imageChannels = List.copyOf(imageChannels);
    videoChannels = List.copyOf(videoChannels);
    check(generator);
    Checks.widths("The image discriminator", imageChannels, generator.imageSize());
    if (videoDiscriminator == VideoDiscriminatorKind.VIDEO
        && generator.videoLength() != CLIP_OF_THE_3D_HEAD) {
      throw new IllegalArgumentException(
          "The video discriminator judges clips of 16 frames, not %d; choose delta or patch-video for others."
              .formatted(generator.videoLength()));
    }
    if (videoDiscriminator == VideoDiscriminatorKind.PATCH_VIDEO
        && generator.videoLength() % 4 != 0) {
      throw new IllegalArgumentException(
          "The patch-video discriminator halves time twice: the clip length must be a multiple of 4, not %d."
              .formatted(generator.videoLength()));
    }
  }

  /** The same networks with these widths everywhere. */
  public ModelOptions withWidths(List<Integer> widths) {
    return new ModelOptions(
        generator.resized(generator.imageSize(), widths),
        imageDiscriminator,
        widths,
        videoDiscriminator,
        widths);
  }

  /** The same networks with other ranges of frequencies, radians per unit t. */
  public ModelOptions withFrequencyRanges(List<Double> ranges) {
    return new ModelOptions(
        generator.withFrequencyRanges(ranges),
        imageDiscriminator,
        imageChannels,
        videoDiscriminator,
        videoChannels);
  }

  private static void check(GeneratorSpec spec) {
    int size = spec.imageSize();
    if (!Checks.isPowerOfTwo(size) || size < 16 || size > 1024) {
      throw new IllegalArgumentException(
          "The image size must be 16, 32, 64, 128, 256, 512 or 1024, not " + size + ".");
    }
    Checks.widths("The generator", spec.channels(), size);
    Checks.range("content-dim", spec.contentDim(), 1, 4096);
    Checks.range("motion-dim", spec.motionDim(), 2, 4096);
    Checks.range("content-layers", spec.contentLayers(), 1, 32);
    Checks.range("motion-layers", spec.motionLayers(), 1, 32);
    Checks.range("clip-frames", spec.videoLength(), 2, 1024);
    Checks.range("The number of frequency groups", spec.groups(), 1, 16);
    for (double range : spec.frequencyRanges()) {
      Checks.above("A frequency range", range, 0, 1e6);
    }
  }
}
