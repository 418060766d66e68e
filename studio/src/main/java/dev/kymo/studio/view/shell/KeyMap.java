package dev.kymo.studio.view.shell;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.view.preview.PreviewViewModel;
import dev.kymo.studio.view.timeline.TimelineViewModel;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Keys that work wherever the focus is: Space, J, K, L, arrows, Home, End, I, O, T, F, V. A control
 * that was reached by the keyboard keeps the keys that it needs itself.
 */
final class KeyMap {

  private final PreviewViewModel preview;
  private final TimelineViewModel timeline;
  private final ShellViewModel shell;
  private final Runnable typeTime;
  private final BooleanSupplier blocked;

  /** A key did something when it went down: its character is not for whoever has the focus now. */
  private boolean handled;

  /**
   * Keys of these panels.
   *
   * @param typeTime lets the user type where the playhead goes
   * @param blocked whether a dialog is open, which then has all the keys
   */
  KeyMap(
      PreviewViewModel preview,
      TimelineViewModel timeline,
      ShellViewModel shell,
      Runnable typeTime,
      BooleanSupplier blocked) {
    this.preview = preview;
    this.timeline = timeline;
    this.shell = shell;
    this.typeTime = typeTime;
    this.blocked = blocked;
  }

  void install(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(scene.getFocusOwner(), event));
    // A button that was not pressed down must not fire when Space goes up.
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          boolean space = event.getCharacter().equals(" ");
          if (handled || (space && scene.getFocusOwner() instanceof NumberField)) {
            event.consume();
          }
          handled = false;
        });
  }

  private void pressed(Node owner, KeyEvent event) {
    if (blocked.getAsBoolean()) {
      return;
    }
    if (event.isShortcutDown()) {
      undo(owner, event);
    } else if (!event.isAltDown() && preview.openProperty().get() && play(owner, event)) {
      event.consume();
      handled = event.getCode().isLetterKey();
    }
  }

  /** A number field would take Ctrl+Z for its own few characters. */
  private void undo(Node owner, KeyEvent event) {
    if (owner instanceof NumberField && event.getCode() == KeyCode.Z) {
      if (event.isShiftDown()) {
        shell.redo();
      } else {
        shell.undo();
      }
      event.consume();
    }
  }

  private boolean play(Node owner, KeyEvent event) {
    Playback playback = preview.playback();
    double frames = event.isShiftDown() ? 0.1 : 1;
    boolean typing = owner instanceof TextInputControl input && input.isEditable();
    boolean text = typing && !(owner instanceof NumberField);
    switch (event.getCode()) {
      case SPACE -> {
        if (text || (isPressable(owner) && owner.isFocusVisible())) {
          return false;
        }
        playback.toggle();
      }
      case LEFT, RIGHT -> {
        if (typing || hasOwnArrows(owner)) {
          return false;
        }
        playback.step(event.getCode() == KeyCode.LEFT ? -frames : frames);
      }
      case HOME, END -> {
        if (typing) {
          return false;
        }
        if (event.getCode() == KeyCode.HOME) {
          preview.toStart();
        } else {
          preview.toEnd();
        }
      }
      case J, K, L -> {
        if (text) {
          return false;
        }
        switch (event.getCode()) {
          case J -> preview.shuttle(true);
          case L -> preview.shuttle(false);
          default -> preview.halt();
        }
      }
      case T -> {
        if (text || event.isShiftDown()) {
          return false;
        }
        typeTime.run();
      }
      case F -> {
        if (text || event.isShiftDown()) {
          return false;
        }
        preview.switchAlone();
      }
      case V -> {
        if (text || !preview.footage().attachedProperty().get()) {
          return false;
        }
        preview.footage().nextView(event.isShiftDown() ? -1 : 1);
      }
      case ESCAPE -> {
        if (!preview.aloneProperty().get() || typing) {
          return false;
        }
        preview.switchAlone();
      }
      case I, O -> {
        if (text || event.isShiftDown()) {
          return false;
        }
        if (event.getCode() == KeyCode.I) {
          timeline.setIn();
        } else {
          timeline.setOut();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static boolean isPressable(Node owner) {
    return owner instanceof ButtonBase || owner instanceof ComboBoxBase;
  }

  private static boolean hasOwnArrows(Node owner) {
    return owner != null
        && (owner.getStyleClass().contains("cut-handle")
            || owner.getStyleClass().contains("range-grip"));
  }
}
