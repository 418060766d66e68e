package dev.kymo.studio.cli;

import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.app.StudioLauncher;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.studio.engine.EngineModelOpener;
import dev.kymo.studio.engine.FileClipExporter;
import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.runs.Trainer;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the studio's window. */
final class JavaFxStudio implements StudioStarter {
  private static final Logger LOGGER = LoggerFactory.getLogger(JavaFxStudio.class);

  private final EngineSetup setup;
  private final Path cache;
  private final Trainer trainer;
  private final Footage.Opener footage;

  /**
   * A starter on this machine.
   *
   * @param setup chooses the engine's library and device
   * @param cache a folder for what can be made again
   * @param trainer starts and measures runs
   * @param footage opens footage
   */
  JavaFxStudio(EngineSetup setup, Path cache, Trainer trainer, Footage.Opener footage) {
    this.setup = setup;
    this.cache = cache;
    this.trainer = trainer;
    this.footage = footage;
  }

  @Override
  public int start(Optional<Path> file) throws InterruptedException {
    DemoShelf demos =
        new DemoShelf(() -> demo(Demo.PUPPET), () -> demo(Demo.PEOPLE), () -> demo(Demo.SHAPES));
    Optional<Path> first = file.or(demos.clip());
    try (EngineModelOpener opener = new EngineModelOpener(setup, cache)) {
      StudioLauncher.launch(
          StudioLauncher.systemParts(
              opener,
              new FileClipExporter(new ClipEncoders(new FfmpegPrograms(cache))),
              demos,
              trainer,
              StudioLauncher.footageParts(footage)),
          first,
          () ->
              opener.openAhead(
                  first.filter(
                      path -> !ProjectFile.isProject(path) && !FootageNames.isFootage(path))));
    }
    return 0;
  }

  /** Without its demo the studio opens empty and says what to do next. */
  private Optional<Path> demo(Demo demo) {
    try {
      return Optional.of(new DemoFiles(cache).checkpoint(demo));
    } catch (FileException e) {
      LOGGER.warn("the demo is not at hand: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
