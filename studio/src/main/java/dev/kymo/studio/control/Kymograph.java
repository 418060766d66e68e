package dev.kymo.studio.control;

import java.util.Optional;
import javafx.scene.image.Image;

/**
 * One column of pixels over time, drawn side by side.
 *
 * @param from left edge, units of t
 * @param to right edge, units of t
 * @param image one pixel wide for each time; a time that is not drawn yet is faint or transparent
 */
public record Kymograph(double from, double to, Optional<Image> image) {

  /** Nothing. */
  public static final Kymograph NONE = new Kymograph(-1, 1, Optional.empty());
}
