package dev.kymo.studio.control;

import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.css.PseudoClass;
import javafx.scene.Cursor;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;

/**
 * A number that looks like a label: dragged sideways, stepped by wheel (once it has the focus) and
 * arrow keys, typed after a click, reset by a double click. What is typed counts on Enter, which
 * gives the keys back to the window, or when the focus leaves; Escape takes it back. What is no
 * number stays there, marked, until it is one.
 */
public final class NumberField extends TextField {

  /** Reads what is typed. */
  @FunctionalInterface
  public interface Entry {
    /**
     * Reads a number.
     *
     * @param now the number that is there
     * @return empty when it is none
     */
    OptionalDouble parse(String typed, double now);
  }

  private static final PseudoClass DRAGGED = PseudoClass.getPseudoClass("dragged");
  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
  private static final double SLACK = 3;

  private final NumberSpec spec;
  private final ValueEdits edits;
  private final Entry entry;
  private final DoubleProperty value = new SimpleDoubleProperty(this, "value");
  private double pressX;
  private double pressValue;
  private boolean dragging;
  private boolean pressed;
  private Optional<Tooltip> explained = Optional.empty();

  /**
   * A field of value 0.
   *
   * @param spec how it is written and how far it goes
   * @param edits hears what the user wants
   */
  public NumberField(NumberSpec spec, ValueEdits edits) {
    this(spec, edits, (typed, now) -> spec.parse(typed));
  }

  /**
   * A field that reads more than numbers.
   *
   * @param entry reads what is typed; what it gives is kept within the range
   */
  public NumberField(NumberSpec spec, ValueEdits edits, Entry entry) {
    this.spec = spec;
    this.edits = edits;
    this.entry = entry;
    getStyleClass().add("number-field");
    setText(spec.format(0));
    setCursor(spec.perPixel() > 0 ? Cursor.H_RESIZE : Cursor.TEXT);
    value.addListener((p, before, after) -> showValue());
    focusedProperty().addListener((p, before, after) -> focusChanged(after));
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::press);
    addEventFilter(MouseEvent.MOUSE_DRAGGED, this::drag);
    addEventFilter(MouseEvent.MOUSE_RELEASED, this::release);
    addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    addEventHandler(ScrollEvent.SCROLL, this::scroll);
    textProperty().addListener((p, before, after) -> pseudoClassStateChanged(REFUSED, false));
  }

  /** The value that is shown. */
  public DoubleProperty valueProperty() {
    return value;
  }

  private void showValue() {
    setText(spec.format(value.get()));
    if (isFocused()) {
      selectAll();
    }
  }

  /** What is typed must not be covered by what explains it. */
  private void hideTooltip(boolean focused) {
    if (focused && getTooltip() != null) {
      explained = Optional.of(getTooltip());
      getTooltip().hide();
      setTooltip(null);
    } else if (!focused && explained.isPresent()) {
      setTooltip(explained.get());
      explained = Optional.empty();
    }
  }

  private void focusChanged(boolean focused) {
    hideTooltip(focused);
    setCursor(focused || spec.perPixel() == 0 ? Cursor.TEXT : Cursor.H_RESIZE);
    if (!focused) {
      commit();
      showValue();
      deselect();
    }
  }

  /** Gives back whether what is written is a number. */
  private boolean commit() {
    if (getText().equals(spec.format(value.get()))) {
      return true;
    }
    OptionalDouble typed = entry.parse(getText(), value.get());
    if (typed.isEmpty()) {
      return false;
    }
    edits.set(spec.within(typed.getAsDouble()));
    showValue();
    return true;
  }

  private void press(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY || isDisabled()) {
      return;
    }
    if (event.getClickCount() == 2 && !isFocusedByTyping()) {
      edits.reset();
      showValue();
      event.consume();
      return;
    }
    if (!isFocused()) {
      pressed = true;
      dragging = false;
      pressX = event.getScreenX();
      pressValue = value.get();
      event.consume();
    }
  }

  /** Whether something was typed that does not count yet: then a double click selects text. */
  private boolean isFocusedByTyping() {
    return isFocused() && !getText().equals(spec.format(value.get()));
  }

  private void drag(MouseEvent event) {
    if (!pressed) {
      return;
    }
    event.consume();
    double moved = event.getScreenX() - pressX;
    if (spec.perPixel() == 0 || (!dragging && Math.abs(moved) < SLACK)) {
      return;
    }
    if (!dragging) {
      dragging = true;
      pseudoClassStateChanged(DRAGGED, true);
      edits.begin();
    }
    double fine = event.isShiftDown() ? 0.1 : 1;
    edits.set(spec.clamp(pressValue + moved * spec.perPixel() * fine));
  }

  private void release(MouseEvent event) {
    if (!pressed) {
      return;
    }
    event.consume();
    pressed = false;
    if (dragging) {
      dragging = false;
      pseudoClassStateChanged(DRAGGED, false);
      edits.end();
    } else {
      requestFocus();
      selectAll();
    }
  }

  private void key(KeyEvent event) {
    double fine = event.isShiftDown() ? 10 : 1;
    switch (event.getCode()) {
      case UP -> step(spec.step() * fine, event);
      case DOWN -> step(-spec.step() * fine, event);
      case ENTER -> {
        if (commit()) {
          getParent().requestFocus();
        } else {
          pseudoClassStateChanged(REFUSED, true);
          selectAll();
        }
        event.consume();
      }
      case ESCAPE -> {
        showValue();
        getParent().requestFocus();
        event.consume();
      }
      default -> {}
    }
  }

  private void scroll(ScrollEvent event) {
    double notches = Math.signum(event.getDeltaY() + event.getDeltaX());
    // A panel that is scrolled must not change the numbers that pass under the pointer.
    if (notches != 0 && isFocused()) {
      edits.set(spec.clamp(value.get() + notches * spec.step()));
      event.consume();
    }
  }

  private void step(double amount, KeyEvent event) {
    commit();
    edits.set(spec.clamp(value.get() + amount));
    event.consume();
  }
}
