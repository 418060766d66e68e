package dev.kymo.trainer.metric.toy;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the clips of one kind are like. Pixels are those of a 64 x 64 frame, levels go from 0 to
 * 255; numbers are NaN when no object could be followed.
 *
 * @param complete share of the frames of training clips with exactly one object in each column
 * @param completeLong the same over long clips, which go on before and after
 * @param speeds over training clips
 * @param startDeviation how the positions in the first frame differ, in pixels
 * @param colorDrift how much a colour wanders in a training clip: deviation over time in levels,
 *     root mean square over channels, mean over objects
 * @param colorDeviation how colours differ between clips: deviation in levels, root mean square
 *     over channels and columns
 * @param shapeKept share of the frames in which an object has its most frequent shape
 * @param shapes which shapes there are
 * @param power of the tracked positions of long clips
 */
public record ClipSetSummary(
    double complete,
    double completeLong,
    SpeedSpread speeds,
    double startDeviation,
    double colorDrift,
    double colorDeviation,
    double shapeKept,
    ShapeShares shapes,
    BandPower power) {

  /**
   * Summarises clips.
   *
   * @param clips of training length
   * @param longClips for the spectrum
   * @param dt between two frames, in units of t
   * @param cut in radians per unit t
   */
  static ClipSetSummary of(
      List<ClipTrack> clips, List<ClipTrack> longClips, double dt, double cut) {
    List<ObjectTrack> tracks = tracks(clips);
    Differences differences = Differences.between(clips);
    return new ClipSetSummary(
        complete(clips),
        complete(longClips),
        SpeedSpread.of(sample(tracks.stream().map(ObjectTrack::speed).toList())),
        differences.starts(),
        sample(tracks.stream().map(ObjectTrack::colorDrift).toList()).mean(),
        differences.colors(),
        sample(tracks.stream().map(ObjectTrack::shapeKept).toList()).mean(),
        ShapeShares.of(tracks.stream().flatMap(track -> track.shape().stream()).toList()),
        BandPower.mean(
            tracks(longClips).stream()
                .flatMap(track -> track.positions().stream())
                .map(y -> MotionSpectrum.of(y, dt).split(cut))
                .toList()));
  }

  private static List<ObjectTrack> tracks(List<ClipTrack> clips) {
    return clips.stream().flatMap(clip -> clip.columns().stream()).toList();
  }

  private static Sample sample(List<OptionalDouble> values) {
    return Sample.of(values.stream().flatMapToDouble(OptionalDouble::stream).toArray());
  }

  private static double complete(List<ClipTrack> clips) {
    long frames = clips.stream().mapToLong(clip -> clip.frames().size()).sum();
    return (double) clips.stream().mapToLong(ClipTrack::completeFrames).sum() / frames;
  }
}
