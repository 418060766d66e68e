package dev.kymo.inference.carry;

/**
 * One way to explain the edited frame: a source whose pixels move, or one that stands still. In
 * pictures (G, G) of the model. Keeps its buffers.
 */
final class Candidate {
  /** Means of 3 x 3 after each other: what a pixel shows is judged with its neighborhood. */
  private static final int PASSES = 4;

  private final int grid;
  private final CarryQuality quality;
  private final BoxMean mean;

  /** Made when it is needed: it is the largest part. */
  private OpticalFlow flow;

  /** The learned frame, moved. */
  private final float[][] moved;

  /** Where each pixel of the edit lies in the source, as a difference in pixels of the grid. */
  final float[] across;

  final float[] down;

  /** How far the moved learned frame is from the edit, in levels, over a neighborhood. */
  final float[] error;

  /** Its share in each pixel, 0 to 1; set by {@link Shares}. */
  final float[] share;

  /** A candidate for pictures of this size. */
  Candidate(int grid, CarryQuality quality) {
    this.grid = grid;
    this.quality = quality;
    mean = new BoxMean(grid);
    moved = new float[3][grid * grid];
    across = new float[grid * grid];
    down = new float[grid * grid];
    error = new float[grid * grid];
    share = new float[grid * grid];
  }

  /** Finds how the learned frame moves to the edited one, and what that leaves unexplained. */
  void move(float[][] edited, float[][] learned, Feather feather) {
    if (flow == null) {
      flow = new OpticalFlow(grid, quality.warps(), quality.steps());
    }
    flow.solve(edited, learned, across, down);
    feather.fade(across);
    feather.fade(down);
    Sampling.move(learned, moved, grid, across, down, 0);
    compare(edited, moved);
  }

  /** Takes the learned frame as it stands. */
  void stay(float[][] edited, float[][] learned) {
    for (int c = 0; c < 3; c++) {
      System.arraycopy(learned[c], 0, moved[c], 0, grid * grid);
    }
    compare(edited, moved);
  }

  /** The learned frame where it explains the edit. */
  float[] moved(int channel) {
    return moved[channel];
  }

  private void compare(float[][] edited, float[][] with) {
    float[] e0 = edited[0];
    float[] e1 = edited[1];
    float[] e2 = edited[2];
    float[] w0 = with[0];
    float[] w1 = with[1];
    float[] w2 = with[2];
    for (int i = 0; i < error.length; i++) {
      float red = e0[i] - w0[i];
      float green = e1[i] - w1[i];
      float blue = e2[i] - w2[i];
      error[i] = (red * red + green * green + blue * blue) / 3;
    }
    for (int pass = 0; pass < PASSES; pass++) {
      mean.apply(error);
    }
    for (int i = 0; i < error.length; i++) {
      error[i] = (float) Math.sqrt(error[i]);
    }
  }
}
