package dev.kymo.trainer.metric.toy;

import dev.kymo.inference.frame.FrameImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A clip with its three objects followed.
 *
 * @param frames what was found in each frame
 */
public record ClipTrack(List<TrackedFrame> frames) {

  /** Keeps an immutable copy. */
  public ClipTrack {
    frames = List.copyOf(frames);
  }

  /** Follows the objects of a clip. */
  public static ClipTrack of(ToyTracker tracker, List<FrameImage> clip) {
    return new ClipTrack(clip.stream().map(tracker::track).toList());
  }

  /** One column, from 0 on the left to 2. */
  public ObjectTrack column(int column) {
    return new ObjectTrack(frames.stream().map(frame -> frame.columns().get(column)).toList());
  }

  /** All columns, from the left. */
  public List<ObjectTrack> columns() {
    List<ObjectTrack> columns = new ArrayList<>();
    for (int column = 0; column < ToyGeometry.COLUMNS; column++) {
      columns.add(column(column));
    }
    return columns;
  }

  /** How many frames hold exactly one object in every column. */
  public long completeFrames() {
    return frames.stream().filter(TrackedFrame::complete).count();
  }

  /** The frames [from, to). */
  ClipTrack part(int from, int to) {
    return new ClipTrack(frames.subList(from, to));
  }
}
