package dev.kymo.studio.control;

import java.util.List;
import javafx.scene.paint.Color;

/**
 * What a chart tells of the place under the pointer.
 *
 * @param step that the pointer is at
 * @param values one for each line that has a point there
 */
public record ChartReadout(long step, List<Value> values) {

  /** Keeps an immutable copy. */
  public ChartReadout {
    values = List.copyOf(values);
  }

  /**
   * A line's value, exactly as it was logged.
   *
   * @param name of the line
   * @param color of the line
   * @param first step of the point
   * @param last step of the point; another than the first where it stands for several
   * @param value its value, or the mean of several
   * @param min the smallest of several
   * @param max the largest of several
   */
  public record Value(
      String name, Color color, long first, long last, double value, double min, double max) {}
}
