package dev.kymo.inference.clip;

import dev.kymo.inference.frame.FrameImage;

/** Takes for each pixel the one that its centre falls into. */
final class NearestScaler implements FrameScaler {
  private final int[] columns;
  private final int[] rows;
  private final FrameImage scaled;

  NearestScaler(ClipOptions options) {
    columns = sources(options.width(), options.pictureWidth());
    rows = sources(options.height(), options.pictureHeight());
    scaled = new FrameImage(columns.length, rows.length, new int[columns.length * rows.length]);
  }

  private static int[] sources(int from, int to) {
    int[] sources = new int[to];
    for (int i = 0; i < to; i++) {
      sources[i] = (int) ((2L * i + 1) * from / (2L * to));
    }
    return sources;
  }

  @Override
  public FrameImage scale(FrameImage frame) {
    int[] from = frame.argb();
    int[] to = scaled.argb();
    int at = 0;
    for (int row : rows) {
      int start = row * frame.width();
      for (int column : columns) {
        to[at++] = from[start + column];
      }
    }
    return scaled;
  }
}
