package dev.kymo.trainer.metric.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * How clips differ from each other, column by column: deviations over the clips, root mean square
 * over everything else. Pixels are those of a 64 x 64 frame; numbers are NaN when too few objects
 * could be followed.
 *
 * @param colors deviation of the colour, levels
 * @param shapeEntropy of an object's most frequent shape, bits, mean over the columns
 * @param speeds deviation of the speed, pixels a frame
 * @param starts deviation of the position in the first frame, pixels
 * @param positions deviation of the position at the same time, pixels: 0 when all move alike
 */
public record Differences(
    double colors, double shapeEntropy, double speeds, double starts, double positions) {

  /** The differences between clips. */
  static Differences between(List<ClipTrack> clips) {
    return within(List.of(clips));
  }

  /** The differences between the clips of each group, together for all groups. */
  static Differences within(List<List<ClipTrack>> groups) {
    List<List<ObjectTrack>> sets = new ArrayList<>();
    for (List<ClipTrack> group : groups) {
      for (int column = 0; column < ToyGeometry.COLUMNS; column++) {
        int c = column;
        sets.add(group.stream().map(clip -> clip.column(c)).toList());
      }
    }
    return new Differences(
        colors(sets),
        Sample.of(
                sets.stream()
                    .map(set -> set.stream().flatMap(track -> track.shape().stream()).toList())
                    .filter(shapes -> shapes.size() > 1)
                    .map(shapes -> ShapeShares.of(shapes).entropyBits())
                    .toList())
            .mean(),
        spread(sets, ObjectTrack::speed),
        spread(sets, ObjectTrack::start),
        positions(sets));
  }

  private static double colors(List<List<ObjectTrack>> sets) {
    List<Double> variances = new ArrayList<>();
    for (List<ObjectTrack> set : sets) {
      List<Rgb> colors = set.stream().flatMap(track -> track.color().stream()).toList();
      for (int channel = 0; channel < Rgb.CHANNELS; channel++) {
        int c = channel;
        variances.add(
            Sample.of(colors.stream().mapToDouble(color -> color.channel(c)).toArray()).variance());
      }
    }
    return rootMean(variances);
  }

  private static double spread(
      List<List<ObjectTrack>> sets, Function<ObjectTrack, OptionalDouble> value) {
    return rootMean(
        sets.stream()
            .map(set -> set.stream().map(value).flatMapToDouble(OptionalDouble::stream).toArray())
            .map(values -> Sample.of(values).variance())
            .toList());
  }

  private static double positions(List<List<ObjectTrack>> sets) {
    List<Double> variances = new ArrayList<>();
    for (List<ObjectTrack> set : sets) {
      int frames = set.stream().mapToInt(track -> track.frames().size()).min().orElse(0);
      for (int frame = 0; frame < frames; frame++) {
        int k = frame;
        double[] y =
            set.stream()
                .flatMap(track -> track.frames().get(k).stream())
                .mapToDouble(TrackedObject::y)
                .toArray();
        variances.add(Sample.of(y).variance());
      }
    }
    return rootMean(variances);
  }

  /** Sets of fewer than two clips have no variance and do not count. */
  private static double rootMean(List<Double> variances) {
    List<Double> known = variances.stream().filter(v -> !v.isNaN()).toList();
    return Math.sqrt(Sample.of(known).mean());
  }
}
