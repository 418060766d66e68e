package dev.kymo.studio.control;

import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** What else can be done with a band: rename, split, merge, reset, an earlier motion. */
final class BandMenu extends ContextMenu {

  private final Words words;

  BandMenu(List<MixerBand> bands, int index, MixerEdits edits, Words words, Runnable rename) {
    this.words = words;
    MenuItem split = item("band.menu.split", () -> edits.split(index));
    split.setDisable(!bands.get(index).splittable());
    getItems().addAll(item("band.menu.rename", rename), split);
    if (index > 0) {
      String name = bands.get(index - 1).name();
      getItems().add(named("band-menu-merge-slower", name, () -> edits.merge(index - 1)));
    }
    if (index < bands.size() - 1) {
      String name = bands.get(index + 1).name();
      getItems().add(named("band-menu-merge-faster", name, () -> edits.merge(index)));
    }
    Menu earlier = new Menu(words.get("band.menu.earlier"));
    earlier.setId("band-menu-earlier");
    for (long seed : edits.earlierSeeds()) {
      MenuItem item = new MenuItem(Long.toString(seed));
      item.setOnAction(event -> edits.seed(index).set((double) seed));
      earlier.getItems().add(item);
    }
    earlier.setDisable(earlier.getItems().isEmpty());
    MenuItem follow = item("band.menu.follow", () -> edits.seed(index).reset());
    follow.setDisable(!bands.get(index).ownSeed());
    getItems()
        .addAll(
            new SeparatorMenuItem(),
            earlier,
            follow,
            new SeparatorMenuItem(),
            item("band.menu.reset", () -> edits.resetBand(index)));
  }

  void showBelow(Node node) {
    show(node, Side.BOTTOM, 0, 4);
  }

  private MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(words.get(key));
    item.setId(key.replace('.', '-'));
    item.setOnAction(event -> action.run());
    return item;
  }

  private MenuItem named(String id, String other, Runnable action) {
    MenuItem item = new MenuItem(words.get("band.menu.merge", other));
    item.setId(id);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }
}
