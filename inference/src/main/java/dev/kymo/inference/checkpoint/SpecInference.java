package dev.kymo.inference.checkpoint;

import com.google.errorprone.annotations.FormatMethod;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Finds the architecture: sizes from the tensors' shapes; the ranges of the frequencies and the
 * clip length, which no shape tells, from the options.
 */
final class SpecInference {
  private static final int MAX_WIDTH = 65_536;
  private static final int PUBLISHED_VIDEO_LENGTH = 16;
  private static final int MAX_VIDEO_LENGTH = 1_000_000;

  private final Path file;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, Object> options;

  private SpecInference(Path file, Map<String, StoredTensor> tensors, Map<String, Object> options) {
    this.file = file;
    this.tensors = tensors;
    this.options = options;
  }

  /**
   * Derives the architecture; whether every tensor has the shape that follows from it is then to be
   * checked.
   *
   * @throws TensorFileException when a tensor that decides a size is missing or odd, or the options
   *     contradict the tensors
   */
  static GeneratorSpec infer(
      Path file, Map<String, StoredTensor> tensors, Map<String, Object> options)
      throws IOException {
    return new SpecInference(file, tensors, options).spec();
  }

  private GeneratorSpec spec() throws IOException {
    List<Integer> channels = new ArrayList<>();
    channels.add(size("renderer.input.input", 4, 1));
    int doublings = count("renderer.to_rgbs.", ".bias", 0);
    for (int i = 0; i < doublings; i++) {
      channels.add(size("renderer.convs." + 2 * i + ".conv.weight", 5, 1));
    }
    if (doublings < 2 || doublings > 8) {
      throw fault("draws images of 4 x 2^%d pixels; Kymo reads sizes from 16 to 1024", doublings);
    }
    int contentDim = size("renderer.style.1.weight", 2, 0);
    int motionDim = size("LFF.0.ffm.linear.weight", 2, 0);
    agree("image_size", 4 << doublings);
    agree("dim_z_content", contentDim);
    agree("dim_z_motion", motionDim);
    return new GeneratorSpec(
        4 << doublings,
        contentDim,
        motionDim,
        count("renderer.style.", ".weight", 1),
        count("motion_style.", ".weight", 1),
        ranges(count("LFF.", ".ffm.linear.weight", 0)),
        channels,
        videoLength());
  }

  /** How many tensors there are by this name, counted on from the first until one is missing. */
  private int count(String before, String after, int first) {
    int index = first;
    while (tensors.containsKey(before + index + after)) {
      index++;
    }
    return index - first;
  }

  private int size(String name, int rank, int axis) throws TensorFileException {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw fault("its generator has no tensor '%s'", name);
    }
    long[] shape = tensor.shape();
    if (shape.length != rank || shape[axis] < 1 || shape[axis] > MAX_WIDTH) {
      throw fault(
          "its generator's '%s' has the shape %s, not %d sizes from 1 to %d",
          name, Arrays.toString(shape), rank, MAX_WIDTH);
    }
    return (int) shape[axis];
  }

  private void agree(String option, int found) throws TensorFileException {
    if (options.get(option) instanceof Long said && said != found) {
      throw fault("its option %s is %d but its tensors are made for %d", option, said, found);
    }
  }

  private int videoLength() throws TensorFileException {
    Object length = options.get("video_length");
    if (length == null) {
      return PUBLISHED_VIDEO_LENGTH;
    }
    if (length instanceof Long frames && frames >= 2 && frames <= MAX_VIDEO_LENGTH) {
      return frames.intValue();
    }
    throw fault("its option video_length is %s, not a number of frames", length);
  }

  private List<Double> ranges(int groups) throws IOException {
    Object option = options.get("freq_val");
    if (option == null) {
      return learnedRanges(groups);
    }
    List<Double> ranges = new ArrayList<>();
    List<?> entries =
        option instanceof List<?> list ? list : Arrays.asList(option.toString().split(",", -1));
    for (Object entry : entries) {
      ranges.add(range(option, entry));
    }
    if (ranges.size() != groups) {
      throw fault(
          "its option freq_val is '%s' but its tensors hold %d groups of frequencies",
          option, groups);
    }
    return ranges;
  }

  private double range(Object option, Object entry) throws TensorFileException {
    try {
      double range = Double.parseDouble(String.valueOf(entry).strip());
      if (range > 0 && Double.isFinite(range)) {
        return range;
      }
    } catch (NumberFormatException e) {
      // Told below, together with numbers that are none.
    }
    throw fault("its option freq_val is '%s', not positive numbers", option);
  }

  /** Without options, a group's range is taken to reach to its largest learned frequency. */
  private List<Double> learnedRanges(int groups) throws IOException {
    List<Double> ranges = new ArrayList<>();
    for (int g = 0; g < groups; g++) {
      double largest = 0;
      for (float f : tensors.get("LFF." + g + ".ffm.linear.weight").load().toFloats()) {
        largest = Float.isFinite(f) ? Math.max(largest, Math.abs(f)) : largest;
      }
      ranges.add(largest);
    }
    return ranges;
  }

  @FormatMethod
  private TensorFileException fault(String format, Object... arguments) {
    return new TensorFileException(file, format.formatted(arguments));
  }
}
