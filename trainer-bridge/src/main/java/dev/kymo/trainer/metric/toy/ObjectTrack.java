package dev.kymo.trainer.metric.toy;

import dev.kymo.trainer.dataset.toy.ToyShape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * One column of a clip, followed through its frames.
 *
 * @param frames the object in each frame, or nothing where there was not exactly one
 */
public record ObjectTrack(List<Optional<TrackedObject>> frames) {
  /** Fewer steps than this have no median worth its name. */
  private static final int FEWEST_STEPS = 3;

  /** With more gaps than one frame in so many a track is not filled. */
  private static final int GAPS = 4;

  /** Keeps an immutable copy. */
  public ObjectTrack {
    frames = List.copyOf(frames);
  }

  private List<TrackedObject> found() {
    return frames.stream().flatMap(Optional::stream).toList();
  }

  /**
   * The speed: the median of |y(k + 1) - y(k)|, pixels of a 64 x 64 frame for each frame. A bounce
   * shortens one step; an object of 8 pixels a frame bounces once in seven, so that the median does
   * not see it.
   *
   * @return nothing when too few neighbouring frames hold the object
   */
  public OptionalDouble speed() {
    double[] steps = new double[Math.max(0, frames.size() - 1)];
    int n = 0;
    for (int k = 0; k + 1 < frames.size(); k++) {
      if (frames.get(k).isPresent() && frames.get(k + 1).isPresent()) {
        steps[n++] = Math.abs(frames.get(k + 1).get().y() - frames.get(k).get().y());
      }
    }
    return n < FEWEST_STEPS
        ? OptionalDouble.empty()
        : OptionalDouble.of(Sample.of(Arrays.copyOf(steps, n)).median());
  }

  /** Where the object is in the first frame, pixels of a 64 x 64 frame. */
  public OptionalDouble start() {
    return frames.isEmpty() || frames.get(0).isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(frames.get(0).get().y());
  }

  /** The colour over time: the mean of each channel. */
  public Optional<Rgb> color() {
    List<TrackedObject> objects = found();
    return objects.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Rgb(
                mean(objects, o -> o.color().red()),
                mean(objects, o -> o.color().green()),
                mean(objects, o -> o.color().blue())));
  }

  private static double mean(List<TrackedObject> objects, ToDoubleFunction<TrackedObject> value) {
    return objects.stream().mapToDouble(value).average().orElseThrow();
  }

  /**
   * How much the colour wanders: the root of the mean over the channels of their variance over
   * time, in levels.
   */
  public OptionalDouble colorDrift() {
    List<TrackedObject> objects = found();
    if (objects.size() < 2) {
      return OptionalDouble.empty();
    }
    double variance = 0;
    for (int channel = 0; channel < Rgb.CHANNELS; channel++) {
      int c = channel;
      double[] values = objects.stream().mapToDouble(o -> o.color().channel(c)).toArray();
      variance += Sample.of(values).variance();
    }
    return OptionalDouble.of(Math.sqrt(variance / Rgb.CHANNELS));
  }

  /** The shape that the object has most often. */
  public Optional<ToyShape> shape() {
    return counts().entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .map(Map.Entry::getKey);
  }

  /** The share of the frames with the object in which it has its most frequent shape, (0, 1]. */
  public OptionalDouble shapeKept() {
    int found = found().size();
    return found == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) counts().get(shape().orElseThrow()) / found);
  }

  private Map<ToyShape, Long> counts() {
    Map<ToyShape, Long> counts = new EnumMap<>(ToyShape.class);
    found().forEach(object -> counts.merge(object.shape(), 1L, Long::sum));
    return counts;
  }

  /**
   * The position in every frame, pixels of a 64 x 64 frame; gaps are bridged by straight lines.
   *
   * @return nothing when more than a quarter of the frames are gaps
   */
  public Optional<double[]> positions() {
    int gaps = frames.size() - found().size();
    if (frames.isEmpty() || gaps * GAPS > frames.size()) {
      return Optional.empty();
    }
    double[] y = new double[frames.size()];
    int last = -1;
    for (int k = 0; k < y.length; k++) {
      if (frames.get(k).isPresent()) {
        y[k] = frames.get(k).get().y();
        bridge(y, last, k);
        last = k;
      }
    }
    Arrays.fill(y, last, y.length, y[last]);
    return Optional.of(y);
  }

  private static void bridge(double[] y, int from, int to) {
    for (int k = from + 1; k < to; k++) {
      y[k] = from < 0 ? y[to] : y[from] + (y[to] - y[from]) * (k - from) / (to - from);
    }
  }

  /** The frames [from, to). */
  ObjectTrack part(int from, int to) {
    return new ObjectTrack(frames.subList(from, to));
  }
}
