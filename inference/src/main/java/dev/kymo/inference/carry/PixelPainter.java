package dev.kymo.inference.carry;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Paints the learned square at the footage's own size: each pixel from the candidates' originals at
 * their shares and flows, and what is added to it. Several threads paint rows of their own.
 */
final class PixelPainter {
  /** Shares below this are not worth a look at the pixel. */
  private static final float LEAST_SHARE = 1 / 64f;

  /** Flow below this, in original pixels, is none: the pixel stays as it is. */
  private static final float LEAST_FLOW = 1 / 32f;

  private final int width;
  private final int height;
  private final Square square;
  private final int grid;
  private final boolean cubic;

  /** For each column the first of the two columns of the grid around it, and the second's part. */
  private final int[] column;

  private final float[] columnPart;
  private final Deque<Row> idle = new ArrayDeque<>();

  /** What a candidate's pixels are. */
  record Layer(Candidate candidate, RgbFrame original, boolean moves) {}

  PixelPainter(int width, int height, Square square, int grid, boolean cubic) {
    this.width = width;
    this.height = height;
    this.square = square;
    this.grid = grid;
    this.cubic = cubic;
    int side = square.side();
    column = new int[side];
    columnPart = new float[side];
    for (int x = 0; x < side; x++) {
      float at = gridPlace(x);
      column[x] = Math.min((int) at, grid - 2);
      columnPart[x] = at - column[x];
    }
  }

  private float gridPlace(int pixel) {
    float at = (pixel + 0.5f) * grid / square.side() - 0.5f;
    return Math.max(0, Math.min(grid - 1, at));
  }

  /**
   * Paints rows of the square.
   *
   * @param layers what is mixed
   * @param shares what is kept and added
   * @param to the whole frame (height, width, 3)
   * @param from first row of the square
   * @param end after the last row
   */
  void paint(List<Layer> layers, Shares shares, byte[] to, int from, int end) {
    Row row = take();
    for (int y = from; y < end; y++) {
      float at = gridPlace(y);
      int first = Math.min((int) at, grid - 2);
      row.begin(first * grid, at - first);
      for (Layer layer : layers) {
        if (row.load(layer.candidate.share, row.share) > LEAST_SHARE) {
          mix(row, layer, y);
        }
      }
      row.load(shares.keep, row.across);
      finish(row, shares, to, y);
    }
    give(row);
  }

  private synchronized Row take() {
    Row row = idle.poll();
    return row == null ? new Row() : row;
  }

  private synchronized void give(Row row) {
    idle.push(row);
  }

  private void mix(Row row, Layer layer, int y) {
    byte[] rgb = layer.original.rgb();
    if (layer.moves) {
      row.load(layer.candidate.across, row.across);
      row.load(layer.candidate.down, row.down);
      float scale = (float) square.side() / grid;
      for (int x = 0; x < square.side(); x++) {
        float share = row.share[x];
        if (share > LEAST_SHARE) {
          float dx = scale * row.across[x];
          float dy = scale * row.down[x];
          if (Math.abs(dx) < LEAST_FLOW && Math.abs(dy) < LEAST_FLOW) {
            still(row, rgb, share, x, y);
          } else if (cubic) {
            cubic(row, rgb, share, x, square.x() + x + dx, square.y() + y + dy);
          } else {
            linear(row, rgb, share, x, square.x() + x + dx, square.y() + y + dy);
          }
        }
      }
    } else {
      for (int x = 0; x < square.side(); x++) {
        float share = row.share[x];
        if (share > LEAST_SHARE) {
          still(row, rgb, share, x, y);
        }
      }
    }
  }

  private void still(Row row, byte[] rgb, float share, int x, int y) {
    int pixel = 3 * ((square.y() + y) * width + square.x() + x);
    row.add(x, share, rgb[pixel] & 0xFF, rgb[pixel + 1] & 0xFF, rgb[pixel + 2] & 0xFF);
  }

  private void linear(Row row, byte[] rgb, float share, int x, float atX, float atY) {
    float sx = Math.max(0, Math.min(width - 1, atX));
    float sy = Math.max(0, Math.min(height - 1, atY));
    int ix = (int) sx;
    int iy = (int) sy;
    float fx = sx - ix;
    float fy = sy - iy;
    int right = ix < width - 1 ? 3 : 0;
    int at = 3 * (iy * width + ix);
    int below = at + (iy < height - 1 ? 3 * width : 0);
    float w11 = fx * fy;
    float w10 = fy - w11;
    float w01 = fx - w11;
    float w00 = 1 - fx - w10;
    float red =
        w00 * (rgb[at] & 0xFF)
            + w01 * (rgb[at + right] & 0xFF)
            + w10 * (rgb[below] & 0xFF)
            + w11 * (rgb[below + right] & 0xFF);
    float green =
        w00 * (rgb[at + 1] & 0xFF)
            + w01 * (rgb[at + right + 1] & 0xFF)
            + w10 * (rgb[below + 1] & 0xFF)
            + w11 * (rgb[below + right + 1] & 0xFF);
    float blue =
        w00 * (rgb[at + 2] & 0xFF)
            + w01 * (rgb[at + right + 2] & 0xFF)
            + w10 * (rgb[below + 2] & 0xFF)
            + w11 * (rgb[below + right + 2] & 0xFF);
    row.add(x, share, red, green, blue);
  }

