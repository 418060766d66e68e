package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;

/** Track, fill, thumb and scale of a {@link Fader}, and what mouse, wheel and keys do to it. */
final class FaderSkin extends SkinBase<Fader> {

  private static final double[] TICKS = {4, 2, 1, 0.5, 0};
  private static final double THUMB_WIDTH = 32;
  private static final double THUMB_HEIGHT = 16;
  private static final double TRACK_WIDTH = 6;
  private static final double STEP = 0.05;

  /** The least height with a travel that a hand can work with, pixels. */
  private static final double LEAST = 112;

  private final Region track = region("fader-track");
  private final Region fill = region("fader-fill");
  private final Region thumb = region("fader-thumb");
  private final Region line = region("fader-thumb-line");
  private final List<Label> labels = new ArrayList<>();
  private final List<Region> marks = new ArrayList<>();
  private double grabbed;

  FaderSkin(Fader fader) {
    super(fader);
    getChildren().addAll(track, fill);
    for (double tick : TICKS) {
      Label label = new Label(tick == 0.5 ? ".5" : Integer.toString((int) tick));
      label.getStyleClass().add("fader-label");
      labels.add(label);
      Region mark = region("fader-mark");
      marks.add(mark);
      getChildren().addAll(label, mark);
    }
    getChildren().addAll(thumb, line);
    registerChangeListener(fader.valueProperty(), changed -> fader.requestLayout());
    fader.addEventHandler(MouseEvent.MOUSE_PRESSED, this::press);
    fader.addEventHandler(MouseEvent.MOUSE_DRAGGED, this::drag);
    fader.addEventHandler(MouseEvent.MOUSE_RELEASED, this::release);
    fader.addEventHandler(ScrollEvent.SCROLL, this::scroll);
    fader.addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private static Region region(String style) {
    Region region = new Region();
    region.getStyleClass().add(style);
    region.setMouseTransparent(true);
    return region;
  }

  private double top() {
    return snappedTopInset() + THUMB_HEIGHT / 2;
  }

  private double travel() {
    return getSkinnable().getHeight() - snappedBottomInset() - THUMB_HEIGHT / 2 - top();
  }

  private double yOf(double gain) {
    return top() + (1 - FaderScale.position(gain)) * travel();
  }

  private double gainAt(double y) {
    double gain = FaderScale.gain(1 - (y - top()) / travel());
    // A value that is easy to hit: exactly 1 within a hair's breadth.
    return Math.abs(gain - 1) < 0.012 ? 1 : Math.rint(gain * 100) / 100;
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    double centre = Math.rint(getSkinnable().getWidth() / 2);
    double now = Math.rint(yOf(getSkinnable().getValue()));
    double bottom = top() + travel();
    track.resizeRelocate(
        centre - TRACK_WIDTH / 2, top() - TRACK_WIDTH / 2, TRACK_WIDTH, travel() + TRACK_WIDTH);
    fill.resizeRelocate(centre - TRACK_WIDTH / 2, now, TRACK_WIDTH, bottom - now + TRACK_WIDTH / 2);
    thumb.resizeRelocate(
        centre - THUMB_WIDTH / 2, now - THUMB_HEIGHT / 2, THUMB_WIDTH, THUMB_HEIGHT);
    line.resizeRelocate(centre - THUMB_WIDTH / 2 + 6, now - 1, THUMB_WIDTH - 12, 2);
    for (int i = 0; i < TICKS.length; i++) {
      double at = Math.rint(yOf(TICKS[i]));
      layoutInArea(labels.get(i), centre - 48, at - 8, 24, 16, 0, HPos.RIGHT, VPos.CENTER);
      marks.get(i).resizeRelocate(centre + TRACK_WIDTH / 2 + 5, at, i == 2 ? 10 : 6, 1);
    }
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 96;
  }

  @Override
  protected double computeMinWidth(double height, double t, double r, double b, double l) {
    return 72;
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    return 160;
  }

  @Override
  protected double computeMinHeight(double width, double t, double r, double b, double l) {
    return LEAST;
  }

  private void press(MouseEvent event) {
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    Fader fader = getSkinnable();
    fader.requestFocus();
    event.consume();
    if (event.getClickCount() == 2) {
      fader.edits().reset();
      return;
    }
    fader.edits().begin();
    double offset = event.getY() - yOf(fader.getValue());
    boolean onThumb = Math.abs(offset) <= THUMB_HEIGHT / 2;
    grabbed = onThumb ? offset : 0;
    if (!onThumb) {
      fader.edits().set(gainAt(event.getY()));
    }
  }

  private void drag(MouseEvent event) {
    if (event.isPrimaryButtonDown()) {
      getSkinnable().edits().set(gainAt(event.getY() - grabbed));
      event.consume();
    }
  }

  private void release(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY) {
      getSkinnable().edits().end();
      event.consume();
    }
  }

  private void scroll(ScrollEvent event) {
    double notches = Math.signum(event.getDeltaY() + event.getDeltaX());
    if (notches != 0) {
      step(notches * (event.isShiftDown() ? STEP / 5 : STEP));
      event.consume();
    }
  }

  private void key(KeyEvent event) {
    double step = event.isShiftDown() ? STEP / 5 : STEP;
    switch (event.getCode()) {
      case UP -> step(step);
      case DOWN -> step(-step);
      case PAGE_UP -> step(5 * STEP);
      case PAGE_DOWN -> step(-5 * STEP);
      case BACK_SPACE, DELETE -> getSkinnable().edits().reset();
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void step(double amount) {
    double gain = Math.rint((getSkinnable().getValue() + amount) * 100) / 100;
    getSkinnable().edits().set(Math.max(0, Math.min(Fader.MAX, gain)));
  }
}
