package dev.kymo.studio.view.shell;

import atlantafx.base.controls.Popover;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.project.ExportJob;
import dev.kymo.studio.project.OpenedModel;
import dev.kymo.studio.view.export.ExportListView;
import dev.kymo.studio.view.export.ExportQueue;
import dev.kymo.studio.view.kit.Kit;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** One quiet line: the model, what draws it and how fast; on the right what runs. */
final class StatusView extends HBox {

  private static final double LONGEST_NAME = 260;
  private static final double LONGEST_DEVICE = 200;
  private static final double SHORTEST = 72;
  private static final double BAR = 64;

  private final Kit kit;

  StatusView(
      StatusViewModel model,
      ShellViewModel shell,
      ExportQueue exports,
      ObservableValue<String> runs,
      Kit kit) {
    this.kit = kit;
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    Label name = label("status-model", model.modelProperty());
    name.getStyleClass().add("strong");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    Label precision = label("status-precision", model.precisionProperty());
    precision.getStyleClass().add("strong");
    Tooltip reason = new Tooltip();
    reason.textProperty().bind(model.reasonProperty());
    precision.setTooltip(reason);
    Label tight = label("status-tight", model.tightProperty());
    tight.getStyleClass().add("warning");
    tight.setTooltip(new Tooltip(kit.texts().get("status.tight.tip")));
    Label memory = label("status-cache", model.memoryProperty());
    memory.setTooltip(new Tooltip(kit.texts().get("status.cache.tip")));
    Label cost = label("status-cost", model.costProperty());
    Tooltip latency = new Tooltip();
    latency.setOnShowing(event -> latency.setText(model.latency()));
    cost.setTooltip(latency);
    getChildren()
        .addAll(
            atMost(LONGEST_NAME, name),
            label("status-step", model.stepProperty()),
            gap(),
            atMost(LONGEST_DEVICE, label("status-device", model.deviceProperty())),
            precision,
            tight,
            gap(),
            cost,
            gap(),
            memory,
            Kit.spacer(),
            label("status-runs", runs),
            opening(shell),
            exporting(exports),
            queue(exports));
  }

  /** Opens the list of exports; there as soon as there is one. */
  private Button queue(ExportQueue exports) {
    Button button = kit.iconButton("exports", "mdi2t-tray-full", "export.list", () -> {});
    button.getStyleClass().add("tiny");
    button.setOnAction(
        event -> {
          Popover list = new Popover(new ExportListView(exports, kit));
          list.setHeaderAlwaysVisible(false);
          list.setDetachable(false);
          list.setAnimated(false);
          list.setArrowLocation(Popover.ArrowLocation.BOTTOM_RIGHT);
          list.show(button);
        });
    button.visibleProperty().bind(Bindings.isNotEmpty(exports.items()));
    button.managedProperty().bind(button.visibleProperty());
    return button;
  }

  /** As wide as its text, up to a limit. */
  private static Label atMost(double limit, Label label) {
    label.setMaxWidth(limit);
    label
        .minWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () -> Math.min(limit, label.prefWidth(USE_COMPUTED_SIZE)),
                label.textProperty(),
                label.fontProperty()));
    return label;
  }

  private static HBox gap() {
    HBox gap = new HBox();
    gap.getStyleClass().add("status-gap");
    return gap;
  }

  private Label label(String id, ObservableValue<String> text) {
    Label label = kit.quiet("");
    label.setId(id);
    label.setMinWidth(USE_PREF_SIZE);
    label.textProperty().bind(text);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private HBox opening(ShellViewModel shell) {
    Label text = kit.quiet("");
    ProgressBar bar = bar("opening-progress", "status.opening");
    HBox box = task("opening", text, bar);
    show(box, false);
    shell
        .openingProperty()
        .addListener(
            (p, before, after) -> {
              show(box, after.isPresent());
              text.textProperty().unbind();
              after.ifPresent(job -> watchOpening(job, text, bar));
            });
    return box;
  }

  private void watchOpening(JobHandle<OpenedModel> job, Label text, ProgressBar bar) {
    text.textProperty()
        .bind(
            job.messageProperty()
                .map(m -> m.isBlank() ? kit.texts().get("status.opening.what", job.name()) : m));
    follow(bar, job.progressProperty());
  }

  private HBox exporting(ExportQueue exports) {
    Label text = kit.quiet("");
    text.setId("export-status");
    text.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    text.textProperty().bind(exports.statusProperty());
    ProgressBar bar = bar("export-progress", "status.exporting");
    Button cancel =
        kit.iconButton("export-cancel", "mdi2c-close", "export.cancel", exports::cancel);
    cancel.getStyleClass().add("tiny");
    HBox box = task("exporting", text, bar);
    box.getChildren().add(cancel);
    show(box, false);
    exports.runningProperty().addListener((p, before, after) -> exportChanged(box, bar, after));
    return box;
  }

  private static void exportChanged(
      HBox box, ProgressBar bar, Optional<JobHandle<ExportJob.Exported>> running) {
    show(box, running.isPresent());
    running.ifPresent(job -> follow(bar, job.progressProperty()));
  }

  private static void follow(ProgressBar bar, ReadOnlyDoubleProperty progress) {
    bar.progressProperty().unbind();
    bar.progressProperty().bind(progress);
  }

  private ProgressBar bar(String id, String key) {
    ProgressBar bar = new ProgressBar();
    bar.setId(id);
    bar.getStyleClass().add("status-progress");
    bar.setAccessibleText(kit.texts().get(key));
    return bar;
  }

  private static HBox task(String id, Label text, ProgressBar bar) {
    // When the bar is short of room, this text is what is cut off.
    text.setMinWidth(SHORTEST);
    bar.setMinWidth(BAR);
    HBox box = new HBox(text, bar);
    box.setId(id);
    box.getStyleClass().add("status-task");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private static void show(HBox box, boolean shown) {
    box.setVisible(shown);
    box.setManaged(shown);
  }
}
