package dev.kymo.e2e;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.studio.app.SettingsStore;
import dev.kymo.studio.app.StudioApp;
import dev.kymo.studio.app.StudioParts;
import dev.kymo.studio.app.StudioWiring;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.studio.engine.EngineModelOpener;
import dev.kymo.studio.engine.FileClipExporter;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.view.kit.FilePicker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.PixelReader;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The real application with the real engine on the bundled demo, through its scene graph. */
@ExtendWith(ApplicationExtension.class)
class StudioE2ETest {
  private static final int FAST = 2;
  private static final int PATIENCE_SECONDS = 60;

  @TempDir private static Path folder;

  private EngineModelOpener opener;
  private StudioApp app;
  private StudioWiring studio;
  private Path exported;

  @Start
  void start(Stage stage) throws IOException {
    Path demo = new DemoFiles(folder.resolve("cache")).checkpoint(Demo.SHAPES);
    exported = Files.createTempDirectory(folder, "export").resolve("clip.mp4");
    opener = new EngineModelOpener(EngineSetup.onThisMachine(), folder.resolve("cache"));
    opener.openAhead(Optional.of(demo));
    StudioParts parts =
        new StudioParts(
            opener,
            new FileClipExporter(new ClipEncoders(new FfmpegPrograms(folder.resolve("cache")))),
            DemoShelf.ofModel(demo),
            new SettingsStore(folder.resolve("studio.json")),
            (window, settings) -> new AnsweredPicker(exported),
            file -> {},
            folder.resolve("recovery"),
            () -> 77,
            64L << 20,
            NoTraining.in(folder.resolve("training")),
            NoFootage.parts());
    app = new StudioApp(parts, Optional.of(demo));
    app.start(stage);
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1440);
    stage.setHeight(900);
    studio = app.wiring().orElseThrow();
  }

  @Stop
  void stop() {
    app.stop();
    opener.close();
  }

  /** Answers dialogs, which a headless toolkit cannot show. */
  private record AnsweredPicker(Path target) implements FilePicker {
    @Override
    public Optional<Path> pickFile() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickCheckpoint() {
      return Optional.empty();
    }

    @Override
    public Optional<Path> pickProject(String suggestion) {
      return Optional.empty();
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
  void draggingTheFastFaderChangesThePreviewAndUndoBringsItBack(FxRobot robot) {
    settled();
    robot.clickOn(at(robot, "#timeline", 0.4, 0.1));
    settled();
    int[] before = screen(robot);
    robot.drag(at(robot, "#fader-2", 0.5, 0.5)).dropTo(at(robot, "#fader-2", 0.5, 0.1));
    settled();
    assertTrue(studio.editor().state().motion().bands().get(FAST).gain() > 1.5);
    assertFalse(Arrays.equals(before, screen(robot)), "the preview shows another frame");
    robot.press(KeyCode.CONTROL).type(KeyCode.Z).release(KeyCode.CONTROL);
    settled();
    assertEquals(1, studio.editor().state().motion().bands().get(FAST).gain());
    assertArrayEquals(before, screen(robot));
  }

  @Test
  void scrubbingReachesTimesBetweenFramesAndBeyondTheRange(FxRobot robot) {
    settled();
    int[] first = shown().argb();
    robot.clickOn(at(robot, "#timeline", 0.4137, 0.1));
    settled();
    double between = wanted().t();
    double frame = (between + 1) * 8;
    assertTrue(between > -1 && between < 1, "t " + between);
    assertTrue(Math.abs(frame - Math.rint(frame)) > 1e-3, "frame " + frame);
    int[] inside = shown().argb();
    assertFalse(Arrays.equals(first, inside));
    robot.clickOn(at(robot, "#timeline", 0.97, 0.1));
    settled();
    assertTrue(wanted().t() > 1, "t " + wanted().t());
    assertFalse(Arrays.equals(inside, shown().argb()));
    robot.clickOn(at(robot, "#timeline", 0.02, 0.1));
    settled();
    assertTrue(wanted().t() < -1, "t " + wanted().t());
    Label readOut = robot.lookup("#read-out").queryAs(Label.class);
    assertTrue(readOut.getText().contains("t -1."), readOut.getText());
  }

  @Test
  void anExportedMp4HoldsTheFramesOfThePreview(FxRobot robot) throws Exception {
    settled();
    FrameImage first = shown();
    robot.press(KeyCode.CONTROL).type(KeyCode.E).release(KeyCode.CONTROL);
    Clicks click = new Clicks(robot, studio.view());
    click.on("#export-frames");
    robot.write("40").type(KeyCode.ENTER);
    click.on("#export-start");
    until(() -> !robot.lookup("#export-dialog").tryQuery().filter(Node::isVisible).isPresent());
    until(() -> Files.exists(exported));
    try (SeekableByteChannel channel = NIOUtils.readableChannel(exported.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      Picture picture = grab.getNativeFrame();
      int scale = picture.getWidth() / first.width();
      assertEquals(256, picture.getWidth());
      assertEquals(256, picture.getHeight());
      assertTrue(lumaDecibels(first, picture, scale) >= 40);
      int count = 0;
      while (picture != null) {
        count++;
        picture = grab.getNativeFrame();
      }
      assertEquals(40, count);
      double seconds = grab.getVideoTrack().getMeta().getTotalDuration();
      assertEquals(25, count / seconds, 1e-6);
    }
    try (var files = Files.list(exported.getParent())) {
      assertEquals(1, files.count(), "nothing is left beside the clip");
    }
  }

  /** Y' of BT.601 at the middle of each pixel's block, against what was drawn. */
  private static double lumaDecibels(FrameImage frame, Picture picture, int scale) {
    byte[] luma = picture.getPlaneData(0);
    double sum = 0;
    for (int i = 0; i < frame.argb().length; i++) {
      int rgb = frame.argb()[i];
      double expected =
          16
              + (65.481 * (rgb >> 16 & 0xFF) + 128.553 * (rgb >> 8 & 0xFF) + 24.966 * (rgb & 0xFF))
                  / 255;
      int x = (i % frame.width()) * scale + scale / 2;
      int y = (i / frame.width()) * scale + scale / 2;
      // JCodec's planes are bytes around 0.
      double difference = expected - (luma[y * picture.getPlaneWidth(0) + x] + 128);
      sum += difference * difference;
    }
    return 10 * Math.log10(255 * 255 * frame.argb().length / sum);
  }

  private FrameRequest wanted() {
    return studio.director().wantedProperty().get().orElseThrow();
  }

  private FrameImage shown() {
    return studio.desk().pictureProperty().get().orElseThrow().image();
  }

  /** Waits until the frame that is wanted is the one that is shown. */
  private void settled() {
    until(
        () ->
            WaitForAsyncUtils.asyncFx(
                    () -> {
                      Clicks.withoutTooltips(studio.view());
                      Optional<FrameRequest> wanted = studio.director().wantedProperty().get();
                      return wanted.isPresent()
                          && wanted.equals(
                              studio.desk().pictureProperty().get().map(p -> p.request()));
                    })
                .get());
  }

  private static void until(Callable<Boolean> condition) {
    try {
      WaitForAsyncUtils.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS, condition);
    } catch (TimeoutException e) {
      throw new AssertionError("it never came to be", e);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static int[] screen(FxRobot robot) {
    Node preview = robot.lookup("#preview").query();
    return WaitForAsyncUtils.waitForAsyncFx(
        10_000,
        () -> {
          WritableImage image = preview.snapshot(null, null);
          PixelReader reader = image.getPixelReader();
          int width = (int) image.getWidth();
          int height = (int) image.getHeight();
          int[] pixels = new int[width * height];
          for (int i = 0; i < pixels.length; i++) {
            pixels[i] = reader.getArgb(i % width, i / width);
          }
          return pixels;
        });
  }

  private static Point2D at(FxRobot robot, String query, double x, double y) {
    Bounds bounds = robot.bounds(robot.lookup(query).<Node>query()).query();
    return new Point2D(
        bounds.getMinX() + x * bounds.getWidth(), bounds.getMinY() + y * bounds.getHeight());
  }
}
