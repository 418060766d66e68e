package dev.kymo.studio.view.runs;

import dev.kymo.studio.view.kit.Kit;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Asks before a run goes to the trash. */
final class ConfirmView extends VBox {

  private final Button cancel;

  ConfirmView(String question, Kit kit, Runnable yes, Runnable close) {
    setId("confirm-delete");
    getStyleClass().add("dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    Label text = new Label(question);
    text.setWrapText(true);
    text.setPrefWidth(420);
    cancel = kit.textButton("confirm-cancel", "runs.delete.cancel", close);
    Button delete =
        kit.textButton(
            "confirm-yes",
            "runs.delete.yes",
            () -> {
              close.run();
              yes.run();
            });
    delete.getStyleClass().add("danger");
    HBox buttons = new HBox(8, Kit.spacer(), cancel, delete);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    getChildren()
        .addAll(
            kit.styled(new Label(kit.texts().get("runs.delete.title")), "dialog-title"),
            text,
            buttons);
  }

  void begin() {
    cancel.requestFocus();
  }
}
