package dev.kymo.studio.frames;

import dev.kymo.inference.frame.Scene;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;
import java.util.function.DoubleSupplier;

/**
 * Fills a list of times around the playhead: outward to both sides at rest, ahead of the playhead
 * and around the loop in play.
 */
public final class RangeFill implements FillPlan {

  private final Scene scene;
  private final double[] times;
  private final DoubleSupplier playhead;
  private final BooleanSupplier playing;

  /**
   * A plan over these times.
   *
   * @param scene what is drawn
   * @param times increasing; the caller keeps them few enough for the cache
   * @param playhead where it is now; asked on the render thread
   * @param playing whether it moves; asked on the render thread
   */
  public RangeFill(Scene scene, double[] times, DoubleSupplier playhead, BooleanSupplier playing) {
    this.scene = scene;
    this.times = times.clone();
    this.playhead = playhead;
    this.playing = playing;
  }

  @Override
  public Scene scene() {
    return scene;
  }

  @Override
  public double[] next(DoublePredicate cached, int max) {
    int n = times.length;
    double[] found = new double[Math.min(max, n)];
    int count = 0;
    int place = Arrays.binarySearch(times, playhead.getAsDouble());
    int start = place >= 0 ? place : -place - 1;
    boolean ahead = playing.getAsBoolean();
    for (int k = 0; k < 2 * n && count < found.length; k++) {
      int index;
      if (ahead) {
        index = k < n ? (start + k) % n : -1;
      } else {
        index = k % 2 == 0 ? start + k / 2 : start - 1 - k / 2;
      }
      if (index >= 0 && index < n && !cached.test(times[index])) {
        found[count++] = times[index];
      }
    }
    double[] next = Arrays.copyOf(found, count);
    Arrays.sort(next);
    return next;
  }
}
