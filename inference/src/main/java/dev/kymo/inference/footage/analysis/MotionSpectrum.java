package dev.kymo.inference.footage.analysis;

import java.util.Arrays;

/**
 * How fast a clip moves: the strength of its motion over the frequency.
 *
 * <p>The picture is seen as {@value #CELLS} x {@value #CELLS} cells of brightness x(n), n frames of
 * a clip of N, and each cell has a {@link Periodogram} P. Noise is the median of P over the upper
 * half of the frequencies, in the quietest fifth of the cells; what does not stand 8 times above it
 * is no motion. With E the power of a cell's motion, the strength is
 *
 * <p>A(f) = sum over cells of P(f) / sqrt(E + what noise would amount to),
 *
 * <p>so that cells count by the amplitude of their motion and not by its square: a mouth beside a
 * swaying head is small, but it is what the clip is about. Immutable.
 */
public final class MotionSpectrum {
  /** Cells of the picture along each side. */
  public static final int CELLS = 12;

  /** The part of all change from frame to frame that lies below the proposed highest frequency. */
  private static final double COVERED = 0.99;

  private static final double NEAR = 1.5;
  private static final double ABOVE_NOISE = 8;
  private static final double QUIET_CELLS = 0.2;
  private static final double MOVING_CELLS = 0.02;

  /** The median of the power of noise, over its mean: powers are distributed exponentially. */
  private static final double MEDIAN_OF_MEAN = Math.log(2);

  /** The least noise of a cell, squared levels: 1 / 12 for rounding, the mean of some 16 pixels. */
  private static final double ROUNDING = 1.0 / 12 / 16;

  private final double rate;
  private final int frames;
  private final double[] strength;
  private final double noiseLevels;
  private final double motionLevels;

  private MotionSpectrum(
      double rate, int frames, double[] strength, double noiseLevels, double motionLevels) {
    this.rate = rate;
    this.frames = frames;
    this.strength = strength;
    this.noiseLevels = noiseLevels;
    this.motionLevels = motionLevels;
  }

  /**
   * Computes it.
   *
   * @param clip brightness in levels of 255 (frames, CELLS * CELLS), at least two frames
   * @param rate frames a second
   */
  static MotionSpectrum of(float[][] clip, double rate) {
    Periodogram periodogram = new Periodogram(clip.length);
    int cells = CELLS * CELLS;
    double[][] power = new double[cells][];
    double[] floors = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      power[cell] = periodogram.of(clip, cell);
      double[] upper = Arrays.copyOfRange(power[cell], power[cell].length / 2, power[cell].length);
      Arrays.sort(upper);
      floors[cell] = upper[upper.length / 2];
    }
    Arrays.sort(floors);
    double noise = Math.max(ROUNDING, floors[(int) (QUIET_CELLS * cells)] / MEDIAN_OF_MEAN);
    int bins = periodogram.size();
    double[] strength = new double[bins];
    double[] motion = new double[cells];
    for (int cell = 0; cell < cells; cell++) {
      motion[cell] = addMotion(power[cell], noise, strength);
    }
    Arrays.sort(motion);
    double strongest = motion[cells - 1 - (int) (MOVING_CELLS * cells)];
    return new MotionSpectrum(rate, clip.length, strength, Math.sqrt(noise), Math.sqrt(strongest));
  }

  /** Adds the strength of a cell's motion and gives the motion's variance. */
  private static double addMotion(double[] power, double noise, double[] strength) {
    double energy = 0;
    for (double p : power) {
      energy += p > ABOVE_NOISE * noise ? (p - noise) / power.length : 0;
    }
    double scale = Math.sqrt(energy + 4 * noise);
    for (int k = 0; k < power.length; k++) {
      if (power[k] > ABOVE_NOISE * noise) {
        strength[k] += (power[k] - noise) / scale / power.length;
      }
    }
    return energy;
  }

  /** How many frequencies it is known at. */
  public int size() {
    return strength.length;
  }

  /** The k-th frequency in Hz, from 0 on; the last is half the frame rate. */
  public double hertz(int k) {
    return (k + 1) * step();
  }

  /** The part of the motion's strength at the k-th frequency, 0 to 1; all 0 when nothing moves. */
  public double share(int k) {
    double total = total();
    return total > 0 ? strength[k] / total : 0;
  }

  /** The finest difference of frequencies that a clip of this length can tell, Hz. */
  public double resolution() {
    return rate / frames;
  }

  /** How much the parts of the picture that move most change, in levels of 255 (RMS). */
  public double motionLevels() {
    return motionLevels;
  }

  /** How much noise changes a cell, in levels of 255 (RMS). */
  public double noiseLevels() {
    return noiseLevels;
  }

  /** Whether anything stands out of the noise. */
  public boolean moves() {
    return total() > 0;
  }

  /**
   * The highest frequency that a model of this clip should have, Hz: below it lie 99 % of all
   * change from frame to frame, so that a mouth counts beside a head. At least one cycle in the
   * clip, at most half the frame rate.
   */
  public double highestHz() {
    double found = moves() ? below(COVERED, 1) : 0;
    return Math.min(rate / 2, Math.max(resolution(), found));
  }

  /**
   * The frequency below which a part of all change from frame to frame lies: strength weighed by
   * frequency.
   *
   * @param part from 0 to 1
   */
  public double changeBelowHz(double part) {
    return moves() ? below(part, 1) : part * rate / 2;
  }

  /**
   * A frequency near another at which little moves, so that what moves slower and what moves faster
   * come apart there.
   *
   * @param hertz the one to stay near: within a factor of 1.5
   */
  double valleyHz(double hertz) {
    double best = hertz;
    double least = Double.MAX_VALUE;
    for (int k = 0; k < strength.length; k++) {
      double own = strength[k] * hertz(k);
      boolean near = hertz(k) > hertz / NEAR && hertz(k) < hertz * NEAR;
      boolean closer = Math.abs(hertz(k) - hertz) < Math.abs(best - hertz);
      if (near && (own < least || (own == least && closer))) {
        least = own;
        best = hertz(k);
      }
    }
    return best;
  }

  private double below(double part, int weight) {
    double total = 0;
    for (int k = 0; k < strength.length; k++) {
      total += strength[k] * Math.pow(hertz(k), weight);
    }
    double sum = 0;
    for (int k = 0; k < strength.length; k++) {
      double own = strength[k] * Math.pow(hertz(k), weight);
      if (sum + own >= part * total && own > 0) {
        // A value stands for the frequencies half a step around it.
        return hertz(k) + ((part * total - sum) / own - 0.5) * step();
      }
      sum += own;
    }
    return rate / 2;
  }

  private double step() {
    return rate / 2 / strength.length;
  }

  private double total() {
    double total = 0;
    for (double s : strength) {
      total += s;
    }
    return total;
  }
}
