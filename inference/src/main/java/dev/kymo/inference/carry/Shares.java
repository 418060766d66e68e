package dev.kymo.inference.carry;

import java.util.Arrays;
import java.util.List;

/**
 * Decides for each pixel of the model's picture which candidates it is taken from and what is
 * added. A candidate counts by how well it explains the edit; what all of them leave unexplained is
 * added, and where that is much, the model's own picture takes over. Keeps its buffers.
 */
final class Shares {
  /** Errors up to about this many levels are the model's noise. */
  private static final float NOISE = 3;

  /** What other candidates must be better by than the frame's own pixels, moved; levels. */
  private static final float LEAD = 2;

  /** The frame's own pixels count for this when nothing explains the edit. */
  private static final float LEAST = 1e-6f;

  // Errors in levels between which what is unexplained is added more and more.
  private static final float ADDED_FROM = 4;
  private static final float ADDED_TO = 8;

  // Errors between which the model's picture takes over.
  private static final float MODEL_FROM = 14;
  private static final float MODEL_TO = 40;

  /** Means of 3 x 3 after each other: shares change softly from place to place. */
  private static final int PASSES = 3;

  private final BoxMean mean;
  private final Feather feather;
  private final float[] error;
  private final float[] sum;

  /** What is left of the carried pixels, 0 to 1. */
  final float[] keep;

  /** What is added to them, three planes in levels. */
  final float[][] added;

  Shares(int grid, Feather feather) {
    this.feather = feather;
    mean = new BoxMean(grid);
    error = new float[grid * grid];
    sum = new float[grid * grid];
    keep = new float[grid * grid];
    added = new float[3][grid * grid];
  }

  /** A candidate, and what it counts before its error is looked at. */
  record Weighed(Candidate candidate, float weight, boolean own) {}

  /** Sets the candidates' shares. */
  void share(List<Weighed> all) {
    Arrays.fill(sum, 0);
    for (Weighed one : all) {
      weigh(one);
    }
    for (Weighed one : all) {
      float[] share = one.candidate.share;
      for (int i = 0; i < share.length; i++) {
        share[i] /= sum[i];
      }
      for (int pass = 0; pass < PASSES; pass++) {
        mean.apply(share);
      }
    }
    fadeOthers(all);
  }

  private void weigh(Weighed one) {
    float[] share = one.candidate.share;
    float[] errors = one.candidate.error;
    float lead = one.own ? 0 : LEAD;
    float least = one.own ? LEAST : 0;
    for (int i = 0; i < share.length; i++) {
      float level = (errors[i] + lead) / NOISE;
      share[i] = one.weight * ((float) Math.exp(-level * level) + least);
      sum[i] += share[i];
    }
  }

  /** Toward the square's sides others hand their shares to the frame's own pixels. */
  private void fadeOthers(List<Weighed> all) {
    Arrays.fill(sum, 0);
    float own = 0;
    for (Weighed one : all) {
      if (one.own) {
        own += one.weight;
      } else {
        float[] share = one.candidate.share;
        add(share, 1);
        feather.fade(share);
        add(share, -1);
      }
    }
    for (Weighed one : all) {
      if (one.own) {
        float[] share = one.candidate.share;
        float part = one.weight / own;
        for (int i = 0; i < share.length; i++) {
          share[i] += part * sum[i];
        }
      }
    }
  }

  private void add(float[] share, float sign) {
    for (int i = 0; i < share.length; i++) {
      sum[i] += sign * share[i];
    }
  }

  /**
   * Finds what is added and kept.
   *
   * @return the part of the picture where the model's own takes over
   */
  double rest(List<Weighed> all, float[][] edited) {
    Arrays.fill(error, 0);
    for (Weighed one : all) {
      float[] share = one.candidate.share;
      float[] errors = one.candidate.error;
      for (int i = 0; i < error.length; i++) {
        error[i] += share[i] * errors[i];
      }
    }
    Arrays.fill(keep, 1);
    feather.fade(keep);
    double unexplained = 0;
    for (int i = 0; i < error.length; i++) {
      float inside = keep[i];
      float model = inside * ramp(error[i], MODEL_FROM, MODEL_TO);
      // What is unexplained counts in full where the model takes over, and keep holds the rest.
      sum[i] = (1 - model) * inside * ramp(error[i], ADDED_FROM, ADDED_TO);
      keep[i] = 1 - model;
      unexplained += model;
    }
    for (int c = 0; c < 3; c++) {
      rest(all, edited[c], c);
    }
    return unexplained / error.length;
  }

  private void rest(List<Weighed> all, float[] edited, int channel) {
    float[] to = added[channel];
    System.arraycopy(edited, 0, to, 0, to.length);
    for (Weighed one : all) {
      float[] share = one.candidate.share;
      float[] moved = one.candidate.moved(channel);
      for (int i = 0; i < to.length; i++) {
        to[i] -= share[i] * moved[i];
      }
    }
    for (int i = 0; i < to.length; i++) {
      to[i] = sum[i] * to[i] + (1 - keep[i]) * edited[i];
    }
  }

  private static float ramp(float value, float from, float to) {
    return Math.max(0, Math.min(1, (value - from) / (to - from)));
  }
}
