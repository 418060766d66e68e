package dev.kymo.studio.control;

import dev.kymo.studio.view.kit.Texts;
import java.util.List;
import java.util.Random;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.scene.paint.Color;
import javafx.stage.Stage;

/** The chart alone, with two made-up losses and one behind: {@code main} shows it. */
public final class LossChartDemo {

  private final LossChart chart = new LossChart(new Texts(), Runnable::run);

  LossChartDemo() {
    chart
        .seriesProperty()
        .set(
            List.of(
                new ChartSeries("before", BandPalette.color(0, 3), true, new Falling(1, 3.2)),
                new ChartSeries("generator", BandPalette.color(0, 3), false, new Falling(2, 2.4)),
                new ChartSeries("image D", Color.ORANGE, false, new Falling(3, 1.1))));
  }

  /** Opens the window. */
  public static void main(String[] args) {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          StackPane root = new StackPane(new LossChartDemo().chart);
          root.getStyleClass().add("shell");
          Scene scene = new Scene(root, 720, 320);
          scene
              .getStylesheets()
              .add(LossChartDemo.class.getResource("/dev/kymo/studio/kymo.css").toString());
          stage.setScene(scene);
          stage.setTitle("LossChart");
          stage.show();
        });
  }

  LossChart chart() {
    return chart;
  }

  /** A noisy fall over 100,000 steps, a point for every hundred of them. */
  private static final class Falling implements ChartPoints {
    private final double[] values = new double[1000];

    Falling(long seed, double end) {
      Random random = new Random(seed);
      for (int i = 0; i < values.length; i++) {
        values[i] = end + 3 * Math.exp(-i / 120.0) + 0.2 * random.nextGaussian();
      }
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public long first(int i) {
      return 100L * i + 1;
    }

    @Override
    public long last(int i) {
      return 100L * (i + 1);
    }

    @Override
    public double min(int i) {
      return values[i] - 0.3;
    }

    @Override
    public double max(int i) {
      return values[i] + 0.3;
    }

    @Override
    public double mean(int i) {
      return values[i];
    }
  }
}
