package dev.kymo.inference.carry;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;
import java.util.Arrays;
import java.util.Random;

/** Frames for tests. */
final class CarryFrames {
  private CarryFrames() {}

  /** A texture of waves of several lengths, moved by so many pixels. */
  static RgbFrame texture(int width, int height, double dx, double dy) {
    byte[] rgb = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double u = x - dx;
        double v = y - dy;
        for (int c = 0; c < 3; c++) {
          double level =
              128
                  + 35 * Math.sin(0.045 * u + 0.02 * v + c)
                  + 35 * Math.sin(0.05 * v - 0.013 * u + 2 * c)
                  + 20 * Math.sin(0.17 * u + 0.11 * v)
                  + 20 * Math.sin(0.19 * v - 0.12 * u);
          rgb[3 * (y * width + x) + c] = (byte) Math.round(level);
        }
      }
    }
    return new RgbFrame(width, height, rgb);
  }

  /** Noise. */
  static RgbFrame noise(int width, int height, long seed) {
    byte[] rgb = new byte[3 * width * height];
    new Random(seed).nextBytes(rgb);
    return new RgbFrame(width, height, rgb);
  }

  /** One color. */
  static RgbFrame plain(int width, int height, int level) {
    byte[] rgb = new byte[3 * width * height];
    Arrays.fill(rgb, (byte) level);
    return new RgbFrame(width, height, rgb);
  }

  /** What a perfect model draws of a square frame. */
  static FrameImage learned(RgbFrame square, int size) {
    byte[] rgb = new SquareResizer(size).resize(square);
    int[] argb = new int[size * size];
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xFF000000
              | (rgb[3 * i] & 0xFF) << 16
              | (rgb[3 * i + 1] & 0xFF) << 8
              | (rgb[3 * i + 2] & 0xFF);
    }
    return new FrameImage(size, size, argb);
  }

  /** The part of a frame. */
  static RgbFrame crop(RgbFrame frame, int left, int top, int side) {
    byte[] rgb = new byte[3 * side * side];
    for (int y = 0; y < side; y++) {
      int from = 3 * ((top + y) * frame.width() + left);
      System.arraycopy(frame.rgb(), from, rgb, 3 * y * side, 3 * side);
    }
    return new RgbFrame(side, side, rgb);
  }

  /** Peak signal to noise ratio in dB, without a margin. */
  static double psnr(RgbFrame a, RgbFrame b, int margin) {
    double sum = 0;
    int count = 0;
    for (int y = margin; y < a.height() - margin; y++) {
      for (int x = 3 * margin; x < 3 * (a.width() - margin); x++) {
        int at = 3 * y * a.width() + x;
        double difference = (a.rgb()[at] & 0xFF) - (b.rgb()[at] & 0xFF);
        sum += difference * difference;
        count++;
      }
    }
    return 10 * Math.log10(255 * 255 / (sum / count));
  }
}
