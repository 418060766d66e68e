package dev.kymo.studio.control;

import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.SkinBase;
import javafx.util.Duration;

/** Cuts the strip's frames out and draws them on a canvas. */
final class SampleStripSkin extends SkinBase<SampleStrip> {

  private static final double GAP = 6;

  /** Clips up to this length are shown whole. */
  private static final int FEW = 16;

  private static final double SMALLEST = 64;
  private static final Duration TURN = Duration.millis(80);

  private final Canvas canvas = Parts.follower(new Canvas());
  private final Timeline clock;
  private int frame;

  SampleStripSkin(SampleStrip strip) {
    super(strip);
    getChildren().add(canvas);
    clock =
        new Timeline(
            new KeyFrame(
                TURN,
                event -> {
                  frame++;
                  paint();
                }));
    clock.setCycleCount(Animation.INDEFINITE);
    registerChangeListener(strip.stripProperty(), changed -> paint());
    registerChangeListener(
        strip.playingProperty(),
        changed -> {
          run();
          paint();
        });
    registerChangeListener(strip.sceneProperty(), changed -> run());
    run();
  }

  private void run() {
    if (getSkinnable().playingProperty().get() && getSkinnable().getScene() != null) {
      clock.play();
    } else {
      clock.pause();
    }
  }

  @Override
  public void dispose() {
    clock.stop();
    super.dispose();
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    canvas.setWidth(width);
    canvas.setHeight(height);
    canvas.relocate(x, y);
    paint();
  }

  private void paint() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    Optional<SampleStrip.Strip> shown = getSkinnable().stripProperty().get();
    if (shown.isEmpty() || canvas.getWidth() < 1 || canvas.getHeight() < 1) {
      return;
    }
    if (getSkinnable().playingProperty().get()) {
      clips(g, shown.get());
    } else {
      strip(g, shown.get());
    }
  }

  /** Every frame of every clip; of long clips so many at even distances that all can be seen. */
  private void strip(GraphicsContext g, SampleStrip.Strip strip) {
    int room = (int) Math.max(1, canvas.getWidth() / (SMALLEST + GAP));
    int columns = strip.frames() <= FEW ? strip.frames() : Math.min(strip.frames(), room);
    double side = side(columns, strip.rows());
    g.setImageSmoothing(side < source(strip));
    for (int row = 0; row < strip.rows(); row++) {
      for (int column = 0; column < columns; column++) {
        int shown = (int) ((long) column * strip.frames() / columns);
        draw(g, strip, row, shown, column * (side + GAP), row * (side + GAP), side);
      }
    }
  }

  /** One frame of every clip, as large as there is room. */
  private void clips(GraphicsContext g, SampleStrip.Strip strip) {
    int columns = 1;
    for (int k = 2; k <= strip.rows(); k++) {
      if (side(k, ceil(strip.rows(), k)) > side(columns, ceil(strip.rows(), columns))) {
        columns = k;
      }
    }
    double side = side(columns, ceil(strip.rows(), columns));
    g.setImageSmoothing(side < source(strip));
    for (int row = 0; row < strip.rows(); row++) {
      double x = (row % columns) * (side + GAP);
      int line = row / columns;
      double y = line * (side + GAP);
      draw(g, strip, row, frame % strip.frames(), x, y, side);
    }
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  private double side(int columns, int rows) {
    double wide = (canvas.getWidth() - GAP * (columns - 1)) / columns;
    double tall = (canvas.getHeight() - GAP * (rows - 1)) / rows;
    return Math.max(1, Math.floor(Math.min(wide, tall)));
  }

  private static double source(SampleStrip.Strip strip) {
    return strip.image().getWidth() / strip.frames();
  }

  private static void draw(
      GraphicsContext g,
      SampleStrip.Strip strip,
      int row,
      int column,
      double x,
      double y,
      double side) {
    double w = strip.image().getWidth() / strip.frames();
    double h = strip.image().getHeight() / strip.rows();
    g.drawImage(strip.image(), column * w, row * h, w, h, x, y, side, side);
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    return 200;
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 480;
  }

  @Override
  protected double computeMinHeight(double width, double t, double r, double b, double l) {
    return 80;
  }

  @Override
  protected double computeMinWidth(double height, double t, double r, double b, double l) {
    return 120;
  }

  @Override
  protected double computeMaxHeight(double width, double t, double r, double b, double l) {
    return Double.MAX_VALUE;
  }

  @Override
  protected double computeMaxWidth(double height, double t, double r, double b, double l) {
    return Double.MAX_VALUE;
  }
}
