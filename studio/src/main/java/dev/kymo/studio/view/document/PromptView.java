package dev.kymo.studio.view.document;

import dev.kymo.studio.view.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks a question: a title, a text, and a button for each choice. */
public final class PromptView extends VBox {

  private final Button first;

  /** Shows a question. */
  public PromptView(Prompt prompt, Kit kit) {
    getStyleClass().addAll("dialog", "prompt");
    setId(prompt.id() + "-dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    Label title = kit.styled(new Label(prompt.title()), "dialog-title");
    title.setId(prompt.id() + "-title");
    title.setWrapText(true);
    Label text = new Label(prompt.text());
    text.setId(prompt.id() + "-text");
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    HBox buttons = new HBox(8, Kit.spacer());
    buttons.setAlignment(Pos.CENTER_RIGHT);
    Button cancel = kit.textButton(prompt.id() + "-cancel", prompt.cancelKey(), prompt.cancel());
    cancel.setCancelButton(true);
    buttons.getChildren().add(cancel);
    for (int i = prompt.choices().size() - 1; i >= 0; i--) {
      Prompt.Choice choice = prompt.choices().get(i);
      Button button = kit.textButton(choice.id(), choice.key(), choice.run());
      button.setMinWidth(USE_PREF_SIZE);
      buttons.getChildren().add(button);
    }
    first = (Button) buttons.getChildren().get(buttons.getChildren().size() - 1);
    first.getStyleClass().add("primary");
    first.setDefaultButton(true);
    getChildren().addAll(title, text, buttons);
  }

  /** Puts the focus on the usual choice. */
  public void begin() {
    first.requestFocus();
  }
}
