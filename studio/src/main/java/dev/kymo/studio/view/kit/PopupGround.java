package dev.kymo.studio.view.kit;

import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.collections.ListChangeListener;
import javafx.scene.control.PopupControl;
import javafx.scene.paint.Color;
import javafx.stage.PopupWindow;
import javafx.stage.Window;

/**
 * Gives menus, tooltips and popovers a ground of their own where windows cannot be transparent, as
 * on a remote display without compositing: round corners and shadows would stand in white squares.
 */
public final class PopupGround implements AutoCloseable {

  private static final String SQUARE = "square";
  private static final Color DARK = Color.web("#1a1e25");
  private static final Color LIGHT = Color.WHITE;

  private final Look look;
  private final ListChangeListener<Window> listener = this::changed;

  private PopupGround(Look look) {
    this.look = look;
  }

  /** Watches the popups of this program, if this display needs it. */
  public static PopupGround onThisDisplay(Look look) {
    return Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)
        ? new PopupGround(look)
        : opaque(look);
  }

  /** Watches the popups of this program. */
  public static PopupGround opaque(Look look) {
    PopupGround ground = new PopupGround(look);
    Window.getWindows().addListener(ground.listener);
    return ground;
  }

  private void changed(ListChangeListener.Change<? extends Window> change) {
    while (change.next()) {
      for (Window window : change.getAddedSubList()) {
        if (window instanceof PopupWindow popup) {
          fill(popup);
        }
      }
    }
  }

  private void fill(PopupWindow popup) {
    popup.getScene().setFill(look.themeProperty().get() == Look.Theme.DARK ? DARK : LIGHT);
    if (popup instanceof PopupControl control && !control.getStyleClass().contains(SQUARE)) {
      control.getStyleClass().add(SQUARE);
    }
  }

  /** Stops watching. */
  @Override
  public void close() {
    Window.getWindows().removeListener(listener);
  }
}
