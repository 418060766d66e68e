package dev.kymo.studio.control;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes small controls that look and read alike: each has an id, an accessible text, a tooltip. */
public final class Parts {

  private Parts() {}

  /** A button that shows an icon. */
  public static Button iconButton(String id, String icon, String accessible, String tooltip) {
    Button button = new Button();
    dress(button, id, icon, accessible, tooltip);
    return button;
  }

  /** A toggle that shows an icon. */
  public static ToggleButton iconToggle(String id, String icon, String accessible, String tooltip) {
    ToggleButton toggle = new ToggleButton();
    dress(toggle, id, icon, accessible, tooltip);
    return toggle;
  }

  /** A toggle that shows a letter, as on a mixing desk. */
  public static ToggleButton letterToggle(String id, String letter, String accessible) {
    ToggleButton toggle = new ToggleButton(letter);
    toggle.setId(id);
    toggle.getStyleClass().add("letter-toggle");
    describe(toggle, accessible, accessible);
    return toggle;
  }

  /** Gives a node what a screen reader says and what a tooltip shows. */
  public static void describe(Node node, String accessible, String tooltip) {
    node.setAccessibleText(accessible);
    if (node instanceof Control control) {
      Tooltip tip = new Tooltip(tooltip);
      tip.setShowDelay(Duration.millis(600));
      control.setTooltip(tip);
    }
  }

  /** Makes a button or a menu button an icon. */
  public static void dress(
      ButtonBase button, String id, String icon, String accessible, String tooltip) {
    button.setId(id);
    button.setGraphic(new FontIcon(icon));
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.getStyleClass().add("icon-button");
    describe(button, accessible, tooltip);
  }
}
