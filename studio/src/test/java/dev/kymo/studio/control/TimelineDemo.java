package dev.kymo.studio.control;

import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.view.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/** The timeline alone, with three made-up bands: {@code main} shows it. */
public final class TimelineDemo implements TimelineEdits {

  private final Timeline timeline = new Timeline(this, new Texts());

  TimelineDemo() {
    List<TimelineLane> lanes = new ArrayList<>();
    for (int band = 0; band < 3; band++) {
      float[] samples = new float[480];
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (float) Math.sin((1 + 3 * band) * (i / 80.0 - 3) + band);
      }
      TimelineLane.Curve curve = new TimelineLane.Curve(-3, 3, samples, new float[0]);
      lanes.add(new TimelineLane(BandPalette.color(band, 3), band == 1, curve));
    }
    timeline.lanesProperty().set(lanes);
    timeline.framesProperty().set(new Squares());
    WritableImage stripes = new WritableImage(64, 32);
    for (int x = 0; x < 64; x++) {
      int y = (int) (16 + 12 * Math.sin(x / 6.0));
      stripes.getPixelWriter().setColor(x, y, Color.WHITE);
    }
    timeline.kymographProperty().set(Kymograph.NONE.with(new Kymograph.Strip(-1, 1, 1, stripes)));
  }

  /** Opens the window. */
  public static void main(String[] args) {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          StackPane root = new StackPane(new TimelineDemo().timeline);
          root.getStyleClass().add("shell");
          Scene scene = new Scene(root, 960, 280);
          scene
              .getStylesheets()
              .add(TimelineDemo.class.getResource("/dev/kymo/studio/kymo.css").toString());
          stage.setScene(scene);
          stage.setTitle("Timeline");
          stage.show();
        });
  }

  Timeline timeline() {
    return timeline;
  }

  private static final class Squares implements TimelineFrames {
    @Override
    public Optional<Image> thumbnail(double t) {
      WritableImage image = new WritableImage(TimelineLayout.THUMBNAIL, TimelineLayout.THUMBNAIL);
      int y = (int) (20 + 16 * Math.sin(3 * t));
      for (int i = 16; i < 32; i++) {
        for (int j = 0; j < 8; j++) {
          image.getPixelWriter().setColor(i, y + j, Color.WHITE);
        }
      }
      return Optional.of(image);
    }

    @Override
    public Optional<Image> former(double t) {
      return Optional.empty();
    }

    @Override
    public boolean isCached(double t) {
      return t < 0.3;
    }
  }

  @Override
  public void seek(double t) {
    timeline.playheadProperty().set(t);
  }

  @Override
  public void beginRange() {
    // Nothing is merged here.
  }

  @Override
  public void setRange(ClipRange range) {
    timeline.rangeProperty().set(range);
  }

  @Override
  public void endRange() {
    // Nothing is merged here.
  }
}
