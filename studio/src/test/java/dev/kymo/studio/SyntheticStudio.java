package dev.kymo.studio;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.app.Settings;
import dev.kymo.studio.app.SettingsStore;
import dev.kymo.studio.app.StudioApp;
import dev.kymo.studio.app.StudioWiring;
import dev.kymo.studio.document.KeptSlot;
import dev.kymo.studio.document.Recovery;
import dev.kymo.studio.document.RecoveryKeeper;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * Opens the real window on a synthetic model, to look at it. Arguments: image size, milliseconds a
 * frame, and a scene: {@code plain}, {@code empty}, {@code bands}, {@code broken}, {@code drop},
 * {@code memory}, {@code long}, {@code recovery}, {@code missing}, {@code changed}, {@code
 * unsaved}, {@code history}, {@code export}, {@code queue}. Then, if wanted, width and height of
 * the window and {@code DARK} or {@code LIGHT}.
 */
public final class SyntheticStudio {

  private SyntheticStudio() {}

  /** Starts. */
  public static void main(String[] args) throws IOException {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 64;
    long millis = args.length > 1 ? Long.parseLong(args[1]) : 3;
    String scene = args.length > 2 ? args[2] : "plain";
    Path folder = Files.createTempDirectory("kymo-look");
    if (scene.equals("runs") || scene.startsWith("wizard")) {
      runs(folder.resolve("training/runs"));
    }
    if (args.length > 5) {
      double width = Double.parseDouble(args[3]);
      double height = Double.parseDouble(args[4]);
      new SettingsStore(folder.resolve("studio.json"))
          .change(
              s ->
                  s.withTheme(args[5]).withWindow(new Settings.Window(0, 0, width, height, false)));
    }
    SyntheticParts parts = new SyntheticParts(folder, size, millis * 1_000_000);
    String name =
        scene.equals("long") ? "a-long-name-that-somebody-gave-to-a-checkpoint-long-ago-" : "";
    Path file = folder.resolve(name + "toy-shapes-64.pt");
    if (scene.equals("recovery")) {
      KeptSlot<Recovery> crashed = RecoveryKeeper.folder(folder.resolve("recovery")).claim();
      crashed.keep(
          new Recovery(
              DocumentScenes.project(file),
              Optional.of(folder.resolve("dance.kymo")),
              Instant.now()));
      crashed.release();
    }
    StudioApp app =
        new StudioApp(parts.parts(), scene.equals("empty") ? Optional.empty() : Optional.of(file));
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          stage.setOnHidden(event -> app.stop());
          app.start(stage);
          app.wiring().ifPresent(studio -> show(scene, studio, parts, folder));
          app.wiring().ifPresent(studio -> new DocumentScenes(studio, parts, folder).show(scene));
        });
  }

  private static void show(String scene, StudioWiring studio, SyntheticParts parts, Path folder) {
    studio
        .session()
        .modelProperty()
        .addListener(
            (p, before, model) -> {
              if (model.isPresent() && scene.equals("bands")) {
                Platform.runLater(() -> eightBands(studio));
              } else if (model.isPresent() && scene.equals("long")) {
                Platform.runLater(() -> longNames(studio));
              } else if (model.isPresent() && scene.equals("runs")) {
                Platform.runLater(() -> studio.view().showingRunsProperty().set(true));
              } else if (model.isPresent() && scene.startsWith("wizard")) {
                Platform.runLater(
                    () -> {
                      studio.wizard().makeToys(24);
                      studio.view().showWizard();
                      int step = scene.charAt(scene.length() - 1) - '0';
                      studio.wizard().stepProperty().set(Math.max(0, Math.min(4, step)));
                    });
              } else if (model.isPresent() && scene.equals("broken")) {
                Platform.runLater(() -> studio.shell().drop(folder.resolve("broken.pt")));
              } else if (model.isPresent() && scene.equals("memory")) {
                parts.opened().get(0).frames().leaveMemoryFor(2);
                Platform.runLater(() -> eightBands(studio));
              } else if (model.isPresent() && scene.equals("drop")) {
                studio.view().lookup("#drop-highlight").setVisible(true);
              }
            });
  }

  private static void runs(Path folder) throws IOException {
    SyntheticRuns.make(folder.resolve("sky-256-b"), RunState.LOST, "", 12_330, 150_000);
    SyntheticRuns.make(
        folder.resolve("sky-256-a"),
        RunState.FAILED,
        "CUDA 0 has too little memory for image batch 12 and video batch 12; 6 and 6 fit.",
        1_200,
        150_000);
    SyntheticRuns.make(folder.resolve("toy-64"), RunState.ENDED, "", 50_000, 50_000);
    SyntheticRuns.make(folder.resolve("toy-64-wide"), RunState.RUNNING, "", 8_120, 50_000);
    SyntheticRuns.make(folder.resolve("puppet-128-b"), RunState.RUNNING, "", 61_400, 150_000);
  }

  private static void longNames(StudioWiring studio) {
    eightBands(studio);
    studio.editor().edit("Rename", "n", s -> s.withName(0, "Slow swaying of the whole body"));
    studio.editor().edit("Rename", "n", s -> s.withName(7, "Trembling"));
  }

  private static void eightBands(StudioWiring studio) {
    BandPlan plan = BandPlan.of(0.6, 1.3, 2, 2.8, 3.7, 4.6, 5.7);
    studio
        .editor()
        .restart(
            studio
                .editor()
                .state()
                .withMotion(MotionEdit.trained(plan, studio.editor().state().motionCode())));
  }
}
