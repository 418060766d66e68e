package dev.kymo.inference.image;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes frames S x S: resized so that the shorter side is S, the longer one in proportion (rounded
 * down), then cropped to the centre.
 *
 * <p>Bilinear; where it shrinks, the triangle of weights grows with the step, so that every source
 * pixel counts (an area filter, as torchvision's with antialiasing). New pixel i has its centre at
 * c = (i + 0.5) step of the old grid, step = old / new, and is the mean of old pixels k weighed by
 * max(0, 1 - |k + 0.5 - c| / max(1, step)). Both directions are computed in float and rounded once.
 * Safe for use by several threads.
 */
public final class SquareResizer {
  /** Datasets have few frame sizes; a hostile one must not fill the memory with plans. */
  private static final int MOST_PLANS = 256;

  private final int size;
  private final Map<Long, Plan> plans = new ConcurrentHashMap<>();

  /** A resizer to S x S, S at least 1. */
  public SquareResizer(int size) {
    if (size < 1) {
      throw new IllegalArgumentException("Frames cannot be " + size + " pixels wide.");
    }
    this.size = size;
  }

  /** Gives (S, S, 3) RGB, row-major. */
  public byte[] resize(RgbFrame frame) {
    int shorter = Math.min(frame.width(), frame.height());
    if (shorter == size) {
      return crop(frame);
    }
    long key = (long) frame.width() << 32 | frame.height();
    Plan plan = plans.get(key);
    if (plan == null) {
      plan = new Plan(axis(frame.width(), shorter), axis(frame.height(), shorter));
      if (plans.size() < MOST_PLANS) {
        plans.put(key, plan);
      }
    }
    return apply(frame, plan);
  }

  private byte[] crop(RgbFrame frame) {
    if (frame.width() == frame.height()) {
      return frame.rgb();
    }
    int left = (frame.width() - size) / 2;
    int top = (frame.height() - size) / 2;
    byte[] out = new byte[3 * size * size];
    for (int y = 0; y < size; y++) {
      int from = 3 * ((top + y) * frame.width() + left);
      System.arraycopy(frame.rgb(), from, out, 3 * y * size, 3 * size);
    }
    return out;
  }

  private Taps axis(int from, int shorter) {
    int to = (int) ((long) from * size / shorter);
    return Taps.of(from, to, (to - size) / 2, size);
  }

  private byte[] apply(RgbFrame frame, Plan plan) {
    Taps across = plan.across;
    Taps down = plan.down;
    int firstRow = down.firstSource();
    int rows = down.endSource() - firstRow;
    float[] between = new float[3 * size * rows];
    byte[] rgb = frame.rgb();
    int at = 0;
    for (int y = firstRow; y < firstRow + rows; y++) {
      for (int x = 0; x < size; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        int pixel = 3 * (y * frame.width() + across.first[x]);
        for (int tap = across.start[x]; tap < across.start[x + 1]; tap++) {
          float weight = across.weights[tap];
          red += weight * (rgb[pixel] & 0xFF);
          green += weight * (rgb[pixel + 1] & 0xFF);
          blue += weight * (rgb[pixel + 2] & 0xFF);
          pixel += 3;
        }
        between[at++] = red;
        between[at++] = green;
        between[at++] = blue;
      }
    }
    byte[] out = new byte[3 * size * size];
    float[] sums = new float[3 * size];
    for (int y = 0; y < size; y++) {
      Arrays.fill(sums, 0.5f);
      int row = down.first[y] - firstRow;
      for (int tap = down.start[y]; tap < down.start[y + 1]; tap++) {
        float weight = down.weights[tap];
        int from = row++ * sums.length;
        for (int i = 0; i < sums.length; i++) {
          sums[i] += weight * between[from + i];
        }
      }
      for (int i = 0; i < sums.length; i++) {
        out[y * sums.length + i] = (byte) Math.min(255, (int) sums[i]);
      }
    }
    return out;
  }

  private static final class Plan {
    final Taps across;
    final Taps down;

    Plan(Taps across, Taps down) {
      this.across = across;
      this.down = down;
    }
  }
}
