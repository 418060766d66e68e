package dev.kymo.studio.control;

import java.util.Optional;
import javafx.scene.image.Image;

/**
 * One column of pixels over time, drawn side by side.
 *
 * @param now what is drawn of the present edit
 * @param former what was drawn of an earlier one, shown faintly where the present one is not drawn
 */
public record Kymograph(Optional<Strip> now, Optional<Strip> former) {

  /** Nothing. */
  public static final Kymograph NONE = new Kymograph(Optional.empty(), Optional.empty());

  /** From so much on a strip says more than the one before it. */
  private static final double TELLING = 0.5;

  /**
   * Columns side by side.
   *
   * @param from left edge, units of t
   * @param to right edge, units of t
   * @param drawn the share of its columns that are drawn, 0 to 1
   * @param image one pixel wide for each time; a time that is not drawn yet is faint or transparent
   */
  public record Strip(double from, double to, double drawn, Image image) {}

  /** The same when the motion is edited: what is drawn is a thing of the past. */
  public Kymograph edited() {
    Optional<Strip> telling = now.filter(strip -> strip.drawn() >= TELLING);
    return new Kymograph(Optional.empty(), telling.or(() -> former));
  }

  /** The same with more of the present edit drawn; a strip that is whole needs no former one. */
  public Kymograph with(Strip strip) {
    return new Kymograph(Optional.of(strip), strip.drawn() < 1 ? former : Optional.empty());
  }
}
