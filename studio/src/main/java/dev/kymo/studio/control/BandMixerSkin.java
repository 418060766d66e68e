package dev.kymo.studio.control;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SkinBase;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The histogram above, a strip for each band below; strips stay while their number does. */
final class BandMixerSkin extends SkinBase<BandMixer> {

  /** Heights of the histogram, pixels: it makes room so that the faders keep their travel. */
  private static final double HIGH = 104;

  private static final double LOW = 64;
  private static final double ROOMY = 480;

  private final HBox row = new HBox();
  private final List<BandStrip> strips = new ArrayList<>();

  BandMixerSkin(BandMixer mixer) {
    super(mixer);
    FrequencyHistogram histogram = new FrequencyHistogram(mixer.edits(), mixer.words());
    histogram.setId("histogram");
    histogram.contentProperty().bind(mixer.histogramProperty());
    histogram.labelProperty().bind(mixer.labelProperty());
    histogram.inksProperty().bind(mixer.inksProperty());
    histogram
        .prefHeightProperty()
        .bind(mixer.heightProperty().map(h -> h.doubleValue() < ROOMY ? LOW : HIGH));
    histogram.setMinHeight(Region.USE_PREF_SIZE);
    histogram.setMaxHeight(Region.USE_PREF_SIZE);
    row.getStyleClass().add("strips");
    ScrollPane scroll = new ScrollPane(row);
    scroll.setId("strips");
    scroll.getStyleClass().add("strips-scroll");
    scroll.setFitToHeight(true);
    scroll.setFitToWidth(true);
    scroll.setFocusTraversable(false);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox content = new VBox(histogram, scroll);
    content.getStyleClass().add("band-mixer-content");
    getChildren().add(content);
    registerChangeListener(mixer.bandsProperty(), changed -> show(mixer.bandsProperty().get()));
    show(mixer.bandsProperty().get());
  }

  private void show(List<MixerBand> bands) {
    if (strips.size() != bands.size()) {
      strips.clear();
      for (int i = 0; i < bands.size(); i++) {
        BandStrip strip = new BandStrip(i, getSkinnable().edits(), getSkinnable().words());
        HBox.setHgrow(strip, Priority.ALWAYS);
        strips.add(strip);
      }
      row.getChildren().setAll(strips);
    }
    for (int i = 0; i < bands.size(); i++) {
      strips.get(i).show(bands, i);
    }
  }
}
