package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.SkinBase;
import javafx.scene.image.ImageView;

/** An image view with labels beside and on it. */
final class HeatMapSkin extends SkinBase<HeatMap> {

  private static final double LEFT = 56;
  private static final double PAD = 10;

  private final ImageView view = Parts.follower(new ImageView());
  private final List<Label> marks = new ArrayList<>();
  private final List<Label> flags = new ArrayList<>();

  HeatMapSkin(HeatMap map) {
    super(map);
    view.setSmooth(true);
    view.setPreserveRatio(false);
    registerChangeListener(map.pictureProperty(), changed -> show());
    show();
  }

  private void show() {
    Optional<HeatMap.Picture> picture = getSkinnable().pictureProperty().get();
    marks.clear();
    flags.clear();
    view.setImage(picture.map(HeatMap.Picture::image).orElse(null));
    picture.ifPresent(
        p -> {
          p.marks().forEach(mark -> marks.add(label(mark.text(), "heat-mark")));
          p.flags().forEach(flag -> flags.add(label(flag.text(), "heat-flag")));
        });
    getChildren().setAll(view);
    getChildren().addAll(marks);
    getChildren().addAll(flags);
    getSkinnable().requestLayout();
  }

  private static Label label(String text, String style) {
    Label label = new Label(text);
    label.getStyleClass().add(style);
    return label;
  }

  @Override
  protected void layoutChildren(double x, double y, double width, double height) {
    double top = y + PAD;
    double tall = Math.max(1, height - 2 * PAD);
    view.setFitWidth(Math.max(1, width - LEFT - PAD));
    view.setFitHeight(tall);
    view.relocate(x + LEFT, top);
    getSkinnable()
        .pictureProperty()
        .get()
        .ifPresent(
            p -> {
              for (int i = 0; i < marks.size(); i++) {
                Label label = marks.get(i);
                double w = label.prefWidth(-1);
                double h = label.prefHeight(-1);
                double at = top + (1 - p.marks().get(i).at()) * tall - h / 2;
                double inside = Math.max(y, Math.min(y + height - h, at));
                label.resizeRelocate(x + LEFT - 8 - w, inside, w, h);
              }
              for (int i = 0; i < flags.size(); i++) {
                Label label = flags.get(i);
                double w = Math.min(label.prefWidth(-1), width - LEFT - 2 * PAD);
                double h = label.prefHeight(-1);
                double at = top + (1 - p.flags().get(i).at()) * tall - h / 2;
                double inside = Math.max(y, Math.min(y + height - h, at));
                label.resizeRelocate(x + width - w - 2 * PAD, inside, w, h);
              }
            });
  }

  @Override
  protected double computePrefHeight(double width, double t, double r, double b, double l) {
    return 220;
  }

  @Override
  protected double computePrefWidth(double height, double t, double r, double b, double l) {
    return 360;
  }

  @Override
  protected double computeMinHeight(double width, double t, double r, double b, double l) {
    return 100;
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
