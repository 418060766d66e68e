package dev.kymo.inference.checkpoint;

import dev.kymo.inference.tensor.HostTensor;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a checkpoint holds, for {@code kymo inspect}. All components are plain values, so that it
 * can be written as JSON as it is.
 *
 * @param file the file's path
 * @param format what kind of file it is
 * @param full whether training can go on from it
 * @param step training step, or null where the file does not say
 * @param imageSize S, pixels
 * @param channels C_r for r = 4, 8, ... S
 * @param contentDim D_c
 * @param motionDim D_m
 * @param contentLayers layers of the content mapping
 * @param motionLayers layers of the motion mapping
 * @param videoLength T, frames of a training clip
 * @param parameters learned numbers of the generator; the constant filters and the stored noise do
 *     not count
 * @param fps frames per second that the cycles per second below refer to
 * @param groups the groups of sinusoids
 * @param frequencies of all groups together
 */
public record CheckpointSummary(
    String file,
    String format,
    boolean full,
    Long step,
    int imageSize,
    List<Integer> channels,
    int contentDim,
    int motionDim,
    int contentLayers,
    int motionLayers,
    int videoLength,
    long parameters,
    double fps,
    List<Group> groups,
    FrequencySummary frequencies) {
  private static final int BAR = 40;

  /**
   * One group of sinusoids.
   *
   * @param range its entry of {@code freq_val}, radians per unit t
   * @param frequencies as learned
   */
  public record Group(double range, FrequencySummary frequencies) {}

  /** Keeps immutable copies. */
  public CheckpointSummary {
    channels = List.copyOf(channels);
    groups = List.copyOf(groups);
  }

  /** Summarises a checkpoint whose clips are shown at a frame rate. */
  public static CheckpointSummary of(Checkpoint checkpoint, double fps) {
    GeneratorSpec spec = checkpoint.spec();
    FloatBuffer all = FloatBuffer.allocate(spec.groups() * spec.motionDim());
    List<Group> groups = new ArrayList<>();
    for (int g = 0; g < spec.groups(); g++) {
      float[] radians = checkpoint.generator().get("LFF." + g + ".ffm.linear.weight").toFloats();
      all.put(radians);
      groups.add(
          new Group(
              spec.frequencyRanges().get(g),
              FrequencySummary.of(radians, spec.videoLength(), fps)));
    }
    return new CheckpointSummary(
        checkpoint.source().toString(),
        checkpoint.format().title(),
        checkpoint.full(),
        checkpoint.step().isPresent() ? checkpoint.step().getAsLong() : null,
        spec.imageSize(),
        spec.channels(),
        spec.contentDim(),
        spec.motionDim(),
        spec.contentLayers(),
        spec.motionLayers(),
        spec.videoLength(),
        parameters(checkpoint.generator()),
        fps,
        groups,
        FrequencySummary.of(all.array(), spec.videoLength(), fps));
  }

  /** The summary for people: a few aligned lines and a histogram, ending in a line break. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "File", file);
    line(text, "Format", format + (full ? ", with training state" : ", generator only"));
    line(text, "Step", step == null ? "not stored" : "%,d", step);
    line(text, "Image", "%d x %d pixels", imageSize, imageSize);
    line(text, "Channels", "%s (4 x 4 to %d x %d)", join(channels), imageSize, imageSize);
    line(text, "Latents", "content %d, motion %d", contentDim, motionDim);
    line(text, "Mapping", "%d content layers, %d motion layers", contentLayers, motionLayers);
    line(text, "Parameters", "%,d", parameters);
    line(text, "Clip", "%d frames, %.2f s at %s fps", videoLength, videoLength / fps, number(fps));
    for (int g = 0; g < groups.size(); g++) {
      FrequencySummary f = groups.get(g).frequencies();
      line(
          text,
          groups.size() == 1 ? "Frequencies" : "Group " + (g + 1),
          "%d sinusoids, %.2f to %.2f cycles per second, median %.2f (range %s rad per unit t)",
          f.sinusoids(),
          f.lowest(),
          f.highest(),
          f.median(),
          number(groups.get(g).range()));
    }
    histogram(text);
    return text.toString();
  }

  private void histogram(StringBuilder text) {
    int most = frequencies.counts().stream().mapToInt(Integer::intValue).max().orElse(0);
    text.append(System.lineSeparator()).append("Cycles per second").append(System.lineSeparator());
    for (int i = 0; i < frequencies.counts().size(); i++) {
      int count = frequencies.counts().get(i);
      // A bin that holds something is never drawn empty.
      int bar = most == 0 ? 0 : (int) Math.ceil((double) count * BAR / most);
      text.append(
              String.format(
                  Locale.ROOT,
                  "%6.2f to %5.2f  %-" + BAR + "s %d",
                  i * frequencies.binWidth(),
                  (i + 1) * frequencies.binWidth(),
                  "#".repeat(bar),
                  count))
          .append(System.lineSeparator());
    }
  }

  private static long parameters(Map<String, HostTensor> generator) {
    return generator.entrySet().stream()
        .filter(entry -> GeneratorLayout.isLearned(entry.getKey()))
        .mapToLong(entry -> entry.getValue().count())
        .sum();
  }

  private static void line(StringBuilder text, String name, String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, "%-12s ", name))
        .append(arguments.length == 0 ? format : String.format(Locale.ROOT, format, arguments))
        .append(System.lineSeparator());
  }

  private static String join(List<Integer> values) {
    return String.join(" ", values.stream().map(String::valueOf).toList());
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
