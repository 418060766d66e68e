package dev.kymo.studio.timeline;

/**
 * How units of t, frames and seconds relate. The trained clip covers t in [-1, 1) with T frames, so
 * one unit of t is T / 2 frames; second 0 and frame 0 are where the trained clip begins
 * (docs/model.md section 1).
 *
 * @param videoLength T, frames of a training clip, at least 1
 * @param fps trained frames per second, above 0
 * @param between frames drawn between two trained frames, at least 0; seconds do not depend on it
 */
public record TimeScale(int videoLength, double fps, int between) {

  /** Checks the ranges. */
  public TimeScale {
    if (videoLength < 1 || !(fps > 0) || !Double.isFinite(fps) || between < 0) {
      throw new IllegalArgumentException(
          "a clip needs frames and a rate, not "
              + videoLength
              + " frames at "
              + fps
              + " with "
              + between
              + " between");
    }
  }

  /** A scale with no frames between the trained ones. */
  public TimeScale(int videoLength, double fps) {
    this(videoLength, fps, 0);
  }

  /** The distance between two drawn frames, in units of t. */
  public double step() {
    return trainedStep() / (between + 1);
  }

  /** The distance between two trained frames, in units of t. */
  public double trainedStep() {
    return 2.0 / videoLength;
  }

  /** Frames that are drawn for each second. */
  public double drawnFps() {
    return fps * (between + 1);
  }

  /** The frame number at a time, with a fraction between frames. */
  public double frame(double t) {
    return (t + 1) * videoLength / 2;
  }

  /** The time of a frame number, with or without a fraction. */
  public double ofFrame(double frame) {
    return frame * 2 / videoLength - 1;
  }

  /** Seconds since the trained clip began. */
  public double seconds(double t) {
    return frame(t) / fps;
  }

  /** The time at which so many seconds have passed since the trained clip began. */
  public double ofSeconds(double seconds) {
    return ofFrame(seconds * fps);
  }

  /** How many units of t pass in one second. */
  public double unitsPerSecond() {
    return fps * trainedStep();
  }

  /** A frequency in radians per unit t as cycles per second; its sign is dropped. */
  public double cyclesPerSecond(double radiansPerUnit) {
    return Math.abs(radiansPerUnit) / (2 * Math.PI) * unitsPerSecond();
  }

  /** The inverse of {@link #cyclesPerSecond}. */
  public double radiansPerUnit(double cyclesPerSecond) {
    return cyclesPerSecond * 2 * Math.PI / unitsPerSecond();
  }
}
