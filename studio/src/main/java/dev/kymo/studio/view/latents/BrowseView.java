package dev.kymo.studio.view.latents;

import dev.kymo.studio.control.ThumbnailGrid;
import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

/** A grid of moving thumbnails to pick content or motion by eye. */
public final class BrowseView extends VBox {

  /** Shows the grid. */
  public BrowseView(BrowseViewModel model, Kit kit) {
    getStyleClass().addAll("panel-section", "browse");
    ToggleGroup group = new ToggleGroup();
    ToggleButton content = toggle(kit, "browse-content", "browse.contents", group);
    content.getStyleClass().add("left-pill");
    ToggleButton motion = toggle(kit, "browse-motion", "browse.motions", group);
    motion.getStyleClass().add("right-pill");
    content.setSelected(!model.motionsProperty().get());
    motion.setSelected(model.motionsProperty().get());
    content.setOnAction(event -> show(model, content, motion, false));
    motion.setOnAction(event -> show(model, content, motion, true));
    Label page = kit.quiet("");
    page.getStyleClass().add("mono");
    page.textProperty().bind(model.pageProperty());
    Button back =
        kit.iconButton(
            "browse-previous", "mdi2c-chevron-left", "browse.previous", model::previousPage);
    Button on =
        kit.iconButton("browse-next", "mdi2c-chevron-right", "browse.next", model::nextPage);
    back.getStyleClass().add("tiny");
    on.getStyleClass().add("tiny");
    HBox heading = new HBox(content, motion, Kit.spacer(), page, back, on);
    heading.getStyleClass().add("heading-row");
    ThumbnailGrid grid = new ThumbnailGrid(model::pick);
    grid.setId("browse-grid");
    grid.cellsProperty().bind(model.cellsProperty());
    // Nobody looks at them while the clip plays, or while another window has the focus.
    grid.movingProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> isFocusedWindow() && !model.playingProperty().get(),
                model.playingProperty(),
                sceneProperty().flatMap(Scene::windowProperty).flatMap(Window::focusedProperty)));
    Label limit = kit.quiet("");
    limit.setId("browse-limit");
    limit.setWrapText(true);
    limit.setMinHeight(USE_PREF_SIZE);
    limit.textProperty().bind(model.limitProperty().map(why -> why.orElse("")));
    limit.visibleProperty().bind(limit.textProperty().isNotEmpty());
    limit.managedProperty().bind(limit.visibleProperty());
    for (Node part : List.of(heading, grid)) {
      part.visibleProperty().bind(limit.visibleProperty().not());
      part.managedProperty().bind(part.visibleProperty());
    }
    HBox title = new HBox(kit.heading("browse.heading"));
    title.getStyleClass().add("heading-row");
    title.visibleProperty().bind(limit.visibleProperty());
    title.managedProperty().bind(title.visibleProperty());
    getChildren().addAll(title, heading, grid, limit);
  }

  private boolean isFocusedWindow() {
    return getScene() != null
        && getScene().getWindow() != null
        && getScene().getWindow().isFocused();
  }

  private static ToggleButton toggle(Kit kit, String id, String key, ToggleGroup group) {
    ToggleButton toggle = new ToggleButton(kit.texts().get(key));
    toggle.setId(id);
    toggle.getStyleClass().addAll("text-button", "small-pill");
    toggle.setToggleGroup(group);
    kit.describe(toggle, kit.texts().get(key + ".tip"), kit.texts().get(key + ".tip"));
    return toggle;
  }

  private static void show(
      BrowseViewModel model, ToggleButton content, ToggleButton motion, boolean motions) {
    model.motionsProperty().set(motions);
    content.setSelected(!motions);
    motion.setSelected(motions);
  }
}
