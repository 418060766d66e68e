package dev.kymo.studio.control;

import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;

/** Distances on the timeline that read well at the present zoom. */
final class TimelineGrid {

  private static final double COLUMN_WIDTH = 4;
  private static final double SLOT_WIDTH = TimelineLayout.THUMBNAIL + 8;

  private TimelineGrid() {}

  /** Units of t between two thumbnails. */
  static double thumbnailStep(TimeScale scale, Viewport view, double width) {
    double step = scale.trainedStep();
    return step * powerOfTwo(SLOT_WIDTH * view.length() / width / step);
  }

  /** The times whose thumbnails are in sight, on the grid that starts at the in point. */
  static double[] thumbnailTimes(TimeScale scale, ClipRange range, Viewport view, double width) {
    if (width < SLOT_WIDTH) {
      return new double[0];
    }
    double step = thumbnailStep(scale, view, width);
    long first = (long) Math.floor((view.from() - range.from()) / step);
    long last = (long) Math.floor((view.to() - range.from()) / step);
    double[] times = new double[(int) (last - first + 1)];
    for (int k = 0; k < times.length; k++) {
      times[k] = range.from() + (first + k) * step;
    }
    return times;
  }

  /**
   * The times of kymograph columns in sight, on the grid that starts at the in point; columns are
   * at least as wide as a few pixels.
   */
  static double[] columnTimes(TimeScale scale, ClipRange range, Viewport view, double width) {
    if (width < SLOT_WIDTH) {
      return new double[0];
    }
    double step = scale.trainedStep();
    step *= powerOfTwo(COLUMN_WIDTH * view.length() / width / step);
    long first = (long) Math.floor((view.from() - range.from()) / step);
    long last = (long) Math.floor((view.to() - range.from()) / step);
    double[] times = new double[(int) (last - first + 1)];
    for (int k = 0; k < times.length; k++) {
      times[k] = range.from() + (first + k) * step;
    }
    return times;
  }

  private static double powerOfTwo(double atLeast) {
    return Math.pow(2, Math.ceil(Math.log(atLeast) / Math.log(2) - 1e-9));
  }
}
