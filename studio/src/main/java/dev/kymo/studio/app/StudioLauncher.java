package dev.kymo.studio.app;

import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.delivery.OriginalPixels;
import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.engine.FootageFiles;
import dev.kymo.studio.footage.Carriers;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.project.ModelOpener;
import dev.kymo.studio.runs.SystemTrash;
import dev.kymo.studio.runs.Trainer;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * Starts the studio. The main class calls this and must not extend {@code Application} itself:
 * JavaFX is on the class path.
 */
public final class StudioLauncher {

  private static final long LARGEST_CACHE = 1L << 30;
  private static final long MOST_FOOTAGE = 512L << 20;
  private static final long MOST_CARRIED = 512L << 20;
  private static final int LARGEST_SEED = 100_000;

  private StudioLauncher() {}

  /** What the studio is made of on a user's machine. */
  public static StudioParts systemParts(
      ModelOpener opener,
      ClipExporter exporter,
      DemoShelf demos,
      Trainer trainer,
      FootageParts footage) {
    return new StudioParts(
        opener,
        exporter,
        demos,
        new SettingsStore(SettingsStore.defaultFile()),
        SystemFilePicker::new,
        new SystemFolderOpener(),
        UserFolders.state().resolve("recovery"),
        () -> ThreadLocalRandom.current().nextLong(LARGEST_SEED),
        Math.min(LARGEST_CACHE, Runtime.getRuntime().maxMemory() / 4),
        new RunsParts(trainer, new SystemTrash(), SystemPlacePicker::new, UserFolders.data()),
        footage);
  }

  /** What footage gets on a user's machine; a part of the memory goes to its frames. */
  public static FootageParts footageParts(Footage.Opener opener) {
    long memory = Runtime.getRuntime().maxMemory();
    FootageFiles files = new FootageFiles(opener);
    return new FootageParts(
        opener,
        new Carriers(OriginalPixels.of(CarryQuality.LIVE), OriginalPixels.of(CarryQuality.BEST)),
        Math.min(MOST_FOOTAGE, memory / 6),
        Math.min(MOST_CARRIED, memory / 12),
        new LearnParts(files, files));
  }

  /**
   * Shows the window and returns when it is closed.
   *
   * @param parts what the studio gets from outside
   * @param file what to open at once
   * @param ahead what {@link StudioApp} begins before it builds the window
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public static void launch(StudioParts parts, Optional<Path> file, Runnable ahead)
      throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    AtomicReference<RuntimeException> failure = new AtomicReference<>();
    // The toolkit reads its scale once, when it starts.
    new InterfaceScale(new PreferencesFile(parts.settings()).read()).apply();
    StudioApp app = new StudioApp(parts, file, StudioApp.Panels.AFTER_THE_FIRST_FRAME, ahead);
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          stage.setOnHidden(
              event -> {
                // The toolkit ends by itself with its last window.
                app.stop();
                closed.countDown();
              });
          try {
            app.start(stage);
          } catch (RuntimeException e) {
            // Without a window nobody could ever close it.
            failure.set(e);
            Platform.exit();
            closed.countDown();
          }
        });
    closed.await();
    if (failure.get() != null) {
      throw failure.get();
    }
  }
}
