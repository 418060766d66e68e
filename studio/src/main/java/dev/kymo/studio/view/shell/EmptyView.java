package dev.kymo.studio.view.shell;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.project.OpenedModel;
import dev.kymo.studio.view.kit.Kit;
import java.util.Optional;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/** What an empty studio says to do next; while a checkpoint is opened or comes, that it does. */
final class EmptyView extends VBox {
  private final ShellViewModel model;
  private final Kit kit;
  private final VBox idle = new VBox();

  /**
   * Says what to do next.
   *
   * @param learning whether a clip is being learned that will be shown
   */
  EmptyView(ShellViewModel model, ObservableValue<Boolean> learning, Kit kit) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("empty");
    setId("empty");
    setAlignment(Pos.CENTER);
    idle.getStyleClass().add("empty-box");
    idle.setAlignment(Pos.CENTER);
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setAccessibleText(kit.texts().get("status.opening"));
    spinner.setPrefSize(32, 32);
    spinner.setMaxSize(32, 32);
    Label message = kit.styled(new Label(), "empty-text");
    VBox busy = new VBox(16, spinner, message);
    busy.setId("empty-busy");
    busy.setAlignment(Pos.CENTER);
    getChildren().addAll(idle, busy);
    busy.setVisible(false);
    busy.setManaged(false);
    Runnable show =
        () -> {
          Optional<JobHandle<OpenedModel>> job = model.openingProperty().get();
          boolean waits = job.isPresent() || learning.getValue();
          idle.setVisible(!waits);
          idle.setManaged(!waits);
          busy.setVisible(waits);
          busy.setManaged(waits);
          message.setText(
              job.map(j -> kit.texts().get("status.opening.what", j.name()))
                  .orElse(kit.texts().get("empty.learning")));
          fillIdle();
        };
    model.openingProperty().addListener((p, before, after) -> show.run());
    learning.addListener((p, before, after) -> show.run());
    // A studio that starts with a file opens it before this runs, and comes the sooner.
    Platform.runLater(this::fillIdle);
  }

  /** Says what to do next, once there is nothing that is being opened. */
  private void fillIdle() {
    if (model.openingProperty().get().isPresent() || !idle.getChildren().isEmpty()) {
      return;
    }
    FontIcon icon = new FontIcon("mdi2w-waveform");
    icon.getStyleClass().add("empty-icon");
    Label title = kit.styled(new Label(kit.texts().get("empty.title")), "empty-title");
    Label text = kit.styled(new Label(kit.texts().get("empty.text")), "empty-text");
    text.setWrapText(true);
    text.setTextAlignment(TextAlignment.CENTER);
    Button footage = kit.textButton("empty-footage", "empty.footage", model::chooseFootage);
    footage.getStyleClass().add("primary");
    Button open = kit.textButton("empty-open", "empty.open", model::chooseAndOpen);
    Button demo = kit.textButton("empty-demo", "empty.demo", model::openClipDemo);
    HBox buttons = new HBox(8, footage, open, demo);
    buttons.setAlignment(Pos.CENTER);
    idle.getChildren().setAll(icon, title, text, buttons);
  }
}
