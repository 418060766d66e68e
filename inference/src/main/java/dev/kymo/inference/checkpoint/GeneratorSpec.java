package dev.kymo.inference.checkpoint;

import java.util.List;

/**
 * The architecture of a generator, as read from the stored options and the tensor shapes.
 *
 * @param imageSize S: 16, 32, ... 1024 pixels
 * @param contentDim D_c, also the width of w(t)
 * @param motionDim D_m, also the number of sinusoids in a group
 * @param contentLayers layers of the content mapping {@code renderer.style.*} (published: 8)
 * @param motionLayers layers of the motion mapping {@code motion_style.*} (published: 2)
 * @param frequencyRanges {@code freq_val}: one entry for each group, radians per unit t
 * @param channels C_r for r = 4, 8, ... S
 * @param videoLength T, frames of a training clip; t = -1 + 2 k / T
 */
public record GeneratorSpec(
    int imageSize,
    int contentDim,
    int motionDim,
    int contentLayers,
    int motionLayers,
    List<Double> frequencyRanges,
    List<Integer> channels,
    int videoLength) {

  /** Keeps immutable copies. */
  public GeneratorSpec {
    frequencyRanges = List.copyOf(frequencyRanges);
    channels = List.copyOf(channels);
  }

  /** How many groups of sinusoids the motion is a sum of. */
  public int groups() {
    return frequencyRanges.size();
  }

  /** How many styled layers there are, each with its own noise map: conv1 and {@code convs.*}. */
  public int styledLayers() {
    return 2 * channels.size() - 1;
  }

  /** The resolution of styled layer i, 0 for conv1: 4, 8, 8, 16, 16, ... */
  public int layerResolution(int layer) {
    return 4 << ((layer + 1) / 2);
  }

  /**
   * Whether this is a smaller generator with layers for larger images added, and else the same: the
   * smaller one's tensors have the same names and shapes in both.
   */
  public boolean extendsFrom(GeneratorSpec smaller) {
    int levels = smaller.channels().size();
    return imageSize > smaller.imageSize()
        && channels.size() > levels
        && smaller.equals(resized(smaller.imageSize(), channels.subList(0, levels)));
  }

  /**
   * The same for another image size.
   *
   * @param size of its images
   * @param widths for r = 4, 8, ... size
   */
  public GeneratorSpec resized(int size, List<Integer> widths) {
    return new GeneratorSpec(
        size,
        contentDim,
        motionDim,
        contentLayers,
        motionLayers,
        frequencyRanges,
        widths,
        videoLength);
  }

  /** The same network with other ranges of frequencies, radians per unit t. */
  public GeneratorSpec withFrequencyRanges(List<Double> ranges) {
    return new GeneratorSpec(
        imageSize,
        contentDim,
        motionDim,
        contentLayers,
        motionLayers,
        ranges,
        channels,
        videoLength);
  }
}
