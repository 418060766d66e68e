package dev.kymo.studio.app;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.project.EditorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.util.Duration;

/**
 * A studio that edits by itself until it is killed: the content seed counts on. It restores what it
 * is offered first. Arguments: the folder that it lives in, and a file for a line for each edit.
 * Prints {@code restored N} or {@code fresh}, then {@code editing}.
 */
public final class EditingStudio {

  private static final Duration PERIOD = Duration.millis(25);

  private final StudioWiring studio;
  private final Path log;
  private boolean asked;
  private boolean editing;

  private EditingStudio(StudioWiring studio, Path log) {
    this.studio = studio;
    this.log = log;
  }

  /** Starts. */
  public static void main(String[] args) {
    Path folder = Path.of(args[0]);
    SyntheticParts parts = new SyntheticParts(folder, 32, 0);
    StudioApp app = new StudioApp(parts.parts(), Optional.of(folder.resolve("model.pt")));
    Platform.startup(
        () -> {
          app.start(new Stage());
          EditingStudio editing = new EditingStudio(app.wiring().orElseThrow(), Path.of(args[1]));
          Timeline clock = new Timeline(new KeyFrame(PERIOD, event -> editing.tick()));
          clock.setCycleCount(Animation.INDEFINITE);
          clock.play();
        });
  }

  private void tick() {
    if (studio.session().modelProperty().get().isEmpty()) {
      return;
    }
    if (!asked) {
      asked = true;
      if (studio.view().lookup("#recovery-restore") instanceof Button restore) {
        restore.fire();
        return;
      }
      System.out.println("fresh");
      begin();
    } else if (!editing) {
      if (seed() > 1) {
        System.out.println("restored " + seed());
        begin();
      }
    } else {
      edit();
    }
  }

  private void begin() {
    editing = true;
    System.out.println("editing");
  }

  private long seed() {
    return ((LatentCode.Seeded) studio.editor().state().content()).seed();
  }

  private void edit() {
    long next = seed() + 1;
    EditorState edited = studio.editor().state().withContent(LatentCode.seed(next));
    studio.editor().edit("Content Seed", "content", state -> edited);
    try {
      Files.writeString(
          log,
          next + " " + System.currentTimeMillis() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
