package dev.kymo.studio;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.app.StudioWiring;
import dev.kymo.studio.document.CheckpointReference;
import dev.kymo.studio.document.Project;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.project.EditorState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.util.Duration;

/** What a user meets around projects and exports, to look at it. */
final class DocumentScenes {

  private final StudioWiring studio;
  private final SyntheticParts parts;
  private final Path folder;

  DocumentScenes(StudioWiring studio, SyntheticParts parts, Path folder) {
    this.studio = studio;
    this.parts = parts;
    this.folder = folder;
  }

  static Project project(Path checkpoint) {
    return new Project(
        CheckpointReference.at(checkpoint, SyntheticModel.id(checkpoint)),
        EditorState.first(BandPlan.of(2, 4)).withContent(LatentCode.seed(4711)),
        true);
  }

  /** Once the model is there. */
  void show(String scene) {
    studio
        .session()
        .modelProperty()
        .addListener(
            (p, before, model) -> {
              if (model.isPresent()) {
                Platform.runLater(() -> play(scene));
              }
            });
  }

  private void play(String scene) {
    switch (scene) {
      case "missing", "changed" -> relocate(scene.equals("changed"));
      case "unsaved" -> {
        edits(1);
        studio.shell().drop(folder.resolve("other.pt"));
      }
      case "history" -> {
        edits(6);
        studio.editor().undo();
        later(() -> fire("#history"));
      }
      case "export" -> fire("#export");
      case "queue" -> {
        export("dance.mp4", 16);
        later(
            () -> {
              export("a-rather-long-name-of-a-clip-that-does-not-fit-into-the-list.mp4", 4000);
              export("broken/third.gif", 16);
              later(() -> fire("#exports"));
            });
      }
      default -> {
        // Another class shows it.
      }
    }
  }

  private void relocate(boolean changed) {
    Path file = folder.resolve("dance.kymo");
    Path checkpoint = folder.resolve("models").resolve("toy-shapes-missing.pt");
    try {
      ProjectFile.write(file, project(checkpoint));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    studio.shell().drop(file);
    if (changed) {
      parts.pick(folder.resolve("toy-shapes-newer.pt"));
      later(() -> fire("#relocate-choose"));
    }
  }

  private void edits(int count) {
    for (int i = 0; i < count; i++) {
      double gain = 1.1 + i * 0.1;
      int band = i % 3;
      studio
          .editor()
          .edit(
              studio.editor().state().bandName(band) + " Gain",
              "gain" + i,
              s -> s.withMotion(s.motion().with(band, b -> b.withGain(gain))));
    }
  }

  private void export(String name, int count) {
    parts.pickExport(folder.resolve(name));
    studio.export().prepare();
    studio.export().setFrames(count);
    studio.export().export();
    studio.export().leave();
  }

  private void fire(String button) {
    ((Button) studio.view().lookup(button)).fire();
  }

  private static void later(Runnable action) {
    PauseTransition pause = new PauseTransition(Duration.seconds(1.5));
    pause.setOnFinished(event -> action.run());
    pause.play();
  }
}
