package dev.kymo.trainer.dataset.toy;

/** What a toy object looks like, on whole pixels, without smoothed edges. */
public enum ToyShape {
  /** The pixels at most 4 from the centre: 9 wide and 9 high, 49 pixels. */
  CIRCLE {
    @Override
    public boolean covers(int dx, int dy) {
      return dx * dx + dy * dy <= 16;
    }
  },
  /** 7 x 7 pixels around the centre. */
  SQUARE {
    @Override
    public boolean covers(int dx, int dy) {
      return Math.abs(dx) <= 3 && Math.abs(dy) <= 3;
    }
  },
  /** Tip up: 8 rows from 4 above the centre to 3 below, 1, 2 ... 8 pixels wide. */
  TRIANGLE {
    @Override
    public boolean covers(int dx, int dy) {
      int width = dy + 5;
      int left = -(width / 2);
      return dy >= -4 && dy <= 3 && dx >= left && dx < left + width;
    }
  };

  /** How far from its centre a shape reaches at most. */
  static final int REACH = 4;

  /**
   * Whether a pixel belongs to the shape.
   *
   * @param dx pixels right of the centre
   * @param dy pixels below the centre
   */
  public abstract boolean covers(int dx, int dy);
}
