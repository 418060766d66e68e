package dev.kymo.studio.frames;

import dev.kymo.inference.frame.Scene;
import java.util.function.DoublePredicate;

/** Which frames to draw ahead while nothing more urgent is wanted. */
public interface FillPlan {

  /** Nothing to draw ahead. */
  FillPlan NONE = new RangeFill(null, new double[0], () -> 0, () -> false);

  /** What is drawn; only asked when {@link #next} gave times. */
  Scene scene();

  /**
   * The next times worth drawing, most urgent first; called on the render thread.
   *
   * @param cached whether a time's frame is already there
   * @param max at most so many
   * @return none when the plan is fulfilled
   */
  double[] next(DoublePredicate cached, int max);

  /** The second plan once the first is fulfilled; both draw the same scene. */
  static FillPlan inOrder(FillPlan first, FillPlan second) {
    return new FillPlan() {
      @Override
      public Scene scene() {
        return first.scene();
      }

      @Override
      public double[] next(DoublePredicate cached, int max) {
        double[] next = first.next(cached, max);
        return next.length > 0 ? next : second.next(cached, max);
      }
    };
  }
}
