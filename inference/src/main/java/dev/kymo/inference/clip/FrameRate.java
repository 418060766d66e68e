package dev.kymo.inference.clip;

/**
 * An exact number of frames per second, in lowest terms.
 *
 * @param numerator above 0
 * @param denominator above 0
 */
public record FrameRate(int numerator, int denominator) {
  /** The fastest rate that any clip is given. */
  public static final int FASTEST = 1000;

  private static final int NTSC = 1001;
  private static final String NO_RATE =
      "A rate is frames per second, such as 25, 29.97, or 24000/1001, not %s.";

  /** Reduces the fraction. */
  public FrameRate {
    if (numerator < 1 || denominator < 1 || numerator / denominator > FASTEST) {
      throw new IllegalArgumentException(
          "A clip shows above 0 and at most "
              + FASTEST
              + " frames a second, not "
              + numerator
              + "/"
              + denominator
              + ".");
    }
    int divisor = gcd(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
  }

  /**
   * The rate that a decimal number means: 23.976, 29.97 and 59.94 are the television rates 24000,
   * 30000 and 60000 / 1001, others are taken to the nearest thousandth.
   *
   * @throws IllegalArgumentException with a sentence, when it is not in (0, 1000]
   */
  public static FrameRate of(double fps) {
    if (!(fps >= 0.01 && fps <= FASTEST)) {
      throw new IllegalArgumentException(
          "A clip shows between 0.01 and " + FASTEST + " frames a second, not " + fps + ".");
    }
    long whole = Math.round(fps);
    long television = Math.round(fps * NTSC / 1000);
    boolean near = Math.abs(fps * NTSC / 1000 - television) < 2e-4 * television;
    if (near && Math.abs(fps - whole) > 1e-3 && television % 6 == 0) {
      return new FrameRate(Math.toIntExact(television * 1000), NTSC);
    }
    return new FrameRate((int) Math.round(fps * 1000), 1000);
  }

  /**
   * Reads a rate: a fraction such as {@code 24000/1001}, or a decimal number as {@link
   * #of(double)}.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public static FrameRate parse(String text) {
    String[] parts = text.strip().split("/", -1);
    try {
      if (parts.length == 1) {
        return of(Double.parseDouble(parts[0]));
      }
      if (parts.length == 2) {
        return new FrameRate(
            Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(NO_RATE.formatted(text), e);
    }
    throw new IllegalArgumentException(NO_RATE.formatted(text));
  }

  /** Frames per second. */
  public double perSecond() {
    return (double) numerator / denominator;
  }

  /** When frame k begins, in ticks of which there are {@code ticksPerSecond}, rounded. */
  long startOf(long frame, long ticksPerSecond) {
    long scaled = Math.multiplyExact(frame * ticksPerSecond, (long) denominator);
    return (2 * scaled + numerator) / (2L * numerator);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
