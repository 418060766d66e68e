package dev.kymo.studio.view.preview;

import dev.kymo.studio.control.PixelView;
import dev.kymo.studio.view.kit.Kit;
import javafx.beans.property.BooleanProperty;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** How the picture is shown, at the pointer. */
final class PictureMenu extends ContextMenu {

  private final Kit kit;

  PictureMenu(PreviewViewModel model, Kit kit) {
    this.kit = kit;
    getItems()
        .addAll(
            item("preview.menu.fit", () -> model.zoomProperty().set(PixelView.FIT)),
            item("preview.menu.actual", () -> model.zoomProperty().set(1)),
            check("preview.menu.smooth", model.smoothProperty()),
            new SeparatorMenuItem(),
            check("preview.menu.compare", model.comparingProperty()),
            item("preview.menu.alone", model::switchAlone));
    setOnShowing(event -> getItems().forEach(i -> i.setDisable(!model.openProperty().get())));
  }

  private MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(kit.texts().get(key));
    item.setId(key.replace('.', '-'));
    item.setOnAction(event -> action.run());
    return item;
  }

  private CheckMenuItem check(String key, BooleanProperty value) {
    CheckMenuItem item = new CheckMenuItem(kit.texts().get(key));
    item.setId(key.replace('.', '-'));
    item.selectedProperty().bindBidirectional(value);
    return item;
  }
}
