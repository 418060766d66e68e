package dev.kymo.studio.view.preferences;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.preferences.Preferences;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Looks, memory, and what an export starts with. */
final class GeneralPage extends VBox {
  private final PreferencesViewModel model;
  private final Kit kit;
  private final GridPane grid = new GridPane();
  private int rows;

  GeneralPage(PreferencesViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("preferences-page");
    grid.getStyleClass().add("dialog-grid");
    row("theme", theme());
    if (model.isScalable()) {
      row("scale", scale());
    }
    row("cache", cache());
    row(
        "format",
        choice(
            "format",
            Arrays.stream(ClipFormat.values()).filter(ClipFormat::isPicture).toList(),
            model.export().format(),
            ClipFormat::title,
            model::setFormat));
    row(
        "quality",
        choice(
            "quality",
            List.of(ClipQuality.values()),
            model.export().quality(),
            ClipQuality::title,
            model::setQuality));
    getChildren().add(grid);
  }

  private void row(String key, Node control) {
    Label label = new Label(kit.texts().get("preferences." + key));
    label.getStyleClass().add("field-label");
    label.setMinWidth(USE_PREF_SIZE);
    label.setLabelFor(control);
    grid.addRow(rows++, label, control);
  }

  private ComboBox<Look.Theme> theme() {
    return choice(
        "theme",
        List.of(Look.Theme.values()),
        model.themeProperty().get(),
        theme -> kit.texts().get("preferences.theme." + theme.name().toLowerCase(Locale.ROOT)),
        model.themeProperty()::set);
  }

  private HBox scale() {
    ComboBox<Integer> box =
        choice(
            "scale",
            Preferences.SCALES,
            model.preferencesProperty().get().scalePercent(),
            model::scaleText,
            model::setScale);
    Label restart = kit.quiet(kit.texts().get("preferences.scale.restart"));
    restart.setId("preferences-restart");
    restart
        .visibleProperty()
        .bind(Bindings.createBooleanBinding(model::needsRestart, model.preferencesProperty()));
    return together(box, restart);
  }

  private HBox cache() {
    NumberSpec spec =
        new NumberSpec(
            Preferences.LEAST_CACHE, model.mostCacheMegabytes(), 0, " MB", false, 64, 16);
    NumberField field =
        kit.number(
            "preferences-cache", spec, kit.texts().get("preferences.cache"), model.cacheEdits());
    field.getStyleClass().add("boxed");
    kit.describe(
        field, kit.texts().get("preferences.cache"), kit.texts().get("preferences.cache.tip"));
    field
        .valueProperty()
        .bind(Bindings.createDoubleBinding(model::cacheMegabytes, model.preferencesProperty()));
    Label automatic = kit.quiet(kit.texts().get("preferences.cache.automatic"));
    automatic
        .visibleProperty()
        .bind(model.preferencesProperty().map(chosen -> chosen.cacheMegabytes() == 0));
    return together(field, automatic);
  }

  private static HBox together(Node control, Label note) {
    HBox box = new HBox(12, control, note);
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private <E> ComboBox<E> choice(
      String key, List<E> all, E now, Function<E, String> title, Consumer<E> chosen) {
    ComboBox<E> box =
        kit.choice("preferences-" + key, kit.texts().get("preferences." + key), title);
    box.getItems().setAll(all);
    box.setValue(now);
    box.valueProperty().addListener((p, before, after) -> chosen.accept(after));
    return box;
  }
}
