package dev.kymo.studio.view.wizard;

import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Options that most leave alone, behind a button. */
final class AdvancedView extends VBox {

  AdvancedView(String id, List<OptionField> fields, WizardViewModel model, Kit kit) {
    setSpacing(8);
    setMinHeight(0);
    VBox.setVgrow(this, Priority.ALWAYS);
    ToggleButton toggle = new ToggleButton(kit.texts().get("wizard.advanced"));
    toggle.setId(id);
    toggle.getStyleClass().addAll("text-button", "small-pill");
    VBox rows = new VBox(6);
    rows.getStyleClass().add("option-rows");
    fields.forEach(field -> rows.getChildren().add(new FieldView(field, model, kit)));
    ScrollPane scroll = new ScrollPane(rows);
    scroll.getStyleClass().add("strips-scroll");
    scroll.setFitToWidth(true);
    scroll.setMinHeight(0);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.visibleProperty().bind(toggle.selectedProperty());
    scroll.managedProperty().bind(toggle.selectedProperty());
    VBox.setVgrow(scroll, Priority.ALWAYS);
    getChildren().addAll(toggle, scroll);
  }
}
