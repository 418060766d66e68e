package dev.kymo.trainer.dataset.toy;

/**
 * One object of a toy clip. It moves up or down at a constant speed and is thrown back where its
 * centre is 4 pixels from the border: its way is folded into [4, 60].
 *
 * @param shape what it looks like
 * @param red 100 to 254
 * @param green 100 to 254
 * @param blue 100 to 254
 * @param x column of its centre: 16, 32 or 48
 * @param startY row of its centre in frame 0: 4 to 59
 * @param velocity pixels a frame in the beginning, downwards positive: 2, 4 or 8 up or down
 */
public record ToyObject(
    ToyShape shape, int red, int green, int blue, int x, int startY, int velocity) {
  /** The least y of a centre. */
  public static final int TOP = 4;

  /** The greatest y of a centre. */
  public static final int BOTTOM = ToyClips.SIZE - 4;

  private static final int RANGE = BOTTOM - TOP;

  /**
   * How often an object goes down and up again, in radians a frame. Most of its power lies at this
   * frequency: a triangle wave has a ninth of the amplitude at three times of it.
   *
   * @param speed pixels a frame
   */
  public static double frequency(double speed) {
    return 2 * Math.PI * speed / (2 * RANGE);
  }

  /** Pixels a frame: 2, 4 or 8. */
  public int speed() {
    return Math.abs(velocity);
  }

  /**
   * The row of the centre, in [4, 60].
   *
   * @param frame any number: the motion goes on before and after the clip
   */
  public int y(int frame) {
    long way = startY - TOP + (long) velocity * frame;
    int folded = (int) Math.floorMod(way, 2L * RANGE);
    return TOP + (folded <= RANGE ? folded : 2 * RANGE - folded);
  }
}
