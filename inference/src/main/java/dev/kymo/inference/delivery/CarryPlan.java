package dev.kymo.inference.delivery;

import dev.kymo.inference.footage.FootageOrigin;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Which frames of the footage each frame of a clip is made from. A time of the learned range lies
 * at a frame, between two, or within one frame behind the last; any other time has no original, and
 * shows the model's picture.
 *
 * @param steps one for each frame of the clip, in order
 */
public record CarryPlan(List<Step> steps) {
  /** Times come from divisions: this near, in frames, they are a frame's own. */
  private static final double SAME = 1e-6;

  /**
   * How one frame is made.
   *
   * @param t its time
   * @param frame number of the original in the footage; for a time without one, of the nearest
   * @param part how far on to the next original, in [0, 1); 0 at the original itself
   * @param carried whether there is an original to carry
   * @param exact whether the time is that of the original
   */
  public record Step(double t, int frame, double part, boolean carried, boolean exact) {
    /** Number of the last original that it needs. */
    public int lastFrame() {
      return part > 0 ? frame + 1 : frame;
    }
  }

  /** Keeps an immutable copy. */
  public CarryPlan {
    steps = List.copyOf(steps);
  }

  /**
   * Plans a clip.
   *
   * @param clipLength T of the model
   * @param times increasing, at least one
   */
  public static CarryPlan of(FootageOrigin origin, int clipLength, double[] times) {
    return new CarryPlan(
        DoubleStream.of(times).mapToObj(t -> step(origin, clipLength, t)).toList());
  }

  /** How the frame of one time is made, which is any finite real. */
  public static Step step(FootageOrigin origin, int clipLength, double t) {
    double position = (t + 1) * clipLength / 2;
    double nearest = Math.rint(position);
    boolean exact = Math.abs(position - nearest) < SAME;
    double at = exact ? nearest : position;
    int last = origin.frames() - 1;
    if (at < 0 || at >= last + 1) {
      return new Step(t, origin.first() + (at < 0 ? 0 : last), 0, false, false);
    }
    int frame = (int) Math.floor(at);
    double part = frame == last ? 0 : at - frame;
    return new Step(t, origin.first() + frame, part, true, exact);
  }

  int firstFrame() {
    return steps.get(0).frame();
  }

  int lastFrame() {
    return steps.get(steps.size() - 1).lastFrame();
  }

  /** A sentence about frames without an original; empty when there are none. */
  Optional<String> beyondNote(FootageOrigin origin) {
    long beyond = steps.stream().filter(step -> !step.carried()).count();
    return beyond == 0
        ? Optional.empty()
        : Optional.of(
            "%d of %d frames lie outside the learned frames %d to %d of %s: they show the model's picture, enlarged, in the nearest frame of the footage."
                .formatted(
                    beyond,
                    steps.size(),
                    origin.first(),
                    origin.first() + origin.frames() - 1,
                    origin.name()));
  }
}
