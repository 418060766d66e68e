package dev.kymo.studio.view.shell;

import atlantafx.base.controls.Popover;
import dev.kymo.studio.keys.Command;
import dev.kymo.studio.keys.KeyBindings;
import dev.kymo.studio.view.document.HistoryView;
import dev.kymo.studio.view.kit.Kit;
import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.EventHandler;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** Wordmark, menus, undo and redo; the checkpoint's name; open and export. */
final class ToolbarView extends StackPane {

  private final ShellViewModel model;
  private final WindowCommands commands;
  private final ReadOnlyBooleanProperty showing;
  private final Label title = new Label();
  private final Region middle = Kit.spacer();
  private final Kit kit;
  private final KeyBindings bindings;

  /**
   * A toolbar.
   *
   * @param showing whether the runs are shown
   * @param bindings the keys of the menus
   */
  ToolbarView(
      ShellViewModel model,
      WindowCommands commands,
      ReadOnlyBooleanProperty showing,
      Kit kit,
      KeyBindings bindings) {
    this.bindings = bindings;
    this.showing = showing;
    this.model = model;
    this.commands = commands;
    this.kit = kit;
    getStyleClass().add("toolbar");
    kit.styled(title, "toolbar-title").setId("title");
    title.textProperty().bind(model.titleProperty());
    title.textProperty().addListener((p, before, after) -> requestLayout());
    title.setMouseTransparent(true);
    title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    title.setManaged(false);
    HBox bar =
        new HBox(
            wordmark(), menus(), places(), history(), middle, train(), open(), footage(), export());
    bar.getStyleClass().add("toolbar-row");
    bar.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(bar, title);
  }

