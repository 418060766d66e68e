package dev.kymo.trainer.run;

import java.util.ArrayList;
import java.util.List;

/**
 * The published widths: C_r is 512 up to r = 32, then 256 m at 64, halved with every doubling. The
 * multiplier m is 2 for the generator and the 2-D discriminators, 1 for the 3-D ones (docs/model.md
 * sections 3 and 4).
 */
public final class DefaultWidths {
  private static final int WIDEST = 512;
  private static final int LEAST = 8;

  private DefaultWidths() {}

  /** Of a generator of images of a size: for r = 4, 8, ... size. */
  public static List<Integer> generator(int size) {
    return widths(size, 2);
  }

  /** Of an image discriminator. */
  public static List<Integer> imageDiscriminator(int size) {
    return widths(size, 2);
  }

  /**
   * Of a video discriminator.
   *
   * @param resolution of what it sees: S, or S / 2 where clips are pooled before it
   */
  public static List<Integer> videoDiscriminator(VideoDiscriminatorKind kind, int resolution) {
    return widths(resolution, kind == VideoDiscriminatorKind.DELTA ? 2 : 1);
  }

  /**
   * Of a network that grows to a larger size: those that are there, and half as much with every
   * doubling.
   *
   * @param size what it is to see or draw
   */
  public static List<Integer> grown(List<Integer> widths, int size) {
    List<Integer> grown = new ArrayList<>(widths);
    for (int r = 4 << widths.size(); r <= size; r *= 2) {
      grown.add(Math.max(LEAST, grown.get(grown.size() - 1) / 2));
    }
    return grown;
  }

  private static List<Integer> widths(int size, int multiplier) {
    List<Integer> widths = new ArrayList<>();
    for (int r = 4; r <= size; r *= 2) {
      widths.add(r < 64 ? WIDEST : 256 * 64 / r * multiplier);
    }
    return widths;
  }
}
