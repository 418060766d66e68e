package dev.kymo.studio.view.runs;

import dev.kymo.studio.control.HeatMap;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.List;
import java.util.Optional;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One run in full: what it is, its figures, curves, frequencies, samples, options, log. */
final class RunView extends VBox {

  private static final double SPECTRUM_SHARE = 0.34;

  private final RunsViewModel model;
  private final Kit kit;
  private final RunWords words;
  private final TilesView tiles;
  private final LinesView log;
  private final LinesView options;
  private final Label title = new Label();
  private final Label subtitle;
  private final Label fault;
  private Optional<TrainingOptions> described = Optional.empty();

  RunView(RunsViewModel model, RunWords words, Kit kit, Look look, Runnable confirmDelete) {
    this.model = model;
    this.kit = kit;
    this.words = words;
    getStyleClass().add("run-view");
    setMinSize(0, 0);
    title.setId("run-title");
    title.getStyleClass().add("run-title");
    title.setMinWidth(60);
    subtitle = kit.quiet("");
    subtitle.setId("run-subtitle");
    fault = kit.quiet("");
    fault.setId("run-fault");
    fault.getStyleClass().add("bad");
    fault.setWrapText(true);
    tiles = new TilesView(model, kit);
    log = new LinesView("log", kit, true);
    options = new LinesView("options", kit, false);
    HBox charts = charts(look);
    VBox lower = lower();
    VBox.setVgrow(charts, Priority.ALWAYS);
    VBox.setVgrow(lower, Priority.ALWAYS);
    charts.setPrefHeight(280);
    lower.setPrefHeight(280);
    getChildren().addAll(head(confirmDelete), fault, tiles, charts, lower);
    model.summaryProperty().addListener((p, before, after) -> show());
    model.contentProperty().addListener((p, before, after) -> showContent());
    show();
    showContent();
  }

  void refresh() {
    tiles.refresh();
  }