  /** The title is in the middle of the window, or of what the buttons leave when it is long. */
  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    double left = middle.getBoundsInParent().getMinX();
    double right = middle.getBoundsInParent().getMaxX();
    double width = Math.max(0, Math.min(title.prefWidth(USE_COMPUTED_SIZE), right - left));
    double x = Math.max(left, Math.min((getWidth() - width) / 2, right - width));
    double height = title.prefHeight(width);
    title.resizeRelocate(
        snapPositionX(x), snapPositionY((getHeight() - height) / 2), width, height);
  }

  /** Editor or runs. */
  private HBox places() {
    ToggleButton editor = place("show-editor", "toolbar.editor", false);
    ToggleButton runs = place("show-runs", "toolbar.runs", true);
    HBox box = new HBox(editor, runs);
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinWidth(USE_PREF_SIZE);
    box.getStyleClass().add("place-switch");
    return box;
  }

  private ToggleButton place(String id, String key, boolean runs) {
    ToggleButton button = new ToggleButton(kit.texts().get(key));
    button.setId(id);
    button.getStyleClass().addAll("text-button", "segment");
    kit.describe(button, kit.texts().get(key), kit.texts().get(key + ".tip"));
    showing.addListener((p, before, after) -> button.setSelected(after == runs));
    button.setSelected(showing.get() == runs);
    button.setOnAction(
        event -> {
          button.setSelected(true);
          if (showing.get() != runs) {
            commands.runs().run();
          }
        });
    return button;
  }

  private Button train() {
    Button train = kit.textButton("train", "toolbar.train", commands.train());
    train.setMinWidth(USE_PREF_SIZE);
    return train;
  }

  private HBox wordmark() {
    Label first = kit.styled(new Label("ky"), "wordmark");
    Label second = kit.styled(new Label("mo"), "wordmark");
    second.getStyleClass().add("wordmark-accent");
    HBox mark = new HBox(first, second);
    mark.setAlignment(Pos.CENTER_LEFT);
    mark.setMinWidth(USE_PREF_SIZE);
    mark.getStyleClass().add("wordmark-box");
    return mark;
  }

  private MenuBar menus() {
    MenuBar bar = new MenuBar(file(), edit(), view(), help());
    bar.setId("menus");
    bar.setMinWidth(USE_PREF_SIZE);
    bar.setAccessibleText(kit.texts().get("menu.accessible"));
    return bar;
  }

  private Menu file() {
    Menu recent = new Menu(kit.texts().get("menu.recent"));
    recent.setId("menu-recent");
    model.recentProperty().addListener((p, before, after) -> fill(recent, after));
    fill(recent, model.recentProperty().get());
    MenuItem export = item("menu.export", Command.EXPORT, commands.export());
    MenuItem fresh = item("menu.new", Command.NEW, model.documents()::startNew);
    MenuItem save = item("menu.save", Command.SAVE, model.documents()::save);
    MenuItem saveAs = item("menu.saveas", Command.SAVE_AS, model.documents()::saveAs);
    MenuItem load = item("menu.latents.load", commands.loadLatents());
    MenuItem keep = item("menu.latents.save", commands.saveLatents());
    for (MenuItem item : new MenuItem[] {export, fresh, save, saveAs, keep}) {
      disable(item, model.openProperty().map(open -> !open));
    }
    disable(load, model.takesLatentsProperty().map(takes -> !takes));
    return menu(
        "menu.file",
        fresh,
        item("menu.open", Command.OPEN, model::chooseAndOpen),
        item("menu.footage", Command.FOOTAGE, commands.footage()),
        recent,
        menu(
            "menu.demo",
            item("menu.demo.clip", model::openClipDemo),
            item("menu.demo.people", model::openPeopleDemo),
            item("menu.demo.model", model::openModelDemo)),
        new SeparatorMenuItem(),
        save,
        saveAs,
        new SeparatorMenuItem(),
        load,
        keep,
        new SeparatorMenuItem(),
        export,
        new SeparatorMenuItem(),
        item("menu.preferences", Command.PREFERENCES, commands.preferences()),
        item("menu.quit", Command.QUIT, commands.quit()));
  }

  private Menu edit() {
    MenuItem undo = item("menu.undo", Command.UNDO, model::undo);
    undo.textProperty().bind(model.undoTextProperty());
    disable(undo, model.cannotUndoProperty());
    MenuItem redo = item("menu.redo", Command.REDO, model::redo);
    redo.textProperty().bind(model.redoTextProperty());
    disable(redo, model.cannotRedoProperty());
    MenuItem reset = item("menu.reset", Command.RESET_MOTION, commands.resetMotion());
    disable(reset, model.openProperty().map(open -> !open));
    return menu("menu.edit", undo, redo, new SeparatorMenuItem(), reset);
  }

  private Menu view() {
    MenuItem fullPreview = item("menu.full.preview", Command.FULL_PREVIEW, commands.fullPreview());
    disable(fullPreview, model.openProperty().map(open -> !open));
    return menu(
        "menu.view",
        item("menu.runs", Command.RUNS, commands.runs()),
        item("menu.train", commands.train()),
        new SeparatorMenuItem(),
        item("menu.range", Command.FIT_TIMELINE, commands.showRange()),
        item("menu.compare", Command.COMPARE, commands.compare()),
        new SeparatorMenuItem(),
        item("menu.theme", Command.THEME, commands.theme()),
        fullPreview,
        item("menu.full", Command.FULL_SCREEN, commands.fullScreen()));
  }

  private Menu help() {
    return menu(
        "menu.help",
        item("menu.shortcuts", Command.SHORTCUTS, commands.shortcuts()),
        item("menu.about", commands.about()));
  }

  private void fill(Menu recent, List<Path> files) {
    recent.getItems().clear();
    for (Path file : files) {
      MenuItem entry = new MenuItem(file.getFileName() + "  —  " + file.getParent());
      entry.setMnemonicParsing(false);
      entry.setOnAction(event -> model.open(file));
      recent.getItems().add(entry);
    }
    recent.setDisable(files.isEmpty());
  }

  private Menu menu(String key, MenuItem... items) {
    Menu menu = new Menu(kit.texts().get(key));
    menu.getItems().setAll(items);
    return menu;
  }

  private MenuItem item(String key, Command command, Runnable action) {
    MenuItem item = item(key, action);
    item.acceleratorProperty().bind(bindings.keysProperty(command).map(keys -> keys.orElse(null)));
    return item;
  }

  private MenuItem item(String key, Runnable action) {
    MenuItem item = new MenuItem(kit.texts().get(key));
    item.setId(key.replace('.', '-'));
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    return item;
  }

  private static void disable(MenuItem item, ObservableValue<Boolean> when) {
    item.disableProperty().bind(when);
  }

  private HBox history() {
    Button undo = kit.iconButton("undo", "mdi2u-undo", "toolbar.undo", model::undo);
    undo.disableProperty().bind(model.cannotUndoProperty());
    undo.getTooltip().textProperty().bind(kit.withKeys(model.undoTextProperty(), Command.UNDO));
    Button redo = kit.iconButton("redo", "mdi2r-redo", "toolbar.redo", model::redo);
    redo.disableProperty().bind(model.cannotRedoProperty());
    redo.getTooltip().textProperty().bind(kit.withKeys(model.redoTextProperty(), Command.REDO));
    HBox box = new HBox(undo, redo, steps());
    box.setAlignment(Pos.CENTER_LEFT);
    box.setMinWidth(USE_PREF_SIZE);
    box.getStyleClass().add("history");
    return box;
  }

  private Button steps() {
    Button button = kit.iconButton("history", "mdi2h-history", "toolbar.history", () -> {});
    button.disableProperty().bind(nothingDone());
    button.setOnAction(
        event -> {
          Popover steps = new Popover(new HistoryView(model.editor(), kit));
          steps.setId("history-popover");
          steps.setHeaderAlwaysVisible(false);
          steps.setDetachable(false);
          steps.setAnimated(false);
          steps.setArrowLocation(Popover.ArrowLocation.TOP_LEFT);
          // Keys reach the window or the popover, as the system likes it.
          EventHandler<KeyEvent> escape =
              key -> {
                if (key.getCode() == KeyCode.ESCAPE) {
                  steps.hide();
                  key.consume();
                }
              };
          steps.addEventFilter(KeyEvent.KEY_PRESSED, escape);
          button.getScene().addEventFilter(KeyEvent.KEY_PRESSED, escape);
          steps.setOnHidden(
              hidden -> button.getScene().removeEventFilter(KeyEvent.KEY_PRESSED, escape));
          steps.show(button);
        });
    return button;
  }

  private ObservableValue<Boolean> nothingDone() {
    return Bindings.createBooleanBinding(
        () -> model.cannotUndoProperty().getValue() && model.cannotRedoProperty().getValue(),
        model.editor().undoLabelProperty(),
        model.editor().redoLabelProperty());
  }

  private Button open() {
    Button open = kit.textButton("open", "toolbar.open", model::chooseAndOpen);
    open.setMinWidth(USE_PREF_SIZE);
    return open;
  }

  private Button footage() {
    Button footage = kit.textButton("footage", "toolbar.footage", commands.footage());
    footage.setMinWidth(USE_PREF_SIZE);
    return footage;
  }

  private Button export() {
    Button export = kit.textButton("export", "toolbar.export", commands.export());
    export.getStyleClass().add("primary");
    export.setMinWidth(USE_PREF_SIZE);
    export.disableProperty().bind(model.openProperty().map(open -> !open));
    return export;
  }
}
