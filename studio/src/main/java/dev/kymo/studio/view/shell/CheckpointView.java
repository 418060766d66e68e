package dev.kymo.studio.view.shell;

import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.view.kit.Kit;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A few facts of the open checkpoint. */
final class CheckpointView extends VBox {

  private final Kit kit;

  CheckpointView(ShellViewModel model, Kit kit) {
    this.kit = kit;
    getStyleClass().addAll("panel-section", "checkpoint");
    model.modelProperty().addListener((p, before, after) -> show(after));
    show(model.modelProperty().get());
  }

  private void show(Optional<ModelInfo> open) {
    getChildren().clear();
    setVisible(open.isPresent());
    if (open.isEmpty()) {
      return;
    }
    ModelInfo model = open.get();
    HBox heading = new HBox(kit.heading("checkpoint.heading"));
    heading.getStyleClass().add("heading-row");
    Label file = new Label(model.file().getFileName().toString());
    file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    file.setTooltip(new Tooltip(model.file().toString()));
    getChildren()
        .addAll(
            heading,
            row("file", file),
            row("size", text("checkpoint.size.value", model.imageSize())),
            row("frames", text("checkpoint.frames.value", model.videoLength())),
            row("sinusoids", new Label(grouped(model.frequencies().size()))));
    model.step().ifPresent(step -> getChildren().add(row("step", new Label(grouped(step)))));
  }

  private Label text(String key, int value) {
    return new Label(kit.texts().get(key, String.valueOf(value)));
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  private HBox row(String key, Label value) {
    Label label = kit.quiet(kit.texts().get("checkpoint." + key));
    label.setMinWidth(USE_PREF_SIZE);
    value.getStyleClass().add("mono");
    HBox row = new HBox(label, Kit.spacer(), value);
    row.getStyleClass().add("fact-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
