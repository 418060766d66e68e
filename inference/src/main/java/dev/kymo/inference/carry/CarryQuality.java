package dev.kymo.inference.carry;

/** How much work goes into a carried frame. */
public enum CarryQuality {
  /** For a preview while a fader is dragged. */
  LIVE(128, new OpticalFlow.Settings(20, 2, 0.1f, 2, 16), false, false),
  /** For a still preview and for export. */
  BEST(256, new OpticalFlow.Settings(20, 2, 0.1f, 3, 25), true, true);

  private final int largestGrid;
  private final OpticalFlow.Settings flow;
  private final boolean helpersMove;
  private final boolean cubic;

  CarryQuality(
      int largestGrid, OpticalFlow.Settings flow, boolean helpersMove, boolean cubic) {
    this.largestGrid = largestGrid;
    this.flow = flow;
    this.helpersMove = helpersMove;
    this.cubic = cubic;
  }

  /**
   * Width and height of the pictures in which flow is found: the model's, or twice as many where
   * the footage has them.
   */
  int grid(int modelSize, int side) {
    int twice = 2 * modelSize;
    return twice <= side && twice <= largestGrid ? twice : modelSize;
  }

  OpticalFlow.Settings flow() {
    return flow;
  }

  /** Whether flow to helpers is found, too, or they only show what stands still. */
  boolean helpersMove() {
    return helpersMove;
  }

  /** Whether original pixels are interpolated by a cubic, which keeps them sharper. */
  boolean cubic() {
    return cubic;
  }
}
