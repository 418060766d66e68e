package dev.kymo.studio.view.shell;

import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import dev.kymo.studio.version.BuildInfo;
import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A sheet over the window that is only read: the shortcuts, or what this is. */
final class SheetView extends VBox {
  private final HBox buttons;

  private SheetView(String title, Kit kit, Runnable close) {
    getStyleClass().add("dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(kit.styled(new Label(title), "dialog-title"));
    Button done = kit.textButton("sheet-close", "sheet.close", close);
    done.setDefaultButton(true);
    done.setCancelButton(true);
    buttons = new HBox(8, Kit.spacer(), done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().add(buttons);
  }

  /**
   * The shortcuts, as they are now, and below them what the mouse does: lines "keys | what they do"
   * of the text {@code shortcuts.lines}.
   *
   * @param change lets the user choose others
   */
  static SheetView shortcuts(Kit kit, KeyBindings bindings, Runnable change, Runnable close) {
    SheetView sheet = new SheetView(kit.texts().get("shortcuts.title"), kit, close);
    sheet.setId("shortcuts");
    GridPane files = grid();
    GridPane playback = grid();
    GridPane view = grid();
    for (Command.Group group : Command.Group.values()) {
      GridPane grid =
          switch (group) {
            case FILE, EDIT -> files;
            case PLAYBACK -> playback;
            case VIEW -> view;
          };
      heading(kit, grid, "command.group." + group.name().toLowerCase(Locale.ROOT));
      for (Command command : Command.of(group)) {
        row(kit, grid, bindings.text(command), kit.texts().get(command.textKey()));
      }
    }
    heading(kit, files, "shortcuts.mouse");
    for (String line : kit.texts().get("shortcuts.lines").lines().toList()) {
      int bar = line.indexOf('|');
      row(kit, files, line.substring(0, bar).strip(), line.substring(bar + 1).strip());
    }
    sheet.getChildren().add(1, new HBox(28, files, playback, view));
    sheet.buttons.getChildren().add(0, kit.textButton("keys-change", "shortcuts.change", change));
    return sheet;
  }

  private static GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("shortcut-grid");
    return grid;
  }

  private static void heading(Kit kit, GridPane grid, String key) {
    grid.add(kit.heading(key), 0, grid.getRowCount(), 2, 1);
  }

  private static void row(Kit kit, GridPane grid, String keys, String what) {
    Label shown = kit.styled(new Label(keys.isEmpty() ? "–" : keys), "keys");
    shown.setMinWidth(USE_PREF_SIZE);
    Label text = new Label(what);
    text.setMinWidth(USE_PREF_SIZE);
    grid.addRow(grid.getRowCount(), shown, text);
  }

  /** What this is. */
  static SheetView about(Kit kit, Runnable close) {
    SheetView sheet = new SheetView(kit.texts().get("about.title"), kit, close);
    sheet.setId("about");
    Label text = new Label(kit.texts().get("about.text"));
    text.setWrapText(true);
    text.setPrefWidth(400);
    Label version = kit.quiet(kit.texts().get("about.version", BuildInfo.ofThisProgram().line()));
    version.setId("about-version");
    sheet.getChildren().addAll(1, List.of(version, text));
    return sheet;
  }
}
