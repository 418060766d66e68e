package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Cursor;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SkinBase;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Bars on a canvas, cut points as nodes that can be reached by the keyboard. */
final class FrequencyHistogramSkin extends SkinBase<FrequencyHistogram> {

  private static final double AXIS = 20;
  private static final double HEAD = 12;
  private static final double MARGIN = 8;
  private static final Font AXIS_FONT = Font.font("JetBrains Mono", 10.5);

  private final Canvas canvas = Parts.follower(new Canvas());
  private final List<StackPane> handles = new ArrayList<>();

  FrequencyHistogramSkin(FrequencyHistogram histogram) {
    super(histogram);
    getChildren().add(canvas);
    registerChangeListener(histogram.contentProperty(), changed -> contentChanged());
    registerChangeListener(histogram.labelProperty(), changed -> contentChanged());
    registerChangeListener(histogram.inksProperty(), changed -> histogram.requestLayout());
    histogram.addEventHandler(MouseEvent.MOUSE_CLICKED, this::clicked);
    histogram.addEventHandler(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::menu);
    contentChanged();
  }

  private FrequencyHistogram.Content content() {
    return getSkinnable().contentProperty().get();
  }

  private void contentChanged() {
    int count = content().cuts().size();
    while (handles.size() > count) {
      getChildren().remove(handles.remove(handles.size() - 1));
    }
    while (handles.size() < count) {
      StackPane handle = handle(handles.size());
      handles.add(handle);
      getChildren().add(handle);
    }
    for (int i = 0; i < count; i++) {
      String at = getSkinnable().labelProperty().get().apply(content().cuts().get(i));
      handles
          .get(i)
          .setAccessibleText(getSkinnable().words().get("mixer.cut", String.valueOf(i + 1), at));
    }
    getSkinnable().requestLayout();
  }

  private StackPane handle(int index) {
    Region line = new Region();
    line.getStyleClass().add("cut-line");
    Region knob = new Region();
    knob.getStyleClass().add("cut-knob");
    StackPane handle = Parts.follower(new StackPane(line, knob));
    StackPane.setAlignment(knob, Pos.TOP_CENTER);
    handle.getStyleClass().add("cut-handle");
    handle.setId("cut-" + index);
    handle.setFocusTraversable(true);
    handle.setCursor(Cursor.H_RESIZE);
    handle.setOnMousePressed(
        event -> {
          handle.requestFocus();
          event.consume();
          if (event.getButton() != MouseButton.PRIMARY) {
            return;
          }
          if (event.getClickCount() == 2) {
            getSkinnable().edits().remove(index);
          } else {
            getSkinnable().edits().begin();
          }
        });
    handle.setOnMouseDragged(event -> drag(index, event));
    handle.setOnMouseReleased(event -> getSkinnable().edits().end());
    handle.setOnMouseClicked(MouseEvent::consume);
    handle.setOnContextMenuRequested(
        event -> show("mixer.cut.remove", () -> getSkinnable().edits().remove(index), event));
    handle.setOnKeyPressed(event -> key(index, event));
    return handle;
  }

  private void menu(ContextMenuEvent event) {
    double at = (event.getX() - MARGIN) / plotWidth() * content().largest();
    if (!content().colors().isEmpty() && at > 0 && at < content().largest()) {
      show("mixer.cut.add", () -> getSkinnable().edits().add(at), event);
    }
  }

  private void show(String key, Runnable action, ContextMenuEvent event) {
    MenuItem item = new MenuItem(getSkinnable().words().get(key));
    item.setId(key.replace('.', '-'));
    item.setOnAction(chosen -> action.run());
    new ContextMenu(item).show(getSkinnable(), event.getScreenX(), event.getScreenY());
    event.consume();
  }

  private void clicked(MouseEvent event) {
    double at = (event.getX() - MARGIN) / plotWidth() * content().largest();
    if (event.getClickCount() == 2 && at > 0 && at < content().largest()) {
      getSkinnable().edits().add(at);
      event.consume();
    }
  }

  private void drag(int index, MouseEvent event) {
    double x = getSkinnable().sceneToLocal(event.getSceneX(), event.getSceneY()).getX();
    getSkinnable().edits().move(index, (x - MARGIN) / plotWidth() * content().largest());
    event.consume();
  }

  private void key(int index, KeyEvent event) {
    double step = content().largest() / (event.isShiftDown() ? 400 : 80);
    switch (event.getCode()) {
      case LEFT -> getSkinnable().edits().move(index, content().cuts().get(index) - step);
      case RIGHT -> getSkinnable().edits().move(index, content().cuts().get(index) + step);
      case DELETE, BACK_SPACE -> getSkinnable().edits().remove(index);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private double plotWidth() {
    return Math.max(1, getSkinnable().getWidth() - 2 * MARGIN);
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    canvas.setWidth(getSkinnable().getWidth());
    canvas.setHeight(getSkinnable().getHeight());
    draw();
    for (int i = 0; i < handles.size(); i++) {
      double at = MARGIN + content().cuts().get(i) / content().largest() * plotWidth();
      handles.get(i).resizeRelocate(Math.rint(at) - 6, 0, 13, height - AXIS);
    }
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    double width = canvas.getWidth();
    double height = canvas.getHeight();
    g.clearRect(0, 0, width, height);
    List<Double> trained = content().trained();
    if (trained.isEmpty()) {
      return;
    }
    double floor = height - AXIS;
    double step = plotWidth() / trained.size();
    Inks inks = getSkinnable().inksProperty().get();
    for (int i = 0; i < trained.size(); i++) {
      double middle = (i + 0.5) / trained.size() * content().largest();
      int band = 0;
      while (band < content().cuts().size() && middle >= content().cuts().get(band)) {
        band++;
      }
      double left = Math.rint(MARGIN + i * step);
      double right = Math.rint(MARGIN + (i + 1) * step) - 1;
      double wide = Math.max(1, right - left);
      Color color = inks.band(content().colors().get(band));
      double before = bar(trained.get(i), floor - HEAD);
      g.setFill(color.deriveColor(0, 1, 1, 0.3));
      g.fillRect(left, floor - before, wide, before);
      double after = bar(content().edited().get(i), floor - HEAD);
      g.setFill(color.deriveColor(0, 1, 0.92, 1));
      g.fillRect(left, floor - after, wide, after);
    }
    axis(g, height);
  }

  /** Soft limits leave room for a gain above 1: the strongest bar as trained takes 0.6 of it. */
  private static double bar(double strength, double room) {
    return Math.rint(room * Math.tanh(0.7 * strength));
  }

  private void axis(GraphicsContext g, double height) {
    g.setFill(getSkinnable().inksProperty().get().faint());
    g.setFont(AXIS_FONT);
    g.setTextBaseline(VPos.CENTER);
    int ticks = 4;
    for (int i = 0; i <= ticks; i++) {
      double at = MARGIN + plotWidth() * i / ticks;
      String text = getSkinnable().labelProperty().get().apply(content().largest() * i / ticks);
      g.setTextAlign(
          i == 0 ? TextAlignment.LEFT : i == ticks ? TextAlignment.RIGHT : TextAlignment.CENTER);
      g.fillText(text, at, height - AXIS / 2);
    }
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    return 96;
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 320;
  }
}
