package dev.kymo.studio.cli.bench;

import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.app.RunsParts;
import dev.kymo.studio.app.SettingsStore;
import dev.kymo.studio.app.StudioApp;
import dev.kymo.studio.app.StudioLauncher;
import dev.kymo.studio.app.StudioParts;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.studio.engine.EngineModelOpener;
import dev.kymo.studio.engine.FileClipExporter;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.runs.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * Measures the studio in a window of its own, with the engine of this machine. The user's settings,
 * recent files, runs and unsaved edits are left alone: this studio keeps its own in a folder that
 * goes away with it.
 */
public final class EngineStudioBench implements StudioBenchWork {

  /** Enough changes to fill the meter once more after the code is compiled. */
  private static final int WARM_UP = 200;

  private static final int CHANGES = 560;
  private static final long EVERY_MILLIS = 30;
  private static final int FPS = 60;
  private static final double WIDTH = 1280;
  private static final double HEIGHT = 800;

  private final EngineSetup setup;
  private final Path cache;
  private final Trainer trainer;
  private final Footage.Opener footage;

  /**
   * A bench on this machine.
   *
   * @param setup chooses the engine's library and device
   * @param cache a folder for what can be made again
   * @param trainer which is not asked for anything
   * @param footage opens footage of learned models
   */
  public EngineStudioBench(EngineSetup setup, Path cache, Trainer trainer, Footage.Opener footage) {
    this.setup = setup;
    this.cache = cache;
    this.trainer = trainer;
    this.footage = footage;
  }

  @Override
  public StudioFigures measure(Optional<Path> checkpoint, int seconds, BooleanSupplier cancelled)
      throws Exception {
    Path demo = new DemoFiles(cache).checkpoint(Demo.SHAPES);
    Path folder = Files.createTempDirectory("kymo-bench");
    try (EngineModelOpener opener = new EngineModelOpener(setup, cache)) {
      StudioApp app =
          new StudioApp(parts(opener, demo, folder), Optional.of(checkpoint.orElse(demo)));
      show(app);
      try {
        return new StudioDrive(app.wiring().orElseThrow(), cancelled)
            .measure(new StudioDrive.Plan(WARM_UP, CHANGES, EVERY_MILLIS, FPS, seconds));
      } finally {
        close(app);
      }
    } finally {
      delete(folder);
    }
  }

  private StudioParts parts(EngineModelOpener opener, Path demo, Path folder) {
    SettingsStore settings = new SettingsStore(folder.resolve("studio.json"));
    StudioParts users =
        StudioLauncher.systemParts(
            opener,
            new FileClipExporter(new ClipEncoders(new FfmpegPrograms(cache))),
            DemoShelf.ofModel(demo),
            trainer,
            StudioLauncher.footageParts(footage));
    return new StudioParts(
        users.opener(),
        users.exporter(),
        users.demos(),
        settings,
        users.picker(),
        users.folders(),
        folder.resolve("recovery"),
        users.dice(),
        users.cacheBytes(),
        new RunsParts(
            trainer, users.runs().trash(), users.runs().picker(), folder.resolve("training")),
        users.footage());
  }

  private static void show(StudioApp app) throws InterruptedException, ExecutionException {
    CompletableFuture<Stage> shown = new CompletableFuture<>();
    Platform.startup(
        () -> {
          try {
            Stage stage = new Stage();
            app.start(stage);
            stage.setWidth(WIDTH);
            stage.setHeight(HEIGHT);
            shown.complete(stage);
          } catch (RuntimeException e) {
            shown.completeExceptionally(e);
          }
        });
    shown.get();
  }

  /** Everything is stopped before the engine goes. */
  private static void close(StudioApp app) throws InterruptedException, ExecutionException {
    CompletableFuture<Boolean> stopped = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          try {
            app.stop();
            stopped.complete(true);
          } catch (RuntimeException e) {
            stopped.completeExceptionally(e);
          }
        });
    stopped.get();
    Platform.exit();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
