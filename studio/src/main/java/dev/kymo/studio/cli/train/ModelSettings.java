package dev.kymo.studio.cli.train;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.studio.cli.console.Converters;
import dev.kymo.studio.cli.console.Values;
import dev.kymo.trainer.run.DefaultWidths;
import dev.kymo.trainer.run.ImageDiscriminatorKind;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Options of the networks; what is not given stays as the preset has it. */
final class ModelSettings {
  @Option(names = "--size", paramLabel = "S", description = "Image size: 16, 32, ... 1024.")
  private Integer size;

  @Option(
      names = "--channels",
      paramLabel = "C,C..",
      converter = Converters.Indices.class,
      description =
          "Widths of the generator for r = 4, 8, ... S. With --size and without widths, the"
              + " published ones of that size are taken; with --start-from, half as much with"
              + " every doubling.")
  private Values<Integer> channels;

  @Option(
      names = "--image-channels",
      paramLabel = "C,C..",
      converter = Converters.Indices.class,
      description = "Widths of the image discriminator.")
  private Values<Integer> imageChannels;

  @Option(
      names = "--video-channels",
      paramLabel = "C,C..",
      converter = Converters.Indices.class,
      description = "Widths of the video discriminator, up to the resolution that it sees.")
  private Values<Integer> videoChannels;

  @Option(names = "--content-dim", paramLabel = "N", description = "Size of content codes.")
  private Integer contentDim;

  @Option(
      names = "--motion-dim",
      paramLabel = "N",
      description = "Size of motion codes, and sinusoids in a group.")
  private Integer motionDim;

  @Option(names = "--content-layers", paramLabel = "N", description = "Layers of its mapping.")
  private Integer contentLayers;

  @Option(names = "--motion-layers", paramLabel = "N", description = "Layers of its mapping.")
  private Integer motionLayers;

  @Option(
      names = "--frequencies",
      paramLabel = "F,F..",
      converter = Converters.Numbers.class,
      description = "Ranges of the frequencies, one for each group, radians per unit t.")
  private Values<Double> frequencies;

  @Option(names = "--clip-frames", paramLabel = "T", description = "Frames of a training clip.")
  private Integer clipFrames;

  @Option(
      names = "--image-discriminator",
      paramLabel = "KIND",
      converter = Kinds.Image.class,
      description = "image or patch-image.")
  private ImageDiscriminatorKind imageDiscriminator;

  @Option(
      names = "--video-discriminator",
      paramLabel = "KIND",
      converter = Kinds.Video.class,
      description = "delta, video or patch-video.")
  private VideoDiscriminatorKind videoDiscriminator;

  /** The size of the images, when it is given. */
  OptionalInt size() {
    return size == null ? OptionalInt.empty() : OptionalInt.of(size);
  }

  /**
   * The preset, or what a checkpoint has, with what was given.
   *
   * @param videoResolution what the video discriminator sees, of an image of size 1: 1 or 0.5
   * @param grows whether a larger size adds layers to those of a checkpoint
   */
  ModelOptions over(ModelOptions preset, double videoResolution, boolean grows) {
    return grows && size != null && size > preset.generator().imageSize()
        ? given(grown(preset, videoResolution), videoResolution)
        : given(preset, videoResolution);
  }

  private ModelOptions grown(ModelOptions old, double videoResolution) {
    GeneratorSpec spec = old.generator();
    return new ModelOptions(
        spec.resized(size, DefaultWidths.grown(spec.channels(), size)),
        old.imageDiscriminator(),
        DefaultWidths.grown(old.imageChannels(), size),
        old.videoDiscriminator(),
        DefaultWidths.grown(old.videoChannels(), (int) (size * videoResolution)));
  }

  private ModelOptions given(ModelOptions preset, double videoResolution) {
    GeneratorSpec spec = preset.generator();
    int s = or(size, spec.imageSize());
    int seen = (int) (s * videoResolution);
    VideoDiscriminatorKind video = or(videoDiscriminator, preset.videoDiscriminator());
    boolean resized = s != spec.imageSize();
    List<Integer> videoWidths =
        resized || video != preset.videoDiscriminator()
            ? DefaultWidths.videoDiscriminator(video, seen)
            : preset.videoChannels();
    int levels = Integer.numberOfTrailingZeros(Math.max(seen, 1)) - 1;
    if (videoWidths.size() > levels && levels > 0) {
      // Pooled clips need the same widths up to the smaller resolution.
      videoWidths = videoWidths.subList(0, levels);
    } else if (videoWidths.size() < levels) {
      videoWidths = DefaultWidths.videoDiscriminator(video, seen);
    }
    return new ModelOptions(
        new GeneratorSpec(
            s,
            or(contentDim, spec.contentDim()),
            or(motionDim, spec.motionDim()),
            or(contentLayers, spec.contentLayers()),
            or(motionLayers, spec.motionLayers()),
            or(frequencies, spec.frequencyRanges()),
            or(channels, resized ? DefaultWidths.generator(s) : spec.channels()),
            or(clipFrames, spec.videoLength())),
        or(imageDiscriminator, preset.imageDiscriminator()),
        or(imageChannels, resized ? DefaultWidths.imageDiscriminator(s) : preset.imageChannels()),
        video,
        or(videoChannels, videoWidths));
  }

  private static <T> T or(T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private static <T> List<T> or(Values<T> given, List<T> otherwise) {
    return given == null ? otherwise : given.list();
  }
}
