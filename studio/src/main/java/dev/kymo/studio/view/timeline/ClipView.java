package dev.kymo.studio.view.timeline;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.view.kit.Kit;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The clip's range as numbers. */
public final class ClipView extends VBox {

  private static final NumberSpec SECONDS = new NumberSpec(-3600, 3600, 2, " s", false, 0.04, 0.01);

  /** Shows in, out and length. */
  public ClipView(ClipViewModel model, Kit kit) {
    getStyleClass().addAll("panel-section", "clip");
    Label length = kit.quiet("");
    length.setId("clip-length");
    length.getStyleClass().add("mono");
    length.textProperty().bind(model.lengthProperty());
    HBox heading = new HBox(kit.heading("clip.heading"), Kit.spacer(), length);
    heading.getStyleClass().add("heading-row");
    getChildren()
        .addAll(
            heading,
            row(kit, "in", model.inProperty(), model.inEdits(), model::readPoint),
            row(kit, "out", model.outProperty(), model.outEdits(), model::readPoint),
            row(kit, "seconds", model.secondsProperty(), model.secondsEdits(), model::readLength));
  }

  private static HBox row(
      Kit kit,
      String name,
      ReadOnlyDoubleProperty value,
      ValueEdits edits,
      NumberField.Entry entry) {
    Label label = new Label(kit.texts().get("clip." + name));
    label.getStyleClass().add("field-label");
    NumberField field =
        kit.number(
            "clip-" + name, SECONDS, kit.texts().get("clip." + name + ".point"), edits, entry);
    kit.describe(
        field, kit.texts().get("clip." + name + ".point"), kit.texts().get("clip.time.tip"));
    field.getStyleClass().add("boxed");
    field.valueProperty().bind(value);
    label.setLabelFor(field);
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox row = new HBox(label, field);
    row.getStyleClass().add("field-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
