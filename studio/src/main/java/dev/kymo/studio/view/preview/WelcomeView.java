package dev.kymo.studio.view.preview;

import dev.kymo.studio.view.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** The line of welcome above the picture. */
final class WelcomeView extends HBox {

  WelcomeView(Welcome model, Kit kit) {
    getStyleClass().add("welcome");
    setId("welcome");
    setAlignment(Pos.CENTER_LEFT);
    Label text = new Label(kit.texts().get("welcome.text"));
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(text, Priority.ALWAYS);
    text.setMaxWidth(Double.MAX_VALUE);
    Button close = kit.iconButton("welcome-close", "mdi2c-close", "welcome.close", model::end);
    close.getStyleClass().add("tiny");
    close.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(new FontIcon("mdi2h-hand-wave-outline"), text, close);
    visibleProperty().bind(model.shownProperty());
    managedProperty().bind(visibleProperty());
  }
}
