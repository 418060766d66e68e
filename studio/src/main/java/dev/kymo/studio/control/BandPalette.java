package dev.kymo.studio.control;

import dev.kymo.studio.bands.BandLabel;
import java.util.Locale;
import javafx.scene.paint.Color;

/** One colour for each band, the same everywhere: cyan is slow, coral is fast. */
public final class BandPalette {

  private static final Color[] RAMP = {
    Color.web("#42c8f4"),
    Color.web("#35d0ac"),
    Color.web("#8bd84a"),
    Color.web("#e3d14f"),
    Color.web("#f9ab4e"),
    Color.web("#ff7a5c"),
    Color.web("#f0669f"),
    Color.web("#a781f5"),
  };

  private BandPalette() {}

  /** The colour of band {@code index} of {@code count}. */
  public static Color color(int index, int count) {
    return color(BandLabel.slot(index, count));
  }

  /** The colour of a band's label. */
  public static Color color(int slot) {
    return RAMP[slot];
  }

  /** An inline style that gives a node's stylesheet its {@code -band-color}. */
  public static String style(Color color) {
    return String.format(
        Locale.ROOT,
        "-band-color: #%02x%02x%02x;",
        Math.round(color.getRed() * 255),
        Math.round(color.getGreen() * 255),
        Math.round(color.getBlue() * 255));
  }
}
