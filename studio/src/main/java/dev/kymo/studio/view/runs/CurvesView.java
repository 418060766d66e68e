package dev.kymo.studio.view.runs;

import dev.kymo.studio.control.ChartSeries;
import dev.kymo.studio.control.LossChart;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/** The chart of a run with what it can show and how. */
final class CurvesView extends VBox {

  private final RunsViewModel model;
  private final LossChart chart;
  private final FlowPane legend = new FlowPane();
  private final Set<String> hidden = new HashSet<>();
  private final Map<CurveGroup, ToggleButton> buttons = new EnumMap<>(CurveGroup.class);
  private List<String> named = List.of();

  CurvesView(RunsViewModel model, Kit kit, Look look) {
    this.model = model;
    getStyleClass().add("block");
    chart = new LossChart(kit.texts(), model.drawing());
    chart.setId("loss-chart");
    chart.setAccessibleText(kit.texts().get("runs.curves"));
    chart.inksProperty().bind(look.inksProperty());
    chart.zoomProperty().bindBidirectional(model.zoomProperty());
    VBox.setVgrow(chart, Priority.ALWAYS);
    legend.getStyleClass().add("legend");
    getChildren().addAll(head(kit), chart, legend);
    model.seriesProperty().addListener((p, before, after) -> show());
    show();
  }

  private HBox head(Kit kit) {
    HBox head = new HBox();
    head.getStyleClass().add("block-head");
    head.setAlignment(Pos.CENTER_LEFT);
    ToggleGroup groups = new ToggleGroup();
    CurveGroup[] all = CurveGroup.values();
    HBox segments = new HBox();
    for (CurveGroup group : all) {
      ToggleButton button = new ToggleButton(kit.texts().get(group.key()));
      button.setId("curves-" + group.name().toLowerCase(java.util.Locale.ROOT));
      button.setAccessibleText(button.getText());
      button.getStyleClass().addAll("text-button", "small-pill", "segment");
      button.setMinWidth(USE_PREF_SIZE);
      button.setToggleGroup(groups);
      button.setSelected(group == model.groupProperty().get());
      button.setOnAction(event -> select(group));
      button
          .visibleProperty()
          .bind(
              model
                  .summaryProperty()
                  .map(run -> group.suits(run.filter(RunSummary::isLearning).isPresent())));
      button.managedProperty().bind(button.visibleProperty());
      button
          .visibleProperty()
          .addListener(
              (p, before, shown) -> {
                if (!shown && button.isSelected()) {
                  select(CurveGroup.LOSSES);
                }
              });
      buttons.put(group, button);
      segments.getChildren().add(button);
    }
    Slider smoothing = new Slider(0, LossChart.SMOOTHEST, 0.6);
    smoothing.setId("chart-smoothing");
    smoothing.setPrefWidth(72);
    smoothing.setMinWidth(40);
    kit.describe(
        smoothing, kit.texts().get("runs.smoothing"), kit.texts().get("runs.smoothing.tip"));
    // The interesting values lie close to 1.
    smoothing
        .valueProperty()
        .addListener(
            (p, before, after) ->
                chart.smoothingProperty().set(1 - Math.pow(1 - after.doubleValue(), 1.6)));
    chart.smoothingProperty().set(1 - Math.pow(0.4, 1.6));
    ToggleButton logY = toggle(kit, "chart-log-values", "runs.log.values");
    chart.logValuesProperty().bind(logY.selectedProperty());
    ToggleButton logX = toggle(kit, "chart-log-steps", "runs.log.steps");
    chart.logStepsProperty().bind(logX.selectedProperty());
    Button all2 =
        kit.iconButton(
            "chart-all",
            "mdi2m-magnify-minus-outline",
            "runs.zoom.all",
            () -> chart.zoomProperty().set(java.util.Optional.empty()));
    all2.getStyleClass().add("tiny");
    all2.disableProperty().bind(chart.zoomProperty().map(java.util.Optional::isEmpty));
    Label label = kit.quiet(kit.texts().get("runs.smoothing"));
    head.getChildren().addAll(segments, Kit.spacer(), label, smoothing, logY, logX, all2);
    return head;
  }

  private void select(CurveGroup group) {
    buttons.get(group).setSelected(true);
    chart.zoomProperty().set(java.util.Optional.empty());
    model.groupProperty().set(group);
  }

  private static ToggleButton toggle(Kit kit, String id, String key) {
    ToggleButton toggle = new ToggleButton(kit.texts().get(key));
    toggle.setId(id);
    toggle.getStyleClass().addAll("text-button", "small-pill");
    toggle.setMinWidth(USE_PREF_SIZE);
    kit.describe(toggle, kit.texts().get(key + ".tip"), kit.texts().get(key + ".tip"));
    return toggle;
  }

  private void show() {
    List<ChartSeries> all = model.seriesProperty().get();
    chart.seriesProperty().set(all.stream().filter(line -> !hidden.contains(line.name())).toList());
    List<String> names = all.stream().map(ChartSeries::name).toList();
    if (!names.equals(named)) {
      named = names;
      legend.getChildren().setAll(all.stream().map(this::entry).toList());
    }
  }

  private ToggleButton entry(ChartSeries line) {
    Rectangle swatch = new Rectangle(10, line.faint() ? 2 : 4, line.color());
    ToggleButton entry = new ToggleButton(line.name(), swatch);
    entry.getStyleClass().add("legend-entry");
    entry.setSelected(!hidden.contains(line.name()));
    entry.setOnAction(
        event -> {
          if (entry.isSelected()) {
            hidden.remove(line.name());
          } else {
            hidden.add(line.name());
          }
          show();
        });
    return entry;
  }
}
