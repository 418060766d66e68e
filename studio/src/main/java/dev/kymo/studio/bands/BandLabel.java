package dev.kymo.studio.bands;

import java.util.Objects;

/**
 * What belongs to a band and stays with it when others come and go.
 *
 * @param name what it is called; blank for the name of its place
 * @param typed whether the user gave it that name
 * @param slot which of the palette's colors it has, [0, {@value #SLOTS})
 */
public record BandLabel(String name, boolean typed, int slot) {

  /** How many colors the palette has, from slow to fast. */
  public static final int SLOTS = 8;

  /** The slots of few bands, which are far apart. */
  private static final int[][] FEW = {{0}, {0, 5}, {0, 2, 5}, {0, 2, 4, 5}};

  /** Refuses what is no slot. */
  public BandLabel {
    Objects.requireNonNull(name, "name");
    if (slot < 0 || slot >= SLOTS) {
      throw new IllegalArgumentException("a color is 0 to " + (SLOTS - 1) + ", not " + slot);
    }
  }

  /** A label as it was typed; a blank one is the name of its place. */
  public static BandLabel of(String name, int slot) {
    String stripped = name.strip();
    return new BandLabel(stripped, !stripped.isEmpty(), slot);
  }

  /** The label of a band that nobody touched: the {@code index}-th slowest of {@code count}. */
  public static BandLabel first(int index, int count) {
    return of("", slot(index, count));
  }

  /** The color of a place, the slowest first. */
  public static int slot(int index, int count) {
    return count <= FEW.length ? FEW[count - 1][index] : index % SLOTS;
  }
}
