package dev.kymo.studio.view.latents;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.Parts;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.project.LearnedClips;
import dev.kymo.studio.view.kit.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
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
    HBox heading =
        new HBox(
            kit.heading("latents.heading"),
            Kit.spacer(),
            Parts.explained(load, model.limitProperty()),
            save,
            Parts.explained(shuffle, model.limitProperty()));
    heading.getStyleClass().add("heading-row");
    HBox content =
        row(
            kit,
            "content",
            model.contentProperty(),
            model.contentEdits(),
            model.contentHistory(),
            model::rollContent,
            model.limitProperty());
    HBox motion =
        row(
            kit,
            "motion",
            model.motionProperty(),
            model.motionEdits(),
            model.motionHistory(),
            model::rollMotion,
            model.limitProperty());
    getChildren()
        .addAll(
            heading,
            content,
            clips(kit, model, "content", model.contentClipProperty(), model::chooseContent),
            motion,
            clips(kit, model, "motion", model.motionClipProperty(), model::chooseMotion),
            row(
                kit,
                "noise",
                model.noiseProperty(),
                model.noiseEdits(),
                model.noiseHistory(),
                model::rollNoise,
                model.noiseLimitProperty()));
    for (HBox seeds : List.of(content, motion)) {
      seeds.visibleProperty().bind(model.learnedProperty().map(l -> !l.several()));
      seeds.managedProperty().bind(seeds.visibleProperty());
    }
  }

  /** The clips by their names, in the place of a seed. */
  private static HBox clips(
      Kit kit,
      LatentsViewModel model,
      String name,
      ObservableValue<String> shown,
      IntConsumer choose) {
    Label label = new Label(kit.texts().get("latents." + name));
    label.getStyleClass().add("field-label");
    MenuButton menu = new MenuButton();
    menu.setId(name + "-clips");
    menu.setMnemonicParsing(false);
    menu.getStyleClass().add("clip-choice");
    menu.setMaxWidth(Double.MAX_VALUE);
    menu.setMinWidth(0);
    menu.textProperty().bind(shown);
    HBox.setHgrow(menu, Priority.ALWAYS);
    kit.describe(
        menu,
        kit.texts().get("latents." + name + ".clip"),
        kit.texts().get("latents." + name + ".clip"));
    label.setLabelFor(menu);
    Runnable fill =
        () -> {
          LearnedClips learned = model.learnedProperty().get();
          List<MenuItem> items = new ArrayList<>();
          for (int i = 0; i < learned.clips().size(); i++) {
            int index = i;
            MenuItem item = new MenuItem(learned.name(i));
            item.setMnemonicParsing(false);
            item.setOnAction(event -> choose.accept(index));
            items.add(item);
          }
          menu.getItems().setAll(items);
        };
    model.learnedProperty().addListener((p, before, after) -> fill.run());
    fill.run();
    HBox row = new HBox(label, menu);
    row.getStyleClass().add("field-row");
    row.setAlignment(Pos.CENTER_LEFT);
    row.visibleProperty().bind(model.learnedProperty().map(LearnedClips::several));
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }

  private static HBox row(
      Kit kit,
      String name,
      ReadOnlyDoubleProperty value,
      ValueEdits edits,
      ReadOnlyObjectProperty<List<Long>> history,
      Runnable roll,
      ObservableValue<Optional<String>> limit) {
    Label label = new Label(kit.texts().get("latents." + name));
    label.getStyleClass().add("field-label");
    NumberField field =
        kit.number(
            name + "-seed", NumberSpec.seed(), kit.texts().get("latents." + name + ".seed"), edits);
    field.getStyleClass().add("boxed");
    field.valueProperty().bind(value);
    label.setLabelFor(field);
    MenuButton earlier = new MenuButton();
    String earlierText = kit.texts().get("latents." + name + ".history");
    Parts.dress(earlier, name + "-history", "mdi2h-history", earlierText, earlierText);
    earlier.getStyleClass().add("icon-menu");
    history.addListener((p, before, after) -> fill(earlier, after, edits));
    fill(earlier, history.get(), edits);
    Button dice =
        kit.iconButton(name + "-dice", "mdi2d-dice-5-outline", "latents." + name + ".dice", roll);
    StackPane around = Parts.explained(field, limit);
    around.setMinWidth(0);
    HBox.setHgrow(around, Priority.ALWAYS);
    HBox row =
        new HBox(label, around, Parts.explained(earlier, limit), Parts.explained(dice, limit));
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
