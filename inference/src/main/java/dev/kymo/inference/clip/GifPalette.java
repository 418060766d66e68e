package dev.kymo.inference.clip;

import java.util.Arrays;

/**
 * At most 256 colours for a frame, and each pixel's place among them. A frame of few colours keeps
 * them exactly; others are split where they vary most, then refined (Lloyd). No dithering: on
 * moving pictures it flickers.
 */
final class GifPalette {
  private static final int MOST = 256;
  private static final int REFINEMENTS = 2;

  /** Colours are told apart by the upper 6 bits of each channel once there are too many. */
  private static final int CELLS = 1 << 18;

  private final int[] exact = new int[MOST];
  private final ColorCells cells = new ColorCells(CELLS);
  private final int[] palette = new int[MOST];
  private final byte[] place = new byte[CELLS];
  private int size;

  /** How many colours the last frame got. */
  int size() {
    return size;
  }

  /** Colour i of the last frame, 0xRRGGBB. */
  int color(int i) {
    return palette[i];
  }

  /** Finds the colours of a frame and fills indices, one for each pixel. */
  void index(int[] argb, byte[] indices) {
    if (!indexExactly(argb, indices)) {
      cells.collect(argb);
      split();
      for (int i = 0; i < REFINEMENTS; i++) {
        assign();
        average();
      }
      assign();
      for (int i = 0; i < argb.length; i++) {
        indices[i] = place[ColorCells.cell(argb[i])];
      }
    }
  }

  private boolean indexExactly(int[] argb, byte[] indices) {
    size = 0;
    for (int pixel : argb) {
      int color = pixel & 0xFFFFFF;
      int at = Arrays.binarySearch(exact, 0, size, color);
      if (at < 0) {
        if (size == MOST) {
          return false;
        }
        int before = -at - 1;
        System.arraycopy(exact, before, exact, before + 1, size - before);
        exact[before] = color;
        size++;
      }
    }
    System.arraycopy(exact, 0, palette, 0, size);
    for (int i = 0; i < argb.length; i++) {
      indices[i] = (byte) Arrays.binarySearch(palette, 0, size, argb[i] & 0xFFFFFF);
    }
    return true;
  }

  /** Splits the box of the largest squared error until there are enough boxes. */
  private void split() {
    ColorCells.Box[] boxes = new ColorCells.Box[MOST];
    boxes[0] = cells.box(0, cells.used());
    size = 1;
    while (size < MOST) {
      int worst = 0;
      for (int i = 1; i < size; i++) {
        if (boxes[i].error() > boxes[worst].error()) {
          worst = i;
        }
      }
      if (boxes[worst].error() <= 0) {
        break;
      }
      ColorCells.Box box = boxes[worst];
      int middle = cells.partition(box);
      boxes[worst] = cells.box(box.from(), middle);
      boxes[size++] = cells.box(middle, box.to());
    }
    for (int i = 0; i < size; i++) {
      palette[i] = boxes[i].color();
    }
  }

  private void assign() {
    for (int i = 0; i < cells.used(); i++) {
      int color = cells.color(i);
      int best = 0;
      int least = Integer.MAX_VALUE;
      for (int j = 0; j < size; j++) {
        int distance = distance(color, palette[j]);
        if (distance < least) {
          least = distance;
          best = j;
        }
      }
      place[cells.key(i)] = (byte) best;
    }
  }

  private static int distance(int a, int b) {
    int red = (a >> 16 & 0xFF) - (b >> 16 & 0xFF);
    int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
    int blue = (a & 0xFF) - (b & 0xFF);
    return red * red + green * green + blue * blue;
  }

  private void average() {
    long[] sums = new long[4 * size];
    for (int i = 0; i < cells.used(); i++) {
      cells.addTo(sums, 4 * (place[cells.key(i)] & 0xFF), i);
    }
    for (int j = 0; j < size; j++) {
      if (sums[4 * j + 3] > 0) {
        palette[j] = ColorCells.mean(sums, 4 * j);
      }
    }
  }
}
