package dev.kymo.inference.clip;

import dev.kymo.inference.frame.FrameImage;

/**
 * Catmull-Rom interpolation, first along rows, then along columns. When it shrinks, the kernel is
 * as much wider, so that every pixel of the frame counts.
 */
final class SmoothScaler implements FrameScaler {
  private final Taps across;
  private final Taps down;

  /** Rows of the frame at the new width, three channels apart: height x (3 x new width). */
  private final float[] rows;

  private final FrameImage scaled;

  SmoothScaler(ClipOptions options) {
    across = Taps.of(options.width(), options.pictureWidth());
    down = Taps.of(options.height(), options.pictureHeight());
    rows = new float[3 * options.pictureWidth() * options.height()];
    int pixels = options.pictureWidth() * options.pictureHeight();
    scaled = new FrameImage(options.pictureWidth(), options.pictureHeight(), new int[pixels]);
  }

  @Override
  public FrameImage scale(FrameImage frame) {
    int width = scaled.width();
    int at = 0;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < width; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int tap = 0; tap < across.count; tap++) {
          int pixel = frame.argb()[y * frame.width() + across.source[x * across.count + tap]];
          float weight = across.weight[x * across.count + tap];
          red += weight * (pixel >> 16 & 0xFF);
          green += weight * (pixel >> 8 & 0xFF);
          blue += weight * (pixel & 0xFF);
        }
        rows[at++] = red;
        rows[at++] = green;
        rows[at++] = blue;
      }
    }
    for (int y = 0; y < scaled.height(); y++) {
      for (int x = 0; x < width; x++) {
        float red = 0;
        float green = 0;
        float blue = 0;
        for (int tap = 0; tap < down.count; tap++) {
          int from = 3 * (down.source[y * down.count + tap] * width + x);
          float weight = down.weight[y * down.count + tap];
          red += weight * rows[from];
          green += weight * rows[from + 1];
          blue += weight * rows[from + 2];
        }
        scaled.argb()[y * width + x] =
            0xFF000000 | level(red) << 16 | level(green) << 8 | level(blue);
      }
    }
    return scaled;
  }

  private static int level(float value) {
    return (int) Math.min(255f, Math.max(0f, value + 0.5f));
  }

  /** Which pixels make up each new one, and how much of each: count for each new pixel. */
  private static final class Taps {
    final int count;
    final int[] source;
    final float[] weight;

    private Taps(int count, int size) {
      this.count = count;
      this.source = new int[count * size];
      this.weight = new float[count * size];
    }

    static Taps of(int from, int to) {
      double step = (double) from / to;
      double stretch = Math.max(1, step);
      Taps taps = new Taps((int) Math.ceil(4 * stretch) + 1, to);
      for (int i = 0; i < to; i++) {
        double centre = (i + 0.5) * step - 0.5;
        int first = (int) Math.floor(centre - 2 * stretch);
        double sum = 0;
        for (int tap = 0; tap < taps.count; tap++) {
          sum += catmullRom((first + tap - centre) / stretch);
        }
        for (int tap = 0; tap < taps.count; tap++) {
          int at = i * taps.count + tap;
          // The border's pixels go on outside.
          taps.source[at] = Math.max(0, Math.min(from - 1, first + tap));
          taps.weight[at] = (float) (catmullRom((first + tap - centre) / stretch) / sum);
        }
      }
      return taps;
    }

    private static double catmullRom(double distance) {
      double x = Math.abs(distance);
      if (x < 1) {
        return (1.5 * x - 2.5) * x * x + 1;
      }
      return x < 2 ? ((-0.5 * x + 2.5) * x - 4) * x + 2 : 0;
    }
  }
}
