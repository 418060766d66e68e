package dev.kymo.studio.view.preferences;

import dev.kymo.studio.view.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The preferences in three pages. */
public final class PreferencesView extends VBox {
  private final TabPane pages = new TabPane();
  private final Kit kit;

  /** Shows the preferences. */
  public PreferencesView(PreferencesViewModel model, Kit kit, Runnable close) {
    this.kit = kit;
    setId("preferences");
    getStyleClass().addAll("dialog", "preferences");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    pages
        .getTabs()
        .setAll(
            page("general", new GeneralPage(model, kit)),
            page("folders", new FoldersPage(model, kit)),
            page("keys", new KeysPage(model, kit)));
    Button done = kit.textButton("preferences-close", "sheet.close", close);
    done.setDefaultButton(true);
    HBox buttons = new HBox(Kit.spacer(), done);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren()
        .addAll(
            kit.styled(new Label(kit.texts().get("preferences.title")), "dialog-title"),
            pages,
            buttons);
  }

  /** Puts the focus on the pages. */
  public void begin() {
    pages.requestFocus();
  }

  /** Turns to the keys. */
  public void showKeys() {
    pages.getSelectionModel().selectLast();
  }

  private Tab page(String key, Node content) {
    Tab tab = new Tab(kit.texts().get("preferences.page." + key), content);
    tab.setId("preferences-page-" + key);
    tab.setClosable(false);
    return tab;
  }
}
