package dev.kymo.studio.view.runs;

import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** All runs on the left, one of them in full; without any, what to do. */
public final class RunsView extends BorderPane {

  private static final Duration TICK = Duration.seconds(5);

  private final RunsViewModel model;
  private final Kit kit;
  private final Dialogs dialogs;
  private final Timeline clock;

  /**
   * What the panel needs of the window.
   *
   * @param show shows a dialog
   * @param hide takes it away
   * @param train opens the wizard
   */
  public record Dialogs(Consumer<Node> show, Runnable hide, Runnable train) {}

  /** A panel. */
  public RunsView(RunsViewModel model, Kit kit, Look look, Dialogs dialogs) {
    this.model = model;
    this.kit = kit;
    this.dialogs = dialogs;
    setId("runs");
    getStyleClass().add("runs");
    RunWords words = new RunWords(kit.texts());
    RunListView list = new RunListView(model, words, kit);
    RunView run = new RunView(model, words, kit, look, this::confirmDelete);
    run.visibleProperty().bind(model.summaryProperty().map(s -> s.isPresent()));
    VBox empty = empty();
    empty.visibleProperty().bind(run.visibleProperty().not());
    setLeft(list);
    setCenter(new StackPane(empty, run));
    clock =
        new Timeline(
            new KeyFrame(
                TICK,
                event -> {
                  list.refresh();
                  run.refresh();
                }));
    clock.setCycleCount(Animation.INDEFINITE);
    visibleProperty().addListener((p, before, after) -> run(after));
    run(isVisible());
  }

  private void run(boolean shown) {
    if (shown) {
      clock.play();
    } else {
      clock.pause();
    }
  }

  private VBox empty() {
    FontIcon icon = new FontIcon("mdi2s-school-outline");
    icon.getStyleClass().add("empty-icon");
    Label title = kit.styled(new Label(kit.texts().get("runs.empty.title")), "empty-title");
    Label text = kit.styled(new Label(kit.texts().get("runs.empty.text")), "empty-text");
    text.setTextAlignment(TextAlignment.CENTER);
    Button train = kit.textButton("runs-empty-train", "runs.empty.train", dialogs.train());
    train.getStyleClass().add("primary");
    Button add = kit.textButton("runs-empty-add", "runs.add", model::addFolder);
    HBox buttons = new HBox(8, train, add);
    buttons.setAlignment(Pos.CENTER);
    VBox box = new VBox(icon, title, text, buttons);
    box.setId("runs-empty");
    box.getStyleClass().addAll("empty", "empty-box");
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private void confirmDelete() {
    model
        .summaryProperty()
        .get()
        .ifPresent(
            run -> {
              ConfirmView view =
                  new ConfirmView(
                      kit.texts().get("runs.delete.question", run.name()),
                      kit,
                      () -> model.delete(run),
                      dialogs.hide());
              dialogs.show().accept(view);
              view.begin();
            });
  }
}
