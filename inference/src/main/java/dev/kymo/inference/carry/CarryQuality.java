package dev.kymo.inference.carry;

/** How much work goes into a carried frame. */
public enum CarryQuality {
  /** For a preview while a fader is dragged: helpers show what stands still. */
  LIVE(128, 2, 16, 2, false),
  /** For a still preview and for export: helpers move, too, and pixels stay sharper. */
  BEST(256, 3, 25, 3, true);

  private final int largestGrid;
  private final int warps;
  private final int steps;
  private final int helpers;
  private final boolean fine;

  CarryQuality(int largestGrid, int warps, int steps, int helpers, boolean fine) {
    this.largestGrid = largestGrid;
    this.warps = warps;
    this.steps = steps;
    this.helpers = helpers;
    this.fine = fine;
  }

  /**
   * Width and height of the pictures in which flow is found: the model's, or twice as many where
   * the footage has them.
   */
  int grid(int modelSize, int side) {
    int twice = 2 * modelSize;
    return twice <= side && twice <= largestGrid ? twice : modelSize;
  }

  /** How often flow is linearized at each size. */
  int warps() {
    return warps;
  }

  /** Steps of the solver for each. */
  int steps() {
    return steps;
  }

  /** How many helpers a frame has at most. */
  int helpers() {
    return helpers;
  }

  /** Whether flow to helpers is found, too, or they only show what stands still. */
  boolean helpersMove() {
    return fine;
  }

  /** Whether original pixels are interpolated by a cubic, which keeps them sharper. */
  boolean cubic() {
    return fine;
  }
}
