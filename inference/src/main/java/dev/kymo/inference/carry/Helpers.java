package dev.kymo.inference.carry;

import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses helpers: frames of a clip that show what an edit needs and its own frame does not. They
 * are chosen by what the model learned of them, so no original has to be read first.
 */
public final class Helpers {
  /** Differences up to this many levels are not worth another frame. */
  private static final int NOISE = 6;

  private Helpers() {}

  /**
   * Chooses, one after the other, the frame that makes the differences that are left smallest.
   *
   * @param learned what the model learned of each frame, all of one size
   * @param at number of the edit's own frame; -1 when it is none of them
   * @param edit what the model draws for the edit
   * @param most how many at most
   * @return numbers of frames, best first; fewer than asked for when more would not help
   */
  public static List<Integer> choose(List<RgbFrame> learned, int at, RgbFrame edit, int most) {
    int pixels = edit.width() * edit.height();
    int[] left = new int[pixels];
    java.util.Arrays.fill(left, 3 * 255);
    if (at >= 0) {
      cover(left, learned.get(at), edit);
    }
    List<Integer> chosen = new ArrayList<>();
    while (chosen.size() < most) {
      int best = -1;
      long bestGain = (long) NOISE * pixels / 64;
      for (int k = 0; k < learned.size(); k++) {
        if (k != at && !chosen.contains(k)) {
          long gain = gain(left, learned.get(k), edit);
          if (gain > bestGain) {
            bestGain = gain;
            best = k;
          }
        }
      }
      if (best < 0) {
        break;
      }
      chosen.add(best);
      cover(left, learned.get(best), edit);
    }
    return chosen;
  }

  private static long gain(int[] left, RgbFrame learned, RgbFrame edit) {
    byte[] a = learned.rgb();
    byte[] b = edit.rgb();
    long gain = 0;
    for (int i = 0; i < left.length; i++) {
      gain += Math.max(0, left[i] - difference(a, b, 3 * i));
    }
    return gain;
  }

  private static void cover(int[] left, RgbFrame learned, RgbFrame edit) {
    for (int i = 0; i < left.length; i++) {
      left[i] = Math.min(left[i], difference(learned.rgb(), edit.rgb(), 3 * i));
    }
  }

  private static int difference(byte[] a, byte[] b, int at) {
    int sum =
        Math.abs((a[at] & 0xFF) - (b[at] & 0xFF))
            + Math.abs((a[at + 1] & 0xFF) - (b[at + 1] & 0xFF))
            + Math.abs((a[at + 2] & 0xFF) - (b[at + 2] & 0xFF));
    return Math.max(0, sum - 3 * NOISE);
  }
}
