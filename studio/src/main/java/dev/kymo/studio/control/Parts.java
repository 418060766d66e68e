package dev.kymo.studio.control;

import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
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

  /**
   * A node that follows the size of its control, such as a canvas: were it managed, a control that
   * was large once could never be smaller again.
   */
  static <T extends Node> T follower(T node) {
    node.setManaged(false);
    return node;
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

  /**
   * Disables a node while there is a reason, and shows the reason: a disabled node has no tooltip
   * of its own, so one around it has.
   *
   * @return what takes the node's place
   */
  public static StackPane explained(Node node, ObservableValue<Optional<String>> reason) {
    StackPane around = new StackPane(node);
    around.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Tooltip tip = new Tooltip();
    tip.setShowDelay(Duration.millis(600));
    tip.setWrapText(true);
    tip.setMaxWidth(320);
    node.disableProperty().bind(reason.map(Optional::isPresent));
    Runnable show =
        () -> {
          Optional<String> why = reason.getValue();
          node.setAccessibleHelp(why.orElse(null));
          tip.setText(why.orElse(""));
          if (why.isPresent()) {
            Tooltip.install(around, tip);
          } else {
            Tooltip.uninstall(around, tip);
          }
        };
    reason.addListener((p, before, after) -> show.run());
    show.run();
    return around;
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
