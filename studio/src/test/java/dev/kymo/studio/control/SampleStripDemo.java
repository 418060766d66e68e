package dev.kymo.studio.control;

import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/** The player alone, with two clips of a moving square: {@code main} shows them move. */
public final class SampleStripDemo {

  private static final int SIZE = 32;
  private static final int FRAMES = 16;
  private static final int ROWS = 2;

  private final SampleStrip strip = new SampleStrip();

  SampleStripDemo() {
    WritableImage image = new WritableImage(FRAMES * SIZE, ROWS * SIZE);
    for (int row = 0; row < ROWS; row++) {
      Color color = BandPalette.color(row, ROWS);
      for (int frame = 0; frame < FRAMES; frame++) {
        int y = (int) (12 + 9 * Math.sin((row + 1) * frame * 2 * Math.PI / FRAMES));
        for (int i = 0; i < 8; i++) {
          for (int j = 0; j < 8; j++) {
            image.getPixelWriter().setColor(frame * SIZE + 12 + i, row * SIZE + y + j, color);
          }
        }
      }
    }
    strip.stripProperty().set(Optional.of(new SampleStrip.Strip(image, ROWS, FRAMES)));
  }

  /** Opens the window. */
  public static void main(String[] args) {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          SampleStrip strip = new SampleStripDemo().strip;
          strip.playingProperty().set(true);
          StackPane root = new StackPane(strip);
          root.getStyleClass().add("shell");
          Scene scene = new Scene(root, 720, 240);
          scene
              .getStylesheets()
              .add(SampleStripDemo.class.getResource("/dev/kymo/studio/kymo.css").toString());
          stage.setScene(scene);
          stage.setTitle("SampleStrip");
          stage.show();
        });
  }

  SampleStrip strip() {
    return strip;
  }
}
