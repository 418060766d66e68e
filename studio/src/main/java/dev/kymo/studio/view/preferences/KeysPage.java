package dev.kymo.studio.view.preferences;

import dev.kymo.studio.keys.Command;
import dev.kymo.studio.view.kit.Kit;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Every command with its keys. */
final class KeysPage extends VBox {
  private final PreferencesViewModel model;
  private final Kit kit;

  KeysPage(PreferencesViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("preferences-page");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setHgrow(Priority.ALWAYS);
    ColumnConstraints keys = new ColumnConstraints();
    keys.setHalignment(HPos.RIGHT);
    grid.getColumnConstraints().setAll(names, keys);
    int row = 0;
    for (Command.Group group : Command.Group.values()) {
      String key = "command.group." + group.name().toLowerCase(Locale.ROOT);
      grid.add(kit.heading(key), 0, row++, 2, 1);
      for (Command command : Command.of(group)) {
        Label name = new Label(kit.texts().get(command.textKey()));
        KeyButton button = button(command);
        name.setLabelFor(button);
        grid.addRow(row++, name, button);
      }
    }
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Label notice = kit.quiet("");
    notice.setId("keys-notice");
    notice.textProperty().bind(model.keyNoticeProperty());
    Button reset = kit.textButton("keys-reset", "preferences.keys.reset", model::resetKeys);
    reset.setMinWidth(USE_PREF_SIZE);
    HBox foot = new HBox(8, notice, Kit.spacer(), reset);
    foot.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(scroll, foot);
  }

  private KeyButton button(Command command) {
    KeyButton button =
        new KeyButton(
            kit,
            model.bindings().keysProperty(command),
            keys ->
                keys.ifPresentOrElse(
                    pressed -> model.bind(command, pressed), () -> model.unbind(command)));
    button.setId("keys-" + command.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    String what = kit.texts().get(command.textKey());
    kit.describe(
        button,
        kit.texts().get("preferences.keys.of", what),
        kit.texts().get("preferences.keys.tip"));
    return button;
  }
}
