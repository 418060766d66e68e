package dev.kymo.studio.control;

import java.util.List;
import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

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
    Menu earlier = motions(bands.get(index).motions(), index, edits);
    MenuItem follow = item("band.menu.follow", () -> edits.seed(index).reset());
    follow.setDisable(!bands.get(index).ownSeed());
    getItems()
        .addAll(
            new SeparatorMenuItem(),
            earlier,
            follow,
            rests(bands.get(index).rest(), index, edits),
            new SeparatorMenuItem(),
            item("band.menu.reset", () -> edits.resetBand(index)));
  }

  /** The seeds that were used, or the clips that the model knows. */
  private Menu motions(MotionChoices choices, int index, MixerEdits edits) {
    boolean clips = choices.fixed().isPresent();
    Menu menu = new Menu(words.get(clips ? "band.menu.clips" : "band.menu.earlier"));
    menu.setId("band-menu-earlier");
    List<MotionChoices.Choice> offered =
        clips
            ? choices.clips()
            : edits.earlierSeeds().stream()
                .map(seed -> new MotionChoices.Choice(seed, Long.toString(seed)))
                .toList();
    for (MotionChoices.Choice choice : offered) {
      MenuItem item = new MenuItem(choice.name());
      item.setMnemonicParsing(false);
      item.setOnAction(event -> edits.seed(index).set((double) choice.seed()));
      menu.getItems().add(item);
    }
    menu.setDisable(menu.getItems().isEmpty() || (clips && !choices.several()));
    return menu;
  }

  /** Where the band comes to as it is pulled down; larger gains lead away from there. */
  private Menu rests(RestChoice now, int index, MixerEdits edits) {
    Menu menu = new Menu(words.get("band.menu.rest"));
    menu.setId("band-menu-rest");
    ToggleGroup group = new ToggleGroup();
    for (RestChoice choice : RestChoice.values()) {
      if (choice != RestChoice.MOMENT || now == choice) {
        RadioMenuItem item = new RadioMenuItem(words.get("band.menu.rest." + choice.name()));
        item.setId("band-menu-rest-" + choice.name());
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(choice == now);
        item.setDisable(choice == RestChoice.MOMENT);
        item.setOnAction(event -> edits.rest(index, choice));
        menu.getItems().add(item);
      }
    }
    return menu;
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
