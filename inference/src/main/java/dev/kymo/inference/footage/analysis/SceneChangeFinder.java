package dev.kymo.inference.footage.analysis;

import dev.kymo.inference.footage.analysis.Likeness.Match;
import dev.kymo.inference.footage.analysis.SceneChange.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds where a clip leaves its scene.
 *
 * <p>A cut is a frame that is hardly like the one before it, wherever the camera may have moved,
 * less like it than its neighbours are like theirs (noise is like nothing at any time), most of
 * whose blocks are not to be found in the frame before; and what was there before does not come
 * back within a few frames (a flash does). Pictures without structure are told by their color.
 *
 * <p>A whip pan is a run of shifts of the whole picture in one direction that leads most of a
 * picture away and ends at something else. What only crosses the picture leaves the rest of it as
 * it was.
 */
final class SceneChangeFinder {
  private static final double UNLIKE = 0.7;
  private static final double STANDS_OUT = 0.2;
  private static final double NEW_BLOCKS = 0.4;

  /** Frames to either side that a likeness is judged against. */
  private static final int NEIGHBORS = 8;

  /** Frames that a flash lasts at most. */
  private static final int FLASH = 3;

  private static final double SAME_AGAIN = 0.8;

  /** A picture with a smaller deviation than this has no structure, levels. */
  private static final double FLAT = 4;

  private static final double COLOR_JUMP = 20;

  /** How far a pan leads, in pixels of the coarse picture. */
  private static final double PAN = 0.75 * Likeness.COARSE;

  /** Frames within a pan that need not move. */
  private static final int PAUSE = 2;

  private final List<float[]> fine;
  private final List<float[]> coarse;
  private final List<float[]> colors;
  private final Match[] matches;

  /**
   * A finder in a clip.
   *
   * @param fine brightness (FINE * FINE) of each frame, levels
   * @param colors mean red, green and blue of each frame, levels
   */
  SceneChangeFinder(List<float[]> fine, List<float[]> colors) {
    this.fine = fine;
    this.colors = colors;
    this.coarse = fine.stream().map(Likeness::coarse).toList();
    this.matches = new Match[fine.size()];
    for (int k = 1; k < matches.length; k++) {
      matches[k] = Likeness.match(coarse.get(k - 1), coarse.get(k));
    }
  }

  /** The changes in order; numbers count from the clip's first frame. */
  List<SceneChange> find() {
    List<SceneChange> found = new ArrayList<>();
    for (int k = 1; k < matches.length; k++) {
      double confidence = cutBefore(k);
      if (confidence > 0) {
        found.add(new SceneChange(Kind.CUT, k, 0, confidence));
      }
    }
    boolean[] cut = new boolean[matches.length];
    found.forEach(change -> cut[change.first()] = true);
    addPans(cut, found);
    found.sort(Comparator.comparingInt(SceneChange::first));
    return List.copyOf(found);
  }

  /** The confidence that a scene begins with a frame; 0 when it goes on. */
  private double cutBefore(int k) {
    if (isFlat(k - 1) && isFlat(k)) {
      return flatCutBefore(k);
    }
    double likeness = matches[k].likeness();
    if (likeness >= UNLIKE || likeness >= usual(k) - STANDS_OUT) {
      return 0;
    }
    double unmatched = Likeness.unmatched(fine.get(k - 1), fine.get(k));
    if (unmatched < NEW_BLOCKS && !isFlat(k - 1) && !isFlat(k)) {
      return 0;
    }
    if (comesBack(k)) {
      return 0;
    }
    return within(0.5 * (0.9 - likeness) / 0.5 + 0.5 * unmatched / 0.7);
  }

  private static double within(double value) {
    return Math.max(0, Math.min(1, value));
  }

