package dev.kymo.studio.view.runs;

import dev.kymo.studio.control.BandPalette;
import dev.kymo.studio.control.HeatMap;
import dev.kymo.studio.runs.FrequencyHistory;
import dev.kymo.studio.view.kit.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** Draws how the learned frequencies spread: time to the right, frequency upwards. */
final class SpectrumPainter {

  private static final double BRIGHTEST_SHARE = 0.06;

  private final Texts texts;

  SpectrumPainter(Texts texts) {
    this.texts = texts;
  }

  Optional<HeatMap.Picture> paint(FrequencyHistory history) {
    if (!history.known()) {
      return Optional.empty();
    }
    List<FrequencyHistory.Column> columns = history.columns();
    int width = columns.size();
    int height = FrequencyHistory.BINS;
    int[] pixels = new int[width * height];
    for (int bin = 0; bin < height; bin++) {
      int band = history.band((bin + 0.5) / height * history.top());
      Color color = BandPalette.color(band, FrequencyHistory.BANDS);
      int y = height - 1 - bin;
      for (int x = 0; x < width; x++) {
        double light = Math.sqrt(columns.get(x).shares().get(bin) / BRIGHTEST_SHARE);
        pixels[y * width + x] = argb(color, Math.min(1, light));
      }
    }
    WritableImage image = new WritableImage(width, height);
    image
        .getPixelWriter()
        .setPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
    return Optional.of(new HeatMap.Picture(image, marks(history), flags(history)));
  }

  private static int argb(Color color, double light) {
    int r = (int) (255 * color.getRed());
    int g = (int) (255 * color.getGreen());
    int b = (int) (255 * color.getBlue());
    return (int) (255 * light) << 24 | r << 16 | g << 8 | b;
  }

  private List<HeatMap.Mark> marks(FrequencyHistory history) {
    return List.of(
        new HeatMap.Mark(0, "0"),
        new HeatMap.Mark(0.5, String.format(Locale.ROOT, "%.1f", history.top() / 2)),
        new HeatMap.Mark(1, String.format(Locale.ROOT, "%.1f", history.top())));
  }

  private List<HeatMap.Flag> flags(FrequencyHistory history) {
    List<HeatMap.Flag> flags = new ArrayList<>();
    for (int band = 0; band < FrequencyHistory.BANDS; band++) {
      OptionalLong died = history.died(band);
      if (died.isPresent()) {
        double at = (band + 0.5) / FrequencyHistory.BANDS;
        String name = texts.get("runs.band." + band);
        flags.add(
            new HeatMap.Flag(at, texts.get("runs.died", name, RunWords.count(died.getAsLong()))));
      }
    }
    return flags;
  }
}
