package dev.kymo.trainer.metric.toy;

import java.util.ArrayList;
import java.util.List;

/**
 * Neighbouring pixels that are all bright.
 *
 * @param pixels their indices, row-major
 * @param left of the smallest rectangle around them
 * @param right of that rectangle, inclusive
 * @param top of that rectangle
 * @param bottom of that rectangle, inclusive
 */
record Blob(List<Integer> pixels, int left, int right, int top, int bottom) {
  /** Core has at least so much of the upper decile's light: pixels at the edge have less. */
  private static final double CORE = 0.85;

  /** Keeps an immutable copy. */
  Blob {
    pixels = List.copyOf(pixels);
  }

  /**
   * Finds the blobs of an upright strip; pixels that touch by a corner are neighbours.
   *
   * @param light of each pixel of a square image, row-major
   * @param size its side in pixels
   * @param from the strip's first column of pixels
   * @param to where the strip ends, exclusive
   * @param threshold what a pixel must exceed
   */
  static List<Blob> find(float[] light, int size, int from, int to, double threshold) {
    boolean[] seen = new boolean[light.length];
    List<Blob> blobs = new ArrayList<>();
    for (int y = 0; y < size; y++) {
      for (int x = from; x < to; x++) {
        if (!seen[y * size + x] && light[y * size + x] > threshold) {
          blobs.add(grow(light, size, from, to, threshold, seen, y * size + x));
        }
      }
    }
    return blobs;
  }

  private static Blob grow(
      float[] light, int size, int from, int to, double threshold, boolean[] seen, int start) {
    List<Integer> pixels = new ArrayList<>();
    pixels.add(start);
    seen[start] = true;
    int left = start % size;
    int right = left;
    int top = start / size;
    int bottom = top;
    for (int done = 0; done < pixels.size(); done++) {
      int x = pixels.get(done) % size;
      int y = pixels.get(done) / size;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (int ny = Math.max(0, y - 1); ny <= Math.min(size - 1, y + 1); ny++) {
        for (int nx = Math.max(from, x - 1); nx <= Math.min(to - 1, x + 1); nx++) {
          int next = ny * size + nx;
          if (!seen[next] && light[next] > threshold) {
            seen[next] = true;
            pixels.add(next);
          }
        }
      }
    }
    return new Blob(pixels, left, right, top, bottom);
  }

  /** The pixels that the object covers wholly. */
  List<Integer> core(float[] light) {
    double[] sorted = pixels.stream().mapToDouble(pixel -> light[pixel]).sorted().toArray();
    double bright = CORE * sorted[(sorted.length - 1) * 9 / 10];
    return pixels.stream().filter(pixel -> light[pixel] >= bright).toList();
  }

  /** How many wholly covered pixels would give as much light: an area with soft edges. */
  double area(float[] light) {
    double core = core(light).stream().mapToDouble(pixel -> light[pixel]).average().orElseThrow();
    return pixels.stream().mapToDouble(pixel -> light[pixel]).sum() / core;
  }

  int width() {
    return right - left + 1;
  }

  int height() {
    return bottom - top + 1;
  }

  /** The light of each pixel, (red + green + blue) / 3 in levels. */
  static float[] light(int[] argb) {
    float[] light = new float[argb.length];
    for (int i = 0; i < argb.length; i++) {
      int pixel = argb[i];
      light[i] = ((pixel >> 16 & 0xFF) + (pixel >> 8 & 0xFF) + (pixel & 0xFF)) / 3f;
    }
    return light;
  }
}
