package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineRasterTest {

  private static final int WHITE = 0xFFFFFFFF;
  private static final int SIZE = 64;

  private static double alpha(LineRaster raster, int x, int y) {
    return (raster.argb()[y * SIZE + x] >>> 24) / 255.0;
  }

  private static double column(LineRaster raster, int x) {
    double sum = 0;
    for (int y = 0; y < SIZE; y++) {
      sum += alpha(raster, x, y);
    }
    return sum;
  }

  @Property
  void aStraightLineIsAsThickAsItShould(
      @ForAll @DoubleRange(min = 20, max = 44) double from,
      @ForAll @DoubleRange(min = 20, max = 44) double to,
      @ForAll @DoubleRange(min = 1, max = 4) double thickness) {
    LineRaster raster = new LineRaster(SIZE, SIZE);
    raster.line(new double[] {-20.5, SIZE + 20.5}, new double[] {from, to}, 2, thickness, WHITE);
    double slope = (to - from) / (SIZE + 41);
    double expected = thickness * Math.sqrt(1 + slope * slope);
    for (int x = 0; x < SIZE; x++) {
      // Each pixel is rounded to 1/255; the ends of a slanting piece are cut a little.
      assertEquals(expected, column(raster, x), 0.06 * expected + 0.03, "column " + x);
      double middle = from + (x + 21) * slope;
      double centre = 0;
      for (int y = 0; y < SIZE; y++) {
        centre += alpha(raster, x, y) * (y + 0.5);
      }
      assertEquals(middle, centre / column(raster, x), 0.2);
    }
  }

  @Property(tries = 200)
  void anyCurveStaysBetweenItsEnds(
      @ForAll @Size(SIZE) double[] any, @ForAll @IntRange(min = 1, max = SIZE) int count) {
    double[] xs = new double[SIZE];
    double[] ys = new double[SIZE];
    double top = SIZE;
    double bottom = 0;
    for (int i = 0; i < count; i++) {
      xs[i] = i + 0.5;
      ys[i] = Math.abs(any[i] % SIZE);
      top = Math.min(top, ys[i]);
      bottom = Math.max(bottom, ys[i]);
    }
    LineRaster raster = new LineRaster(SIZE, SIZE);
    raster.line(xs, ys, count, 2, 0x80FF8040);
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        int pixel = raster.argb()[y * SIZE + x];
        int alpha = pixel >>> 24;
        assertTrue(alpha <= 0x80, "a line covers nothing twice");
        assertTrue((pixel >> 16 & 0xFF) <= alpha && (pixel & 0xFF) <= alpha, "premultiplied");
        boolean outside = y + 1 < top - 1 || y > bottom + 1;
        assertTrue(alpha == 0 || !outside, "row " + y + " of " + top + " to " + bottom);
      }
    }
  }

  @Test
  void aSpikeIsSolidAndEndsWhereItEnds() {
    LineRaster raster = new LineRaster(SIZE, SIZE);
    raster.line(new double[] {9.5, 10.5, 11.5}, new double[] {60, 10, 60}, 3, 1.8, WHITE);
    assertTrue(alpha(raster, 10, 30) > 0.9, "the spike is as bright as the rest");
    assertEquals(0, alpha(raster, 10, 8), "it does not overshoot");
    assertTrue(alpha(raster, 10, 11) > 0.3);
  }

  @Test
  void fillsAndDotsStayInside() {
    LineRaster raster = new LineRaster(SIZE, SIZE);
    raster.fill(3, -10, 2.5, WHITE);
    raster.fill(-1, 0, 10, WHITE);
    raster.fill(SIZE, 0, 10, WHITE);
    raster.fill(4, 5, Double.NaN, WHITE);
    assertEquals(2.5, column(raster, 3), 0.01);
    assertEquals(0, column(raster, 4));
    raster.dot(SIZE, SIZE, 2.5, WHITE);
    raster.dot(30, 30, 2.5, WHITE);
    double area = 0;
    for (int x = 20; x < 40; x++) {
      area += column(raster, x);
    }
    assertEquals(Math.PI * 2.5 * 2.5, area, 1);
  }
}
