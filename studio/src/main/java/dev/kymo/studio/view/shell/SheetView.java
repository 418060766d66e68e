package dev.kymo.studio.view.shell;

import dev.kymo.studio.version.BuildInfo;
import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** A sheet over the window that is only read: the shortcuts, or what this is. */
final class SheetView extends VBox {

  private SheetView(String title, Kit kit, Runnable close) {
    getStyleClass().add("dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(kit.styled(new Label(title), "dialog-title"));
    Button done = kit.textButton("sheet-close", "sheet.close", close);
    done.setDefaultButton(true);
    done.setCancelButton(true);
    HBox buttons = new HBox(Kit.spacer(), done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren().add(buttons);
  }

  /** The shortcuts: lines "keys | what they do" of the text {@code shortcuts.lines}. */
  static SheetView shortcuts(Kit kit, Runnable close) {
    SheetView sheet = new SheetView(kit.texts().get("shortcuts.title"), kit, close);
    sheet.setId("shortcuts");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("shortcut-grid");
    int row = 0;
    for (String line : kit.texts().get("shortcuts.lines").lines().toList()) {
      int bar = line.indexOf('|');
      Label keys = kit.styled(new Label(line.substring(0, bar).strip()), "keys");
      Label what = new Label(line.substring(bar + 1).strip());
      grid.addRow(row++, keys, what);
    }
    sheet.getChildren().add(1, grid);
    return sheet;
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
