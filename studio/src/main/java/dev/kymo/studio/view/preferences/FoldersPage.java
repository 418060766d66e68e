package dev.kymo.studio.view.preferences;

import dev.kymo.studio.view.kit.Kit;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Where things are kept. */
final class FoldersPage extends VBox {
  private final Kit kit;

  FoldersPage(PreferencesViewModel model, Kit kit) {
    this.kit = kit;
    getStyleClass().add("preferences-page");
    GridPane grid = new GridPane();
    grid.getStyleClass().add("dialog-grid");
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints folders = new ColumnConstraints();
    folders.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, folders);
    int row = 0;
    for (FolderChoice choice : model.folders()) {
      Label name = new Label(kit.texts().get("preferences.folder." + choice.id()));
      name.getStyleClass().add("field-label");
      Label folder = new Label();
      folder.setId("preferences-folder-" + choice.id());
      folder.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
      folder.setMinWidth(0);
      folder.setTooltip(new Tooltip());
      folder.getTooltip().textProperty().bind(folder.textProperty());
      show(choice, folder);
      Button change =
          kit.textButton(
              "preferences-choose-" + choice.id(),
              "preferences.folder.choose",
              () -> {
                model.choose(choice);
                show(choice, folder);
              });
      change.setMinWidth(USE_PREF_SIZE);
      grid.addRow(row++, name, folder, change);
    }
    getChildren().add(grid);
  }

  private void show(FolderChoice choice, Label folder) {
    folder.setText(
        choice
            .folder()
            .get()
            .map(Path::toString)
            .orElse(kit.texts().get("preferences.folder.none")));
  }
}