  private HBox head(Runnable confirmDelete) {
    Button sample = kit.textButton("run-sample", "runs.sample", model::sample);
    Button checkpoint = kit.textButton("run-checkpoint", "runs.checkpoint", model::checkpoint);
    Button stop = kit.textButton("run-stop", "runs.stop", model::stop);
    stop.getStyleClass().add("danger");
    Button resume = kit.textButton("run-resume", "runs.resume", model::resume);
    Button open = kit.textButton("run-open", "runs.open", () -> model.openNewest(true));
    open.getStyleClass().add("primary");
    ToggleButton follow = kit.iconToggle("run-follow", "mdi2a-autorenew", "runs.follow");
    follow.selectedProperty().bindBidirectional(model.followingProperty());
    MenuButton more = more(confirmDelete);
    only(sample, model.summaryProperty().map(s -> s.filter(RunSummary::alive).isPresent()));
    only(checkpoint, model.summaryProperty().map(s -> s.filter(RunSummary::alive).isPresent()));
    only(stop, model.summaryProperty().map(s -> s.filter(RunSummary::alive).isPresent()));
    only(resume, model.summaryProperty().map(s -> s.filter(RunSummary::resumable).isPresent()));
    for (Button button : List.of(sample, checkpoint, stop, resume, open)) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox head =
        new HBox(
            8, title, subtitle, Kit.spacer(), sample, checkpoint, stop, resume, more, follow, open);
    head.getStyleClass().add("run-head");
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private MenuButton more(Runnable confirmDelete) {
    MenuButton more = new MenuButton();
    dev.kymo.studio.control.Parts.dress(
        more,
        "run-more",
        "mdi2d-dots-horizontal",
        kit.texts().get("runs.more"),
        kit.texts().get("runs.more"));
    more.getStyleClass().add("icon-menu");
    MenuItem duplicate = item("run-duplicate", "runs.duplicate", model::duplicate);
    duplicate.textProperty().bind(model.summaryProperty().map(this::duplicateText));
    more.getItems()
        .addAll(
            duplicate,
            item("run-folder", "runs.openFolder", model::openFolder),
            item("run-delete", "runs.delete", confirmDelete));
    return more;
  }

  /** Clips are learned again from their sheet; the wizard is for datasets. */
  private String duplicateText(Optional<RunSummary> run) {
    return kit.texts()
        .get(
            run.filter(RunSummary::isLearning).isPresent() ? "runs.learn.again" : "runs.duplicate");
  }

  private MenuItem item(String id, String key, Runnable action) {
    MenuItem item = new MenuItem(kit.texts().get(key));
    item.setId(id);
    item.setOnAction(event -> action.run());
    return item;
  }

  private static void only(Node node, ObservableValue<Boolean> when) {
    node.visibleProperty().bind(when);
    node.managedProperty().bind(node.visibleProperty());
  }

  private HBox charts(Look look) {
    CurvesView curves = new CurvesView(model, kit, look);
    HBox.setHgrow(curves, Priority.ALWAYS);
    curves.setMinWidth(0);
    HeatMap map = new HeatMap();
    map.setId("spectrum");
    map.setAccessibleText(kit.texts().get("runs.spectrum"));
    map.pictureProperty().bind(model.spectrumProperty());
    Label none = kit.quiet(kit.texts().get("runs.spectrum.none"));
    none.setWrapText(true);
    none.visibleProperty().bind(model.spectrumProperty().map(Optional::isEmpty));
    StackPane stage = new StackPane(map, none);
    stage.getStyleClass().add("stage");
    VBox.setVgrow(stage, Priority.ALWAYS);
    Label unit = kit.quiet(kit.texts().get("runs.spectrum.unit"));
    HBox head = new HBox(kit.heading("runs.spectrum"), Kit.spacer(), unit);
    head.getStyleClass().add("block-head");
    head.setAlignment(Pos.CENTER_LEFT);
    VBox spectrum = new VBox(head, stage);
    spectrum.getStyleClass().add("block");
    HBox charts = new HBox(16, curves, spectrum);
    spectrum.setMinWidth(200);
    spectrum.prefWidthProperty().bind(charts.widthProperty().multiply(SPECTRUM_SHARE));
    charts.setMinHeight(160);
    return charts;
  }

  private VBox lower() {
    SamplesView samples = new SamplesView(model, kit);
    StackPane pages = new StackPane(samples, options, log);
    pages.setMinHeight(0);
    VBox.setVgrow(pages, Priority.ALWAYS);
    ToggleGroup group = new ToggleGroup();
    HBox tabs =
        new HBox(
            tab("samples", samples, group), tab("options", options, group), tab("log", log, group));
    tabs.getStyleClass().add("block-head");
    tabs.setAlignment(Pos.CENTER_LEFT);
    VBox lower = new VBox(tabs, pages);
    lower.getStyleClass().add("block");
    lower.setMinHeight(180);
    return lower;
  }

  private ToggleButton tab(String id, Node page, ToggleGroup group) {
    ToggleButton tab = new ToggleButton(kit.texts().get("runs." + id));
    tab.setId("tab-" + id);
    tab.setAccessibleText(tab.getText());
    tab.getStyleClass().addAll("text-button", "small-pill", "segment");
    tab.setToggleGroup(group);
    tab.setSelected(id.equals("samples"));
    tab.setOnAction(event -> tab.setSelected(true));
    page.visibleProperty().bind(tab.selectedProperty());
    page.managedProperty().bind(tab.selectedProperty());
    return tab;
  }

  private void show() {
    Optional<RunSummary> run = model.summaryProperty().get();
    if (run.isEmpty()) {
      return;
    }
    title.setText(run.get().name());
    String size =
        run.get().options().map(o -> o.model().generator().imageSize() + " px").orElse("");
    String data =
        run.get()
            .options()
            .map(o -> String.valueOf(java.nio.file.Path.of(o.data().source()).getFileName()))
            .orElse("");
    subtitle.setText(
        kit.texts()
            .get(
                "runs.subtitle",
                words.state(run.get()),
                RunWords.moment(run.get().created()),
                data,
                size));
    showContent();
    if (!described.equals(run.get().options())) {
      described = run.get().options();
      options.show(described.map(OptionLines::of).orElse(List.of()));
    }
  }

  private void showContent() {
    Optional<String> wrong =
        model
            .summaryProperty()
            .get()
            .flatMap(RunSummary::fault)
            .or(() -> model.contentProperty().get().flatMap(c -> c.fault()))
            .or(() -> model.summaryProperty().get().flatMap(this::reason));
    fault.setText(wrong.orElse(""));
    fault.setVisible(wrong.isPresent());
    fault.setManaged(wrong.isPresent());
    log.show(model.contentProperty().get().map(c -> c.log()).orElse(List.of()));
  }

  private Optional<String> reason(RunSummary run) {
    return switch (RunWords.stateStyle(run)) {
      case "failed", "lost" -> Optional.of(words.where(run));
      default -> Optional.empty();
    };
  }
}
