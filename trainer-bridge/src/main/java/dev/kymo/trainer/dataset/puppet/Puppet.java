package dev.kymo.trainer.dataset.puppet;

import dev.kymo.inference.image.RgbFrame;
import java.util.Arrays;

/**
 * A drawn talking head. Its motion is known exactly, so the truth of every edit by frequency is,
 * too: {@link #draw} with other gains. The head sways slowly, the mouth speaks fast, and there is
 * nothing between. The same picture at every size, up to resolution, and on every machine. Safe for
 * use by several threads.
 */
public final class Puppet {
  /** Frames per second that a puppet's clips have. */
  public static final int FRAME_RATE = 25;

  /** Below these sizes several samples make a pixel, as many as this size has. */
  private static final int FINEST = 256;

  /** A picture of this size takes 200 MB. */
  public static final int LARGEST = 8192;

  /** What the slow band moves at, in Hz. */
  static final double[] SLOW_HZ = {0.45, 0.83, 0.62};

  /** What the fast band moves at, in Hz. */
  static final double[] FAST_HZ = {3.7, 5.1};

  private final PuppetLook look;
  private final PuppetMotion motion;
  private final PuppetScene scene;

  /** The puppet of a look. */
  public Puppet(PuppetLook look) {
    this.look = look;
    motion = new PuppetMotion(look.motion());
    scene = new PuppetScene(look.background(), look.scene());
  }

  /** What it looks like. */
  public PuppetLook look() {
    return look;
  }

  /**
   * Draws it at a time.
   *
   * @param seconds any time
   * @param size width and height in pixels, 1 to 8192
   * @param slowGain factor on the motion of head and shoulders; 0 leaves them at their mean
   * @param fastGain factor on the motion of mouth, chin, and eyebrows; 0 leaves them at their mean;
   *     above 1.7 the mouth shuts at times and is no longer a sum of sinusoids
   */
  public RgbFrame draw(double seconds, int size, double slowGain, double fastGain) {
    if (size < 1 || size > LARGEST) {
      throw new IllegalArgumentException(
          "A puppet is drawn 1 to " + LARGEST + " pixels wide, not " + size + ".");
    }
    int samples = (FINEST + size - 1) / size;
    Paint paint = new Paint(1.0 / ((double) size * samples));
    PuppetPainter painter =
        new PuppetPainter(look, scene, motion.at(seconds, slowGain, fastGain), paint);
    double[] row = new double[3 * size];
    byte[] rgb = new byte[3 * size * size];
    double step = 1.0 / ((double) size * samples);
    for (int y = 0; y < size; y++) {
      Arrays.fill(row, 0);
      for (int j = 0; j < samples; j++) {
        double at = (y * (double) samples + j + 0.5) * step;
        for (int i = 0; i < size * samples; i++) {
          painter.paint((i + 0.5) * step, at);
          int pixel = 3 * (i / samples);
          row[pixel] += paint.red();
          row[pixel + 1] += paint.green();
          row[pixel + 2] += paint.blue();
        }
      }
      double share = 1.0 / (samples * samples);
      for (int i = 0; i < row.length; i++) {
        int level = (int) (row[i] * share + 0.5);
        rgb[y * row.length + i] = (byte) Math.max(0, Math.min(255, level));
      }
    }
    return new RgbFrame(size, size, rgb);
  }
}
