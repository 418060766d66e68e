package dev.kymo.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.app.SettingsStore;
import dev.kymo.studio.app.StudioApp;
import dev.kymo.studio.app.StudioParts;
import dev.kymo.studio.app.StudioWiring;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.studio.engine.EngineModelOpener;
import dev.kymo.studio.engine.FileClipExporter;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.view.kit.FilePicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** A project's way from the studio to the command line and back, with the real engine. */
@ExtendWith(ApplicationExtension.class)
class ProjectE2ETest {
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private static Path root;

  private Path folder;
  private EngineModelOpener opener;
  private StudioApp app;
  private StudioWiring studio;
  private Path target;

  @Start
  void start(Stage stage) throws IOException {
    folder = Files.createTempDirectory(root, "project");
    // Where a command line looks that is told so by XDG_CACHE_HOME.
    Path cache = folder.resolve("cache").resolve("kymo");
    Path demo = new DemoFiles(cache).checkpoint(Demo.SHAPES);
    opener = new EngineModelOpener(EngineSetup.onThisMachine(), cache);
    StudioParts parts =
        new StudioParts(
            opener,
            new FileClipExporter(new ClipEncoders(new FfmpegPrograms(cache))),
            DemoShelf.ofModel(demo),
            new SettingsStore(folder.resolve("studio.json")),
            (window, settings) -> new Answers(),
            file -> {},
            folder.resolve("recovery"),
            () -> 77,
            64L << 20,
            NoTraining.in(folder.resolve("training")),
            NoFootage.parts());
    app = new StudioApp(parts, Optional.of(demo));
    app.start(stage);
    stage.setWidth(1280);
    stage.setHeight(800);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
    opener.close();
  }

  /** Every dialog is answered with the target. */
  private final class Answers implements FilePicker {
    @Override
    public Optional<Path> pickFile() {
      return Optional.of(target);
    }

    @Override
    public Optional<Path> pickCheckpoint() {
      return Optional.of(target);
    }

    @Override
    public Optional<Path> pickProject(String suggestion) {
      return Optional.of(target);
    }

    @Override
    public Optional<Path> pickFootage() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickLatents() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickLatentsTarget(String suggestion) {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickExport(ClipFormat format, String suggestion) {
      return Optional.of(target);
    }
  }

  @Test
  void theCommandLineDrawsTheSamePixelsAndAClipRestoresTheEdit(FxRobot robot) throws Exception {
    until(() -> studio.session().modelProperty().get().isPresent());
    EditorState edit = edited(studio.editor().state());
    robot.interact(() -> studio.editor().edit("Edit", "edit", state -> edit));
    target = folder.resolve("dance.kymo");
    keys(robot, KeyCode.S);
    assertEquals(edit, ProjectFile.read(target).state());

    Path exported = folder.resolve("exported");
    export(robot, exported, ClipFormat.PNG);
    Path drawn = folder.resolve("drawn");
    kymo("render", "--project", folder.resolve("dance.kymo").toString(), "--out", drawn.toString());
    assertSameFiles(exported, drawn, 21);

    Path clip = folder.resolve("clip.mp4");
    export(robot, clip, ClipFormat.MP4);
    robot.interact(() -> studio.shell().documents().startNew());
    target = clip;
    keys(robot, KeyCode.O);
    until(() -> studio.editor().state().equals(edit));
    assertEquals(ProjectFile.read(clip).state(), edit);
  }

  private static EditorState edited(EditorState state) {
    return state
        .withContent(LatentCode.seed(4))
        .withRange(new ClipRange(-0.4, 0.9))
        .withBetween(1)
        .withMotion(
            state
                .motion()
                .with(0, band -> band.withSpeed(-1.5))
                .with(2, band -> band.withGain(2).withCode(LatentCode.seed(9))));
  }

  private void export(FxRobot robot, Path to, ClipFormat format) throws TimeoutException {
    target = to;
    keys(robot, KeyCode.E);
    ComboBox<ClipFormat> box = robot.lookup("#export-format").queryComboBox();
    robot.interact(() -> box.setValue(format));
    Clicks click = new Clicks(robot, studio.view());
    click.on("#export-scale");
    robot.write("1").type(KeyCode.ENTER);
    until(() -> robot.lookup("#export-size").queryAs(Label.class).getText().startsWith("about "));
    click.on("#export-start");
    until(() -> robot.lookup("#export-dialog").tryQuery().isEmpty());
    until(() -> Files.exists(to));
  }

  private static void keys(FxRobot robot, KeyCode code) {
    robot.press(KeyCode.CONTROL).type(code).release(KeyCode.CONTROL);
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** The real program, in a process of its own. */
  private void kymo(String... arguments) throws Exception {
    new CommandLine(folder.resolve("cache")).run(arguments);
  }

  private static void assertSameFiles(Path expected, Path actual, int count) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(expected)) {
      files = all.map(Path::getFileName).sorted().toList();
    }
    assertEquals(count, files.size());
    for (Path file : files) {
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(file)),
          Files.readAllBytes(actual.resolve(file)),
          file.toString());
    }
  }

  private static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("it never came to be", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }
}
