package dev.kymo.inference.footage.analysis;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.image.RgbFrame;
import java.util.OptionalLong;
import java.util.Random;

/** Small clips whose motion is known exactly. */
final class DrawnClips {
  static final int SIDE = ClipAnalyzer.SIDE;

  private DrawnClips() {}

  /** Brightness at a place and a frame, in levels. */
  @FunctionalInterface
  interface Scene {
    double at(double x, double y, int frame);
  }

  /** Analyzes a drawn clip. */
  static ClipAnalysis analyze(Scene scene, int frames, FrameRate rate, double noise) {
    ClipAnalyzer analyzer = new ClipAnalyzer(rate, 0);
    Random random = new Random(11);
    for (int frame = 0; frame < frames; frame++) {
      analyzer.add(draw(scene, frame, noise, random));
    }
    return analyzer.finish(frames, 64, OptionalLong.empty());
  }

  static RgbFrame draw(Scene scene, int frame, double noise, Random random) {
    byte[] rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < SIDE * SIDE; i++) {
      int row = i / SIDE;
      double level = scene.at(i % SIDE, row, frame);
      for (int c = 0; c < 3; c++) {
        double value = level * (1 - 0.1 * c) + noise * random.nextGaussian();
        rgb[3 * i + c] = (byte) Math.max(0, Math.min(255, Math.round(value)));
      }
    }
    return new RgbFrame(SIDE, SIDE, rgb);
  }

  /**
   * A still scene like fallen leaves: discs of all sizes, one over the other, as far as 80 pixels
   * beyond the picture; another one for each seed.
   */
  static Scene leaves(int seed) {
    Random random = new Random(seed);
    int count = 260;
    double[][] discs = new double[count][];
    for (int i = 0; i < count; i++) {
      double x = -80 + random.nextDouble() * (SIDE + 160);
      double y = -20 + random.nextDouble() * (SIDE + 40);
      double radius = 2 + 12 * Math.pow(random.nextDouble(), 2);
      discs[i] = new double[] {x, y, radius, 20 + 215 * random.nextDouble()};
    }
    return (x, y, frame) -> {
      double level = 120;
      for (double[] disc : discs) {
        double dx = x - disc[0];
        double dy = y - disc[1];
        double far = dx * dx + dy * dy;
        if (far < (disc[2] + 1) * (disc[2] + 1)) {
          level += inside(disc[2] - Math.sqrt(far)) * (disc[3] - level);
        }
      }
      return level;
    };
  }

  /** A head that sways at 0.45 and 0.83 Hz before a background, with a mouth at 3.7 and 5.1 Hz. */
  static Scene puppet(double fps) {
    return (x, y, frame) -> {
      double t = 2 * Math.PI * frame / fps;
      double hx = 24 + 5 * Math.sin(0.45 * t) + 2 * Math.sin(0.83 * t);
      double hy = 22 + 2 * Math.sin(0.6 * t);
      double level = 100 + 30 * Math.sin(x / 9) + 20 * Math.cos(y / 7);
      double head = inside((1 - Math.hypot((x - hx) / 11, (y - hy) / 14)) * 8);
      level += head * (200 - level);
      double open = 1.1 + 0.6 * Math.sin(3.7 * t) + 0.6 * Math.sin(5.1 * t + 1);
      double mouth =
          inside((1 - Math.hypot((x - hx) / 4, (y - hy - 7) / (0.6 + Math.max(0, open)))) * 3);
      return level + mouth * (60 - level);
    };
  }

  static double inside(double distance) {
    return Math.max(0, Math.min(1, distance + 0.5));
  }
}
