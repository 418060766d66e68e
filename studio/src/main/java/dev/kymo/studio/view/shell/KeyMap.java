package dev.kymo.studio.view.shell;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.view.preview.PreviewViewModel;
import dev.kymo.studio.view.timeline.TimelineViewModel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * Keys that work wherever the focus is. Whoever types has the keys that write something, and a
 * control that was reached by the keyboard keeps those that it needs itself. Commands of the menus
 * have their keys there.
 */
final class KeyMap {
  private static final double FINE = 0.1;

  private final KeyBindings bindings;
  private final PreviewViewModel preview;
  private final TimelineViewModel timeline;
  private final ShellViewModel shell;
  private final PanelFocus panels;
  private final Runnable typeTime;
  private final BooleanSupplier blocked;

  /** A key did something when it went down: its character is not for whoever has the focus now. */
  private boolean handled;

  /**
   * Keys of these panels.
   *
   * @param panels where the focus can go
   * @param typeTime lets the user type where the playhead goes
   * @param blocked whether a dialog is open, which then has all the keys
   */
  KeyMap(
      KeyBindings bindings,
      PreviewViewModel preview,
      TimelineViewModel timeline,
      ShellViewModel shell,
      PanelFocus panels,
      Runnable typeTime,
      BooleanSupplier blocked) {
    this.bindings = bindings;
    this.preview = preview;
    this.timeline = timeline;
    this.shell = shell;
    this.panels = panels;
    this.typeTime = typeTime;
    this.blocked = blocked;
  }

  void install(Scene scene) {
    scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> pressed(scene.getFocusOwner(), event));
    // A button that was not pressed down must not fire when Space goes up.
    scene.addEventFilter(
        KeyEvent.KEY_TYPED,
        event -> {
          if (handled) {
            event.consume();
          }
          handled = false;
        });
  }

  private void pressed(Node owner, KeyEvent event) {
    handled = false;
    if (isTyping(owner) && writes(event)) {
      // What is written comes as another event; as a key it is nobody else's, the menus' neither.
      event.consume();
    } else if (!blocked.getAsBoolean() && act(owner, event)) {
      event.consume();
      handled = writes(event);
    }
  }

  private boolean act(Node owner, KeyEvent event) {
    if (undoes(owner, event)) {
      return true;
    }
    if (!preview.openProperty().get()) {
      return false;
    }
    if (event.getCode() == KeyCode.ESCAPE) {
      return leaveFullPreview(owner);
    }
    int band = band(event);
    if (band >= 0) {
      return panels.focusBand(band);
    }
    Optional<Command> command = bindings.command(event);
    return command.isPresent() && !belongsTo(owner, event) && run(command.get());
  }

  /** A number field would take Ctrl+Z for its own few characters. */
  private boolean undoes(Node owner, KeyEvent event) {
    if (!(owner instanceof NumberField)) {
      return false;
    }
    Optional<Command> command = bindings.command(event);
    if (command.filter(Command.UNDO::equals).isPresent()) {
      shell.undo();
      return true;
    }
    if (command.filter(Command.REDO::equals).isPresent()) {
      shell.redo();
      return true;
    }
    return false;
  }

  private boolean leaveFullPreview(Node owner) {
    if (!preview.aloneProperty().get() || isTyping(owner)) {
      return false;
    }
    preview.switchAlone();
    return true;
  }

  /** Whether the control that has the focus needs this key itself. */
  private static boolean belongsTo(Node owner, KeyEvent event) {
    return switch (event.getCode()) {
      case SPACE -> isPressable(owner) && owner.isFocusVisible();
      case LEFT, RIGHT -> isTyping(owner) || hasOwnArrows(owner);
      case HOME, END -> isTyping(owner);
      default -> false;
    };
  }

  private boolean run(Command command) {
    Playback playback = preview.playback();
    switch (command) {
      case PLAY -> playback.toggle();
      case REVERSE -> preview.shuttle(true);
      case HALT -> preview.halt();
      case FORWARD -> preview.shuttle(false);
      case PREVIOUS_FRAME -> playback.step(-1);
      case NEXT_FRAME -> playback.step(1);
      case PREVIOUS_FINE -> playback.step(-FINE);
      case NEXT_FINE -> playback.step(FINE);
      case GO_IN -> preview.toStart();
      case GO_OUT -> preview.toEnd();
      case SET_IN -> timeline.setIn();
      case SET_OUT -> timeline.setOut();
      case TYPE_TIME -> typeTime.run();
      case NEXT_PICTURE, PREVIOUS_PICTURE -> {
        if (!preview.footage().attachedProperty().get()) {
          return false;
        }
        preview.footage().nextView(command == Command.NEXT_PICTURE ? 1 : -1);
      }
      case NEXT_PANEL -> panels.focusNext(1);
      case PREVIOUS_PANEL -> panels.focusNext(-1);
      default -> {
        // The menus hear the others.
        return false;
      }
    }
    return true;
  }

  /** 1 to 9 go to the faders. */
  private static int band(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isAltDown() && !event.isShiftDown();
    String digit = event.getCode().isDigitKey() ? event.getCode().getName() : "";
    return plain && digit.matches("(Numpad )?[1-9]") ? digit.charAt(digit.length() - 1) - '1' : -1;
  }

  private static boolean isTyping(Node owner) {
    if (owner instanceof TextInputControl input) {
      return input.isEditable();
    }
    if (owner instanceof ComboBox<?> box) {
      return box.isEditable();
    }
    return owner instanceof Spinner<?> spinner && spinner.isEditable();
  }

  /** Whether a key writes a character. */
  private static boolean writes(KeyEvent event) {
    if (event.isShortcutDown() || event.isControlDown() || event.isAltDown()) {
      return false;
    }
    KeyCode code = event.getCode();
    if (code == KeyCode.SPACE || code.isLetterKey() || code.isDigitKey()) {
      return true;
    }
    boolean does = code.isFunctionKey() || code.isModifierKey() || code.isNavigationKey();
    return !does
        && event.getText().length() == 1
        && !Character.isISOControl(event.getText().charAt(0));
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
