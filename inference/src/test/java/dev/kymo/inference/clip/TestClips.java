package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Frames to encode, and how near the decoded ones came. */
final class TestClips {
  private TestClips() {}

  /** Discs on black that move up and down, as the demo checkpoint draws them. */
  static List<FrameImage> toy(int width, int height, int frames) {
    int[] colors = {0xE04030, 0x30D060, 0x4060F0};
    return IntStream.range(0, frames)
        .mapToObj(
            k ->
                frame(
                    width,
                    height,
                    (x, y) -> {
                      for (int i = 0; i < colors.length; i++) {
                        double cy = height * (0.5 + 0.35 * Math.sin(0.3 * k * (i + 1) + i));
                        if (Math.hypot(x - width * (i + 1) / 4.0, y - cy) < width / 10.0) {
                          return colors[i];
                        }
                      }
                      return 0;
                    }))
        .toList();
  }

  /** Soft waves in all colours that drift. */
  static List<FrameImage> waves(int width, int height, int frames) {
    return IntStream.range(0, frames)
        .mapToObj(
            k ->
                frame(
                    width,
                    height,
                    (x, y) -> {
                      double a = Math.sin(9.0 * x / width + 0.2 * k) * Math.cos(5.0 * y / height);
                      double b = Math.sin(7.0 * y / height - 0.13 * k + 3.0 * x / width);
                      double c = Math.cos(6.0 * (x + y) / width + 0.1 * k);
                      return level(a) << 16 | level(b) << 8 | level(c);
                    }))
        .toList();
  }

  /** What is hardest to encode. */
  static List<FrameImage> noise(int width, int height, int frames) {
    Random random = new Random(7);
    return IntStream.range(0, frames)
        .mapToObj(k -> frame(width, height, (x, y) -> random.nextInt(1 << 24)))
        .toList();
  }

  private static int level(double wave) {
    return (int) Math.round(127.5 + 127.5 * wave);
  }

  interface Color {
    int at(int x, int y);
  }

  static FrameImage frame(int width, int height, Color color) {
    int[] argb = new int[width * height];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = 0xFF000000 | color.at(i % width, i / width);
    }
    return new FrameImage(width, height, argb);
  }

  static void write(ClipFormat format, Path path, ClipOptions options, List<FrameImage> frames)
      throws FileException {
    try (ClipWriter writer = ClipWriters.open(format, path, options)) {
      for (FrameImage frame : frames) {
        writer.write(frame);
      }
      writer.finish();
    }
  }

  /** Peak signal to noise ratio over all channels, in dB. */
  static double psnr(int[] expected, int[] actual) {
    double squares = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        double error = (expected[i] >> shift & 0xFF) - (actual[i] >> shift & 0xFF);
        squares += error * error;
      }
    }
    return decibels(squares / (3.0 * expected.length));
  }

  static double decibels(double meanSquare) {
    return 10 * Math.log10(255 * 255 / Math.max(1e-9, meanSquare));
  }
}
