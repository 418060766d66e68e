package dev.kymo.inference.carry;

import dev.kymo.inference.frame.FrameImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses helpers: frames that show what an edit needs and its own frame does not. They are chosen
 * by what the model learned of them, so no original has to be read first.
 */
public final class Helpers {
  /** Differences of a channel up to this many levels are not worth another frame. */
  private static final int NOISE = 6;

  /** The least that another frame must explain, in levels of a pixel over all pixels. */
  private static final double LEAST_GAIN = NOISE / 512.0;

  private Helpers() {}

  /**
   * Chooses frames of a clip that differ as much as possible: the first, then always the one that
   * is farthest from all that are chosen. Their originals, read once, serve every edit.
   *
   * @param learned what the model learned of each frame, all of one size
   * @param count how many, fewer when there are no more
   * @return their numbers in the list
   */
  public static List<Integer> spread(List<FrameImage> learned, int count) {
    List<Integer> chosen = new ArrayList<>();
    long[] nearest = new long[learned.size()];
    Arrays.fill(nearest, Long.MAX_VALUE);
    for (int next = 0; next >= 0 && chosen.size() < count && !learned.isEmpty(); ) {
      chosen.add(next);
      int farthest = -1;
      for (int k = 0; k < nearest.length; k++) {
        nearest[k] = Math.min(nearest[k], distance(learned.get(next), learned.get(k)));
        if (nearest[k] > 0 && (farthest < 0 || nearest[k] > nearest[farthest])) {
          farthest = k;
        }
      }
      next = farthest;
    }
    return chosen;
  }

  private static long distance(FrameImage a, FrameImage b) {
    long sum = 0;
    for (int i = 0; i < a.argb().length; i++) {
      sum += difference(a.argb()[i], b.argb()[i], 0);
    }
    return sum;
  }

  /**
   * Chooses from a shelf, one after the other, the source that explains most of what is left.
   *
   * @param own the frames that the edit is made from
   */
  static List<CarrySource> choose(
      List<CarrySource> own, List<CarrySource> shelf, FrameImage edit, int most) {
    int[] left = new int[edit.argb().length];
    Arrays.fill(left, Integer.MAX_VALUE);
    own.forEach(source -> cover(left, source.learned(), edit));
    List<CarrySource> rest = new ArrayList<>(shelf);
    rest.removeAll(own);
    List<CarrySource> chosen = new ArrayList<>();
    while (chosen.size() < most && !rest.isEmpty()) {
      CarrySource best = null;
      double bestGain = LEAST_GAIN * left.length;
      for (CarrySource source : rest) {
        long gain = gain(left, source.learned(), edit);
        if (gain > bestGain) {
          bestGain = gain;
          best = source;
        }
      }
      if (best == null) {
        break;
      }
      chosen.add(best);
      rest.remove(best);
      cover(left, best.learned(), edit);
    }
    return chosen;
  }

  private static long gain(int[] left, FrameImage learned, FrameImage edit) {
    int[] a = learned.argb();
    int[] b = edit.argb();
    long gain = 0;
    for (int i = 0; i < left.length; i++) {
      gain += Math.max(0, left[i] - difference(a[i], b[i], NOISE));
    }
    return gain;
  }

  private static void cover(int[] left, FrameImage learned, FrameImage edit) {
    for (int i = 0; i < left.length; i++) {
      left[i] = Math.min(left[i], difference(learned.argb()[i], edit.argb()[i], NOISE));
    }
  }

  /** Levels by which two pixels differ, three channels together, beyond what is noise. */
  private static int difference(int a, int b, int noise) {
    int red = Math.abs((a >> 16 & 0xFF) - (b >> 16 & 0xFF));
    int green = Math.abs((a >> 8 & 0xFF) - (b >> 8 & 0xFF));
    int blue = Math.abs((a & 0xFF) - (b & 0xFF));
    return Math.max(0, red + green + blue - 3 * noise);
  }
}
