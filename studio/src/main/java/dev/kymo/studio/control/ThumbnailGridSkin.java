package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.List;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.SkinBase;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.util.Duration;

/** Buttons with pictures, three in a row, turned over by one clock. */
final class ThumbnailGridSkin extends SkinBase<ThumbnailGrid> {

  private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");
  private static final int COLUMNS = 3;
  private static final double GAP = 8;
  private static final Duration TURN = Duration.millis(110);

  private final List<Button> buttons = new ArrayList<>();
  private final List<ImageView> views = new ArrayList<>();
  private final Timeline clock;
  private int frame;

  ThumbnailGridSkin(ThumbnailGrid grid) {
    super(grid);
    clock = new Timeline(new KeyFrame(TURN, event -> turn()));
    clock.setCycleCount(Animation.INDEFINITE);
    registerChangeListener(grid.cellsProperty(), changed -> show());
    registerChangeListener(grid.movingProperty(), changed -> run());
    show();
    run();
  }

  private void run() {
    if (getSkinnable().movingProperty().get()) {
      clock.play();
    } else {
      clock.pause();
    }
  }

  private void turn() {
    frame++;
    List<ThumbnailGrid.Cell> cells = getSkinnable().cellsProperty().get();
    for (int i = 0; i < cells.size(); i++) {
      List<Image> images = cells.get(i).frames();
      if (images.size() > 1) {
        views.get(i).setImage(images.get(frame % images.size()));
      }
    }
  }

  private void show() {
    List<ThumbnailGrid.Cell> cells = getSkinnable().cellsProperty().get();
    while (buttons.size() > cells.size()) {
      getChildren().remove(buttons.remove(buttons.size() - 1));
      views.remove(views.size() - 1);
    }
    while (buttons.size() < cells.size()) {
      add(buttons.size());
    }
    for (int i = 0; i < cells.size(); i++) {
      ThumbnailGrid.Cell cell = cells.get(i);
      Button button = buttons.get(i);
      if (!cell.name().equals(button.getAccessibleText())) {
        button.setAccessibleText(cell.name());
        button.setTooltip(new Tooltip(cell.name()));
      }
      button.pseudoClassStateChanged(PICKED, cell.picked());
      List<Image> images = cell.frames();
      views.get(i).setImage(images.isEmpty() ? null : images.get(frame % images.size()));
    }
    getSkinnable().requestLayout();
  }

  private void add(int index) {
    ImageView view = new ImageView();
    view.setPreserveRatio(false);
    view.setSmooth(true);
    Button button = new Button();
    button.setId("thumbnail-" + index);
    button.getStyleClass().add("thumbnail");
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setGraphic(view);
    button.setOnAction(event -> getSkinnable().pick(index));
    buttons.add(button);
    views.add(view);
    getChildren().add(button);
  }

  private static double side(double width) {
    return Math.floor((width - GAP * (COLUMNS - 1)) / COLUMNS);
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    double side = side(width);
    for (int i = 0; i < buttons.size(); i++) {
      int column = i % COLUMNS;
      int row = i / COLUMNS;
      views.get(i).setFitWidth(side - 4);
      views.get(i).setFitHeight(side - 4);
      buttons.get(i).resizeRelocate(x + column * (side + GAP), y + row * (side + GAP), side, side);
    }
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    double side = side((width < 0 ? 232 : width) - l - r);
    int rows = (buttons.size() + COLUMNS - 1) / COLUMNS;
    return t + b + rows * side + Math.max(0, rows - 1) * GAP;
  }

  @Override
  protected double computeMinHeight(double width, double t, double r, double b, double l) {
    return computePrefHeight(width, t, r, b, l);
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 232;
  }

  @Override
  public void dispose() {
    clock.stop();
    super.dispose();
  }
}
