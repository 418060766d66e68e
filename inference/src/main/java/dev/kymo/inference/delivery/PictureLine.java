package dev.kymo.inference.delivery;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.Scene;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntToDoubleFunction;

/**
 * Pictures of a scene that are asked for with increasing numbers. They are drawn some at once, from
 * the one that is asked for on, and kept until one behind them is asked for.
 */
final class PictureLine {
  private final ModelPictures model;
  private final Scene scene;
  private final int count;
  private final IntToDoubleFunction time;
  private final BooleanSupplier cancelled;
  private int first;
  private List<FrameImage> drawn = List.of();

  PictureLine(
      ModelPictures model,
      Scene scene,
      int count,
      IntToDoubleFunction time,
      BooleanSupplier cancelled) {
    this.model = model;
    this.scene = scene;
    this.count = count;
    this.time = time;
    this.cancelled = cancelled;
  }

  /** A picture; empty when it was cancelled. */
  Optional<FrameImage> get(int index) throws FrameException, InterruptedException {
    if (index < first || index >= first + drawn.size()) {
      double[] times = new double[Math.min(Math.max(1, model.batchSize()), count - index)];
      for (int i = 0; i < times.length; i++) {
        times[i] = time.applyAsDouble(index + i);
      }
      first = index;
      drawn = model.draw(scene, times, cancelled);
    }
    return drawn.isEmpty() || index - first >= drawn.size()
        ? Optional.empty()
        : Optional.of(drawn.get(index - first));
  }
}
