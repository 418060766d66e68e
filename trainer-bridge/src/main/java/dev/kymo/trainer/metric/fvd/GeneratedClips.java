package dev.kymo.trainer.metric.fvd;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Clips of a model: clip i has content, motion and noise of the seed plus i, and its frames are
 * those of the training rate from t = -1 on. Values become bytes as docs/model.md section 6 says.
 */
final class GeneratedClips implements ClipSet {
  private final FrameRenderer renderer;
  private final FvdMetric metric;
  private final int count;
  private final long seed;
  private final double[] times;

  GeneratedClips(FrameRenderer renderer, FvdMetric metric, int count, long seed) {
    this.renderer = renderer;
    this.metric = metric;
    this.count = count;
    this.seed = seed;
    this.times = new double[metric.frames()];
    Arrays.setAll(times, k -> -1 + 2.0 * k * metric.step() / renderer.spec().videoLength());
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int size() {
    return renderer.spec().imageSize();
  }

  @Override
  public void fill(int from, byte[] target, BooleanSupplier cancelled) throws FvdException {
    int clip = 3 * times.length * size() * size();
    for (int i = 0; i < target.length / clip; i++) {
      int at = i * clip;
      LatentCode code = LatentCode.seed(seed + from + i);
      Scene scene =
          new Scene(
              renderer.modelId(),
              code,
              new NoiseCode.Seeded(seed + from + i),
              MotionEdit.trained(BandPlan.WHOLE, code));
      int drawn;
      try {
        drawn =
            renderer.drawClip(
                scene, times, (frame, t, image) -> put(image, target, at, frame), cancelled);
      } catch (FrameException e) {
        throw new FvdException(e.getMessage(), e);
      }
      if (drawn < times.length) {
        throw new CancellationException();
      }
    }
  }

  /** Puts a frame into its clip: pixels to the places of (3, T, S, S). */
  private void put(FrameImage image, byte[] target, int clip, int frame) {
    int pixels = image.argb().length;
    for (int channel = 0; channel < 3; channel++) {
      int plane = clip + (channel * metric.frames() + frame) * pixels;
      int shift = 16 - 8 * channel;
      for (int i = 0; i < pixels; i++) {
        target[plane + i] = (byte) (image.argb()[i] >> shift);
      }
    }
  }
}
