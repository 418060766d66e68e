package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.timeline.ClipRange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javafx.stage.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Random edits, scrubbing, undo, play and resizing: no exception, no stale frame when things come
 * to rest, flat memory. Outside the quick suite; {@code -Dkymo.soak.seconds} says for how long.
 */
@Tag("soak")
@ExtendWith(ApplicationExtension.class)
class SoakTest {

  private static final Duration LONG = Duration.ofSeconds(Long.getLong("kymo.soak.seconds", 600));

  @TempDir private static Path folder;

  private final Random random = new Random(11);
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private WindowFixture window;
  private Stage stage;

  @Start
  void start(Stage shown) {
    stage = shown;
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> failures.add(error));
    window = new WindowFixture(stage, folder, 1440, 900);
  }

  @Stop
  void stop() {
    window.app.stop();
    Thread.setDefaultUncaughtExceptionHandler(null);
  }

  @Test
  void editsForALongTime(FxRobot robot) {
    window.settled();
    long end = System.nanoTime() + LONG.toNanos();
    List<Long> used = new ArrayList<>();
    int steps = 0;
    while (System.nanoTime() < end) {
      for (int i = 0; i < 200; i++) {
        WaitForAsyncUtils.waitForAsyncFx(60_000, this::step);
        steps++;
      }
      robot.interact(() -> window.studio.playback().pause());
      window.settled();
      robot.interact(this::nothingIsStale);
      assertEquals(List.of(), failures);
      used.add(memory());
    }
    assertTrue(steps >= 200, "only " + steps + " steps");
    int quarter = Math.max(1, used.size() / 4);
    System.out.printf(
        "soak: %,d steps, memory in MiB %s%n",
        steps, used.stream().map(bytes -> bytes >> 20).toList());
    if (used.size() >= 8) {
      double early = mean(used.subList(quarter, 2 * quarter));
      double late = mean(used.subList(used.size() - quarter, used.size()));
      assertTrue(late < 1.25 * early + 8e6, "memory grew from " + early + " to " + late);
    }
  }

  private static double mean(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).average().orElse(0);
  }

  private static long memory() {
    System.gc();
    WaitForAsyncUtils.waitForFxEvents();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private void nothingIsStale() {
    Optional<FrameRequest> wanted = window.studio.director().wantedProperty().get();
    assertEquals(wanted, window.studio.desk().pictureProperty().get().map(Picture::request));
    assertEquals(wanted.map(FrameRequest::scene), window.studio.director().scene());
  }

  private void step() {
    int bands = window.state().motion().bands().size();
    int band = random.nextInt(bands);
    switch (random.nextInt(12)) {
      case 0 -> edit("gain", band, 4 * random.nextDouble());
      case 1 -> edit("speed", band, 8 * random.nextDouble() - 4);
      case 2 ->
          window
              .studio
              .editor()
              .edit("c", "c", s -> s.withContent(LatentCode.seed(random.nextInt(50))));
      case 3 ->
          window
              .studio
              .editor()
              .edit("m", "m", s -> s.withMotionCode(LatentCode.seed(random.nextInt(50))));
      case 4 -> window.studio.playback().seek(4 * random.nextDouble() - 2);
      case 5 -> window.studio.editor().undo();
      case 6 -> window.studio.editor().redo();
      case 7 -> window.studio.playback().toggle();
      case 8 -> {
        stage.setWidth(1080 + random.nextInt(500));
        stage.setHeight(700 + random.nextInt(280));
      }
      case 9 -> {
        double from = random.nextDouble() - 1.5;
        ClipRange range = new ClipRange(from, from + 0.5 + random.nextDouble());
        window.studio.editor().edit("r", "r", s -> s.withRange(range));
      }
      case 10 -> {
        double lower = window.state().motion().plan().lower(band);
        double upper = Math.min(7, window.state().motion().plan().upper(band));
        if (bands < 8 && upper - lower > 0.2) {
          window.studio.editor().edit("s", "s", s -> s.split(band, (lower + upper) / 2));
        } else if (band < bands - 1) {
          window.studio.editor().edit("j", "j", s -> s.merge(band));
        }
      }
      default -> {
        // It loads a whole stylesheet: seldom.
        if (random.nextInt(8) == 0) {
          window.studio.look().switchTheme();
        }
      }
    }
  }

  private void edit(String what, int band, double value) {
    window
        .studio
        .editor()
        .edit(
            what,
            what + band,
            s ->
                s.withMotion(
                    s.motion()
                        .with(
                            band,
                            b -> what.equals("gain") ? b.withGain(value) : b.withSpeed(value))));
  }
}
