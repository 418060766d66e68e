package dev.kymo.trainer.dataset.puppet;

/**
 * Where a puppet's parts are, as differences from rest. Lengths in widths of the picture.
 *
 * @param headX of the head, to the right
 * @param headY of the head, downward
 * @param tilt of the head about the neck, radians, clockwise
 * @param bodyX of the shoulders, to the right
 * @param mouth half of the mouth's opening; above -{@link #MOUTH_AT_REST}, or it stays shut
 * @param brows of the eyebrows, upward
 */
record PuppetPose(
    double headX, double headY, double tilt, double bodyX, double mouth, double brows) {
  /** Half of the mouth's opening when the fast band rests. */
  static final double MOUTH_AT_REST = 0.0205;

  /** What is left of half the opening of a shut mouth. */
  private static final double SHUT = 0.001;

  /** Half of the mouth's opening. */
  double opening() {
    return Math.max(SHUT, MOUTH_AT_REST + mouth);
  }
}