  /** The median of the likenesses around a frame, its own left out; 1 where there are none. */
  private double usual(int k) {
    double[] around = new double[2 * NEIGHBORS];
    int count = 0;
    for (int i = Math.max(1, k - NEIGHBORS);
        i <= Math.min(matches.length - 1, k + NEIGHBORS);
        i++) {
      if (i != k) {
        around[count++] = matches[i].likeness();
      }
    }
    if (count == 0) {
      return 1;
    }
    Arrays.sort(around, 0, count);
    return around[count / 2];
  }

  /** Whether some frame shortly after a change is like one shortly before it. */
  private boolean comesBack(int k) {
    for (int before = 0; before <= FLASH; before++) {
      for (int after = 0; after <= FLASH; after++) {
        int a = k - 1 - before;
        int b = k + after;
        boolean other = before + after > 0 && a >= 0 && b < coarse.size();
        if (other && !isFlat(a) && !isFlat(b)) {
          if (Likeness.match(coarse.get(a), coarse.get(b)).likeness() >= SAME_AGAIN) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private double flatCutBefore(int k) {
    double jump = colorJump(k - 1, k);
    double next = k + 1 < colors.size() ? colorJump(k, k + 1) : 0;
    double last = k > 1 ? colorJump(k - 2, k - 1) : 0;
    if (jump < COLOR_JUMP || 2 * next > jump || 2 * last > jump) {
      return 0;
    }
    for (int i = 1; i <= FLASH; i++) {
      boolean returns = k + i < colors.size() && colorJump(k - 1, k + i) < jump / 2;
      boolean returned = k - 1 - i >= 0 && colorJump(k - 1 - i, k) < jump / 2;
      if (returns || returned) {
        return 0;
      }
    }
    return within(jump / 100);
  }

  private double colorJump(int a, int b) {
    double squares = 0;
    for (int i = 0; i < 3; i++) {
      double d = colors.get(a)[i] - colors.get(b)[i];
      squares += d * d;
    }
    return Math.sqrt(squares);
  }

  private boolean isFlat(int k) {
    return deviation(coarse.get(k)) < FLAT;
  }

  private static double deviation(float[] picture) {
    double sum = 0;
    double squares = 0;
    for (float value : picture) {
      sum += value;
      squares += value * value;
    }
    double mean = sum / picture.length;
    return Math.sqrt(Math.max(0, squares / picture.length - mean * mean));
  }

  private void addPans(boolean[] cut, List<SceneChange> found) {
    int k = 1;
    while (k < matches.length) {
      if (cut[k] || !moves(k)) {
        k++;
        continue;
      }
      int end = endOfRun(k, cut);
      double far = distance(k, end);
      if (far >= PAN) {
        double unmatched = Likeness.unmatched(fine.get(k - 1), fine.get(end));
        if (unmatched >= NEW_BLOCKS) {
          double confidence = within(0.5 * far / (2 * PAN) + 0.5 * unmatched / 0.7);
          found.add(new SceneChange(Kind.WHIP_PAN, k, end - k + 1, confidence));
        }
      }
      k = end + 1;
    }
  }

  private boolean moves(int k) {
    boolean still = matches[k].across() == 0 && matches[k].down() == 0;
    return !still && matches[k].likeness() >= UNLIKE;
  }

  /** The last frame of a run of shifts that do not turn back. */
  private int endOfRun(int start, boolean[] cut) {
    int across = 0;
    int down = 0;
    int end = start;
    for (int k = start; k < matches.length && !cut[k] && k - end <= PAUSE; k++) {
      int dx = matches[k].across();
      int dy = matches[k].down();
      boolean on = k == start || (moves(k) && dx * across + dy * down > 0);
      if (on) {
        end = k;
        across += dx;
        down += dy;
      }
    }
    return end;
  }

  private double distance(int start, int end) {
    int across = 0;
    int down = 0;
    for (int k = start; k <= end; k++) {
      across += matches[k].across();
      down += matches[k].down();
    }
    return Math.hypot(across, down);
  }
}
