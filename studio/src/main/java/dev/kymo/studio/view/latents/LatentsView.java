package dev.kymo.studio.view.latents;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.Parts;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Three seeds, each with its history and dice, one dice for all; latents files. */
public final class LatentsView extends VBox {

  /** Shows the seeds. */
  public LatentsView(LatentsViewModel model, LatentsFiles files, Kit kit) {
    getStyleClass().addAll("panel-section", "latents");
    Button shuffle =
        kit.iconButton(
            "shuffle-all", "mdi2d-dice-multiple-outline", "latents.shuffle", model::rollAll);
    Button load =
        kit.iconButton("latents-load", "mdi2f-folder-open-outline", "latents.load", files::load);
    Button save =
        kit.iconButton("latents-save", "mdi2c-content-save-outline", "latents.save", files::save);
    for (Button button : List.of(shuffle, load, save)) {
      button.getStyleClass().add("tiny");
    }
    HBox heading = new HBox(kit.heading("latents.heading"), Kit.spacer(), load, save, shuffle);
    heading.getStyleClass().add("heading-row");
    getChildren()
        .addAll(
            heading,
            row(
                kit,
                "content",
                model.contentProperty(),
                model.contentEdits(),
                model.contentHistory(),
                model::rollContent),
            row(
                kit,
                "motion",
                model.motionProperty(),
                model.motionEdits(),
                model.motionHistory(),
                model::rollMotion),
            row(
                kit,
                "noise",
                model.noiseProperty(),
                model.noiseEdits(),
                model.noiseHistory(),
                model::rollNoise));
  }

  private static HBox row(
      Kit kit,
      String name,
      ReadOnlyDoubleProperty value,
      ValueEdits edits,
      ReadOnlyObjectProperty<List<Long>> history,
      Runnable roll) {
    Label label = new Label(kit.texts().get("latents." + name));
    label.getStyleClass().add("field-label");
    NumberField field =
        kit.number(
            name + "-seed", NumberSpec.seed(), kit.texts().get("latents." + name + ".seed"), edits);
    field.getStyleClass().add("boxed");
    field.valueProperty().bind(value);
    label.setLabelFor(field);
    HBox.setHgrow(field, Priority.ALWAYS);
    MenuButton earlier = new MenuButton();
    String earlierText = kit.texts().get("latents." + name + ".history");
    Parts.dress(earlier, name + "-history", "mdi2h-history", earlierText, earlierText);
    earlier.getStyleClass().add("icon-menu");
    history.addListener((p, before, after) -> fill(earlier, after, edits));
    fill(earlier, history.get(), edits);
    Button dice =
        kit.iconButton(name + "-dice", "mdi2d-dice-5-outline", "latents." + name + ".dice", roll);
    HBox row = new HBox(label, field, earlier, dice);
    row.getStyleClass().add("field-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private static void fill(MenuButton menu, List<Long> seeds, ValueEdits edits) {
    menu.getItems()
        .setAll(
            seeds.stream()
                .map(
                    seed -> {
                      MenuItem item = new MenuItem(Long.toString(seed));
                      item.setOnAction(event -> edits.set(seed));
                      return item;
                    })
                .toList());
  }
}