  /** Catmull-Rom; bilinear at the frame's border, where pixels are missing. */
  private void cubic(Row row, byte[] rgb, float share, int x, float atX, float atY) {
    int ix = (int) atX;
    int iy = (int) atY;
    if (atX < 1 || atY < 1 || ix > width - 3 || iy > height - 3) {
      linear(row, rgb, share, x, atX, atY);
      return;
    }
    float fx = atX - ix;
    float fy = atY - iy;
    float x0 = fx * (fx * (1 - 0.5f * fx) - 0.5f);
    float x1 = fx * fx * (1.5f * fx - 2.5f) + 1;
    float x2 = fx * (fx * (2 - 1.5f * fx) + 0.5f);
    float x3 = 1 - x0 - x1 - x2;
    float y0 = fy * (fy * (1 - 0.5f * fy) - 0.5f);
    float y1 = fy * fy * (1.5f * fy - 2.5f) + 1;
    float y2 = fy * (fy * (2 - 1.5f * fy) + 0.5f);
    float y3 = 1 - y0 - y1 - y2;
    int at = 3 * ((iy - 1) * width + ix - 1);
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int j = 0; j < 4; j++) {
      float weight = j == 0 ? y0 : j == 1 ? y1 : j == 2 ? y2 : y3;
      red +=
          weight
              * (x0 * (rgb[at] & 0xFF)
                  + x1 * (rgb[at + 3] & 0xFF)
                  + x2 * (rgb[at + 6] & 0xFF)
                  + x3 * (rgb[at + 9] & 0xFF));
      green +=
          weight
              * (x0 * (rgb[at + 1] & 0xFF)
                  + x1 * (rgb[at + 4] & 0xFF)
                  + x2 * (rgb[at + 7] & 0xFF)
                  + x3 * (rgb[at + 10] & 0xFF));
      blue +=
          weight
              * (x0 * (rgb[at + 2] & 0xFF)
                  + x1 * (rgb[at + 5] & 0xFF)
                  + x2 * (rgb[at + 8] & 0xFF)
                  + x3 * (rgb[at + 11] & 0xFF));
      at += 3 * width;
    }
    row.add(x, share, red, green, blue);
  }

  private void finish(Row row, Shares shares, byte[] to, int y) {
    int side = square.side();
    int first = 3 * ((square.y() + y) * width + square.x());
    for (int c = 0; c < 3; c++) {
      row.load(shares.added[c], row.down);
      for (int x = 0; x < side; x++) {
        float carried = row.mixed[3 * x + c] / row.total[x];
        float level = row.across[x] * carried + row.down[x];
        to[first + 3 * x + c] = (byte) (int) (Math.max(0, Math.min(255, level)) + 0.5f);
      }
    }
  }

  /** Buffers of a row that is being painted. */
  private final class Row {
    final float[] share = new float[square.side()];
    final float[] across = new float[square.side()];
    final float[] down = new float[square.side()];
    final float[] mixed = new float[3 * square.side()];
    final float[] total = new float[square.side()];
    private final float[] line = new float[grid];
    private int above;
    private float part;

    void begin(int gridRow, float gridPart) {
      above = gridRow;
      part = gridPart;
      Arrays.fill(mixed, 0);
      Arrays.fill(total, 0);
    }

    void add(int x, float weight, float red, float green, float blue) {
      mixed[3 * x] += weight * red;
      mixed[3 * x + 1] += weight * green;
      mixed[3 * x + 2] += weight * blue;
      total[x] += weight;
    }

    /** Reads this row of a plane of the grid, bilinear, and gives its largest value. */
    float load(float[] plane, float[] to) {
      float largest = Float.NEGATIVE_INFINITY;
      for (int i = 0; i < grid; i++) {
        float value = plane[above + i] + part * (plane[above + grid + i] - plane[above + i]);
        line[i] = value;
        largest = Math.max(largest, value);
      }
      for (int x = 0; x < to.length; x++) {
        float left = line[column[x]];
        to[x] = left + columnPart[x] * (line[column[x] + 1] - left);
      }
      return largest;
    }
  }
}
