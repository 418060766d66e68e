package dev.kymo.studio.control;

import javafx.scene.paint.Color;

/**
 * The colours of what is drawn on a canvas, where the stylesheet does not reach.
 *
 * @param away ground outside the trained range
 * @param home ground of the trained range
 * @param hatch lines over the ground outside
 * @param rule lines between lanes
 * @param tick labelled ticks
 * @param tickMinor the ticks between
 * @param text labels
 * @param faint lesser labels
 * @param accent the trained range and what is cached
 * @param accentText labels of the accent
 * @param slot a thumbnail that is not there yet
 * @param fill opacity of the area under a band's curve, [0, 1]
 * @param deepen factor on the brightness of band colours, so that they read on the ground
 */
public record Inks(
    Color away,
    Color home,
    Color hatch,
    Color rule,
    Color tick,
    Color tickMinor,
    Color text,
    Color faint,
    Color accent,
    Color accentText,
    Color slot,
    double fill,
    double deepen) {

  /** On a dark ground. */
  public static final Inks DARK =
      new Inks(
          Color.web("#0f1216"),
          Color.web("#171c25"),
          Color.web("#1b2028"),
          Color.web("#232830"),
          Color.web("#4a525d"),
          Color.web("#2c323b"),
          Color.web("#aab2bd"),
          Color.web("#78818d"),
          Color.web("#3f7cff"),
          Color.web("#7aa5ff"),
          Color.web("#14181e"),
          0.10,
          1);

  /** On a light ground. */
  public static final Inks LIGHT =
      new Inks(
          Color.web("#eceff3"),
          Color.web("#ffffff"),
          Color.web("#dfe3e9"),
          Color.web("#d5dae1"),
          Color.web("#98a2b0"),
          Color.web("#c4cbd5"),
          Color.web("#465160"),
          Color.web("#66717f"),
          Color.web("#2f6bf0"),
          Color.web("#1f55cc"),
          Color.web("#dde2e9"),
          0.22,
          0.8);

  /** A band's colour on this ground. */
  Color band(Color color) {
    return color.deriveColor(0, deepen < 1 ? 1.15 : 1, deepen, 1);
  }
}
