package dev.kymo.studio.view.runs;

import dev.kymo.studio.runs.CurveData;
import dev.kymo.studio.runs.LearningFigures;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunMetric;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.trainer.run.RunStatus;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The figures of a run that matter most. */
final class TilesView extends HBox {

  private static final double MOST_WAITING = 0.05;

  private final RunsViewModel model;
  private final Kit kit;
  private final Tile step;
  private final Tile left;
  private final Tile pace;
  private final Tile machine;
  private final Tile data;
  private final Tile quality;

  private static final class Tile extends VBox {
    private final Label title;
    private final Label value = new Label();
    private final Label note = new Label();

    Tile(String id, Kit kit, String key) {
      setId("tile-" + id);
      getStyleClass().add("tile");
      title = kit.quiet(kit.texts().get(key));
      value.setId("tile-" + id + "-value");
      value.getStyleClass().add("tile-value");
      note.getStyleClass().addAll("quiet", "tile-note");
      getChildren().addAll(title, value, note);
      HBox.setHgrow(this, Priority.ALWAYS);
      setMinWidth(0);
      setPrefWidth(120);
      setMaxWidth(Double.MAX_VALUE);
    }

    void show(String number, String below) {
      value.setText(number);
      note.setText(below);
    }
  }

  TilesView(RunsViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("tiles");
    step = new Tile("step", kit, "runs.tile.step");
    left = new Tile("left", kit, "runs.tile.left");
    pace = new Tile("pace", kit, "runs.tile.pace");
    machine = new Tile("machine", kit, "runs.tile.memory");
    data = new Tile("data", kit, "runs.tile.data");
    quality = new Tile("quality", kit, "runs.tile.r1");
    getChildren().addAll(step, left, pace, machine, data, quality);
    model.summaryProperty().addListener((p, before, after) -> refresh());
    model.contentProperty().addListener((p, before, after) -> refresh());
    refresh();
  }

  void refresh() {
    Optional<RunSummary> run = model.summaryProperty().get();
    if (run.isEmpty()) {
      return;
    }
    Optional<RunContent> content = model.contentProperty().get();
    Optional<RunStatus> status = run.get().status();
    step.show(
        RunWords.count(run.get().step()),
        kit.texts().get("runs.tile.of", RunWords.count(run.get().steps())));
    showLeft(run.get(), status);
    double speed =
        status.filter(s -> run.get().alive()).map(RunStatus::imagesPerSecond).orElse(0.0);
    if (speed <= 0) {
      speed = newest(content, "images_per_second");
    }
    pace.show(
        speed > 0 ? RunWords.pace(speed) : "\u2013",
        speed > 0
            ? kit.texts().get("runs.tile.kimg", String.format(Locale.ROOT, "%.3g", 1000 / speed))
            : "");
    showMachine(content);
    boolean learning = run.get().isLearning();
    data.setVisible(!learning);
    data.setManaged(!learning);
    if (learning) {
      showFit(content);
      return;
    }
    double share = newest(content, "data_share");
    data.show(
        content.flatMap(c -> c.timing("data_share")).isPresent()
            ? String.format(Locale.ROOT, "%.1f %%", 100 * share)
            : "\u2013",
        kit.texts().get("runs.tile.data.goal"));
    RunCell.mark(data.value, share > MOST_WAITING);
    showQuality(content);
  }

  /** How well the clips are learned: frames that it has seen, and frames in between. */
  private void showFit(Optional<RunContent> content) {
    LearningFigures known =
        content.map(c -> LearningFigures.of(c.events())).orElse(LearningFigures.NONE);
    quality.title.setText(kit.texts().get("runs.tile.fit"));
    quality.show(
        known.fit().isPresent() ? decibels(known.fit().getAsDouble()) : "\u2013",
        known.between().isPresent()
            ? kit.texts().get("runs.tile.between", decibels(known.between().getAsDouble()))
            : "");
  }

  private static String decibels(double value) {
    return String.format(Locale.ROOT, "%.1f dB", value);
  }

  /** How busy what computes is, and its memory; of a run that did not note it, the memory. */
  private void showMachine(Optional<RunContent> content) {
    double host = newest(content, "host_memory");
    double device = newest(content, "device_memory");
    String used = host > 0 ? RunWords.bytes(host) : "\u2013";
    String below =
        device > 0
            ? kit.texts().get("runs.tile.both", RunWords.bytes(device), used)
            : kit.texts().get("runs.tile.host", used);
    Optional<CurveData> card = content.flatMap(c -> c.timing("device_load"));
    Optional<CurveData> processors = content.flatMap(c -> c.timing("host_load"));
    if (card.isPresent()) {
      machine.title.setText(kit.texts().get("runs.tile.gpu"));
      machine.show(percent(card.get()), below);
    } else if (processors.isPresent() && device <= 0) {
      machine.title.setText(kit.texts().get("runs.tile.cpu"));
      machine.show(percent(processors.get()), below);
    } else {
      machine.title.setText(kit.texts().get("runs.tile.memory"));
      machine.show(
          device > 0 ? RunWords.bytes(device) : used,
          device > 0
              ? kit.texts().get("runs.tile.host", used)
              : kit.texts().get("runs.tile.hostOnly"));
    }
  }

  private static String percent(CurveData share) {
    return String.format(Locale.ROOT, "%.0f %%", 100 * share.newest());
  }

  private void showLeft(RunSummary run, Optional<RunStatus> status) {
    double seconds = status.filter(s -> run.alive()).map(RunStatus::secondsLeft).orElse(-1.0);
    if (seconds >= 0) {
      long end = System.currentTimeMillis() + (long) (seconds * 1000);
      left.show(RunWords.span(seconds), kit.texts().get("runs.tile.ends", RunWords.moment(end)));
    } else {
      left.show(
          "\u2013",
          status
              .map(s -> kit.texts().get("runs.tile.since", RunWords.moment(s.heartbeat())))
              .orElse(""));
    }
  }

  /** A metric, if one is measured; otherwise the penalty of the images. */
  private void showQuality(Optional<RunContent> content) {
    Optional<RunMetric> metric = content.map(RunContent::events).flatMap(RunMetric::of);
    if (metric.isPresent()) {
      quality.title.setText(metric.get().name());
      quality.show(
          String.format(Locale.ROOT, "%.4g", metric.get().newest()),
          kit.texts()
              .get(
                  "runs.tile.best",
                  String.format(Locale.ROOT, "%.4g", metric.get().best()),
                  RunWords.count(metric.get().bestStep())));
      return;
    }
    quality.title.setText(kit.texts().get("runs.tile.r1"));
    Optional<CurveData> image = loss(content, "image_r1");
    Optional<CurveData> video = loss(content, "video_r1");
    quality.show(
        image.map(c -> String.format(Locale.ROOT, "%.3g", c.newest())).orElse("\u2013"),
        video
            .map(
                c ->
                    kit.texts()
                        .get("runs.tile.r1.video", String.format(Locale.ROOT, "%.3g", c.newest())))
            .orElse(""));
  }

  private static Optional<CurveData> loss(Optional<RunContent> content, String name) {
    return content.stream()
        .flatMap(c -> c.losses().stream())
        .filter(c -> c.name().equals(name))
        .findFirst();
  }

  private static double newest(Optional<RunContent> content, String name) {
    return content.flatMap(c -> c.timing(name)).map(CurveData::newest).orElse(0.0);
  }
}
