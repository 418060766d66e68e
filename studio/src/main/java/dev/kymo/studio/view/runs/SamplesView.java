package dev.kymo.studio.view.runs;

import dev.kymo.studio.control.SampleStrip;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The same latents at every snapshot: a slider travels through the training. */
final class SamplesView extends VBox {

  private static final int MOST_IMAGES = 24;

  private final RunsViewModel model;
  private final Kit kit;
  private final SampleStrip strip = new SampleStrip();
  private final Slider slider = new Slider(0, 1, 0);
  private final Label where;
  private final Label empty;
  private final Map<Path, Image> images =
      new LinkedHashMap<>(MOST_IMAGES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Path, Image> eldest) {
          return size() > MOST_IMAGES;
        }
      };
  private List<RunContent.Sample> samples = List.of();
  private Optional<Path> wanted = Optional.empty();
  private boolean updating;

  SamplesView(RunsViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("samples");
    setMinHeight(0);
    where = kit.quiet("");
    where.setId("sample-where");
    empty = kit.quiet(kit.texts().get("runs.samples.none"));
    ToggleButton play = kit.iconToggle("sample-play", "mdi2p-play", "runs.samples.play");
    play.getStyleClass().add("tiny");
    strip.setId("sample-strip");
    strip.setAccessibleText(kit.texts().get("runs.samples"));
    strip.playingProperty().bind(play.selectedProperty());
    VBox.setVgrow(strip, Priority.ALWAYS);
    slider.setId("sample-slider");
    slider.setAccessibleText(kit.texts().get("runs.samples.slider"));
    slider.setBlockIncrement(1);
    slider.valueProperty().addListener((p, before, after) -> moved());
    HBox head = new HBox(8, empty, Kit.spacer(), where, play);
    head.setAlignment(Pos.CENTER_RIGHT);
    getChildren().addAll(head, strip, slider);
    model.contentProperty().addListener((p, before, after) -> show(after));
    show(model.contentProperty().get());
  }

  private void show(Optional<RunContent> content) {
    List<RunContent.Sample> next = content.map(RunContent::samples).orElse(List.of());
    if (next.equals(samples)) {
      return;
    }
    boolean atEnd = samples.isEmpty() || index() >= samples.size() - 1;
    boolean same = !samples.isEmpty() && !next.isEmpty() && next.get(0).equals(samples.get(0));
    int at = index();
    samples = next;
    updating = true;
    slider.setMax(Math.max(1, next.size() - 1));
    // Whoever looks at the newest goes on looking at the newest.
    slider.setValue(same && !atEnd ? at : Math.max(0, next.size() - 1));
    updating = false;
    slider.setDisable(next.size() < 2);
    empty.setVisible(next.isEmpty());
    empty.setManaged(next.isEmpty());
    moved();
  }

  private int index() {
    return (int) Math.round(slider.getValue());
  }

  private void moved() {
    if (updating) {
      return;
    }
    if (samples.isEmpty()) {
      wanted = Optional.empty();
      strip.stripProperty().set(Optional.empty());
      where.setText("");
      return;
    }
    int index = Math.min(index(), samples.size() - 1);
    RunContent.Sample sample = samples.get(index);
    where.setText(
        kit.texts()
            .get(
                "runs.samples.where",
                RunWords.count(index + 1L),
                RunWords.count(samples.size()),
                RunWords.count(sample.step())));
    if (!wanted.equals(Optional.of(sample.strip()))) {
      wanted = Optional.of(sample.strip());
      load(sample.strip());
    }
  }

  /** Decoded in the toolkit's own threads; what is shown stays until then. */
  private void load(Path file) {
    Image image = images.computeIfAbsent(file, f -> new Image(f.toUri().toString(), true));
    if (image.getProgress() >= 1) {
      loaded(file, image);
    } else {
      image.progressProperty().addListener((p, before, after) -> loaded(file, image));
    }
  }

  private void loaded(Path file, Image image) {
    if (image.getProgress() < 1 || !wanted.equals(Optional.of(file))) {
      return;
    }
    if (image.isError()) {
      images.remove(file);
      return;
    }
    Optional<TrainingOptions> options = model.summaryProperty().get().flatMap(RunSummary::options);
    options.ifPresent(
        o ->
            strip
                .stripProperty()
                .set(
                    Optional.of(
                        new SampleStrip.Strip(
                            image,
                            o.schedule().sampleRows(),
                            o.model().generator().videoLength()))));
  }
}
