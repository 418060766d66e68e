package dev.kymo.studio.view.learn;

import javafx.scene.control.Label;

/** Style classes that come and go. */
final class RunMarks {

  private static final String BAD = "bad";

  private RunMarks() {}

  /** Shows a label as a fault, or no longer. */
  static void bad(Label label, boolean bad) {
    label.getStyleClass().remove(BAD);
    if (bad) {
      label.getStyleClass().add(BAD);
    }
  }
}
