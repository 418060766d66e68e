package dev.kymo.trainer.dataset.check;

import dev.kymo.inference.footage.analysis.Periodogram;

/**
 * How fast a dataset's pictures change: the power of the brightness of small cells over the
 * frequency, all clips together. What does not move has no part in it. Used by one thread at a
 * time.
 */
public final class TemporalSpectrum {
  /** Cells of a frame along each side. */
  public static final int CELLS = 8;

  private static final int BINS = 128;
  private static final int FEWEST_FRAMES = 8;

  private final double[] power = new double[BINS];

  /**
   * What options follow from the spectrum.
   *
   * @param busiest cycles per frame below which lie 90 % of the motion, (0, 0.5]
   * @param everyNth step between the frames of a clip
   * @param frequencyRange {@code freq_val}, radians per unit t, for clips with that step
   */
  public record Proposal(double busiest, int everyNth, double frequencyRange) {}

  /**
   * Adds a clip, cell by cell.
   *
   * @param clip brightness (frames, CELLS * CELLS); one of fewer than {@value #FEWEST_FRAMES}
   *     frames tells nothing
   */
  public void add(float[][] clip) {
    if (clip.length < FEWEST_FRAMES) {
      return;
    }
    Periodogram periodogram = new Periodogram(clip.length);
    for (int cell = 0; cell < CELLS * CELLS; cell++) {
      double[] of = periodogram.of(clip, cell);
      for (int k = 0; k < of.length; k++) {
        int bin = Math.min(BINS - 1, (int) (2 * periodogram.frequency(k) * BINS));
        // Longer clips count for more.
        power[bin] += of[k] * clip.length / of.length;
      }
    }
  }

  /** Whether anything moves. */
  public boolean moves() {
    return total() > 1e-9;
  }

  private double total() {
    double sum = 0;
    for (double p : power) {
      sum += p;
    }
    return sum;
  }

  /** Cycles per frame below which a part of the power lies, (0, 0.5]. */
  public double below(double part) {
    double wanted = part * total();
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      sum += power[bin];
      if (sum >= wanted && sum > 0) {
        return 0.5 * (bin + 1) / BINS;
      }
    }
    return 0.5;
  }

  /**
   * Proposes a step between frames, so that the busiest motion keeps four frames a cycle and the
   * videos stay long enough, and the range of the frequencies that reaches it. One unit of t is T /
   * 2 frames of a clip, so f cycles a frame are pi f n T radians per unit t at a step of n.
   *
   * @param clipFrames T
   * @param videoFrames of the videos that the clips are taken from
   */
  public Proposal proposal(int clipFrames, int videoFrames) {
    double busiest = below(0.9);
    int longest = Math.max(1, videoFrames / clipFrames);
    int everyNth = Math.max(1, Math.min(longest, (int) (0.25 / busiest)));
    double range = Math.PI * busiest * everyNth * clipFrames;
    return new Proposal(busiest, everyNth, Math.max(1, Math.round(2 * range) / 2.0));
  }
}
