package dev.kymo.studio.control;

import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/** The map alone, with three ridges of which one dies out: {@code main} shows it. */
public final class HeatMapDemo {

  private static final int COLUMNS = 120;
  private static final int ROWS = 64;

  private final HeatMap map = new HeatMap();

  HeatMapDemo() {
    WritableImage image = new WritableImage(COLUMNS, ROWS);
    for (int x = 0; x < COLUMNS; x++) {
      for (int y = 0; y < ROWS; y++) {
        double at = 1 - (y + 0.5) / ROWS;
        double light = ridge(at, 0.2, 1) + ridge(at, 0.5, 1) + ridge(at, 0.8, 1 - x / 60.0);
        Color color = BandPalette.color(at < 0.35 ? 0 : at < 0.65 ? 1 : 2, 3);
        image.getPixelWriter().setColor(x, y, color.deriveColor(0, 1, Math.min(1, light), 1));
      }
    }
    map.pictureProperty()
        .set(
            Optional.of(
                new HeatMap.Picture(
                    image,
                    List.of(
                        new HeatMap.Mark(0, "0"),
                        new HeatMap.Mark(0.5, "3"),
                        new HeatMap.Mark(1, "6")),
                    List.of(new HeatMap.Flag(0.8, "Fast died at 60")))));
  }

  private static double ridge(double at, double middle, double height) {
    double far = (at - middle) / 0.07;
    return Math.max(0, height) * Math.exp(-far * far);
  }

  /** Opens the window. */
  public static void main(String[] args) {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          StackPane root = new StackPane(new HeatMapDemo().map);
          root.getStyleClass().add("shell");
          Scene scene = new Scene(root, 420, 300);
          scene
              .getStylesheets()
              .add(HeatMapDemo.class.getResource("/dev/kymo/studio/kymo.css").toString());
          stage.setScene(scene);
          stage.setTitle("HeatMap");
          stage.show();
        });
  }

  HeatMap map() {
    return map;
  }
}
