package dev.kymo.studio.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.SyntheticFootage;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FootageFramesTest {
  private static final int BYTES = 3 * 24 * 16;

  private final SyntheticFootage footage = new SyntheticFootage(Path.of("walk.mp4"), 24, 16, 100);
  private final Semaphore news = new Semaphore(0);
  private Optional<FootageFrames> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(FootageFrames::close);
  }

  private FootageFrames frames(int first, int count, int room) {
    FootageShape shape = new FootageShape(first, count, 24, 16, 1, new Square(4, 0, 16));
    FootageFrames made =
        new FootageFrames(footage, shape, (long) room * BYTES, () -> news.release());
    opened = Optional.of(made);
    return made;
  }

  private void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      assertTrue(news.tryAcquire(10, TimeUnit.SECONDS), "nothing arrives any more");
    }
  }

  private static int red(RgbFrame frame) {
    return frame.rgb()[0] & 0xFF;
  }

  @Test
  void aRangeThatFitsIsReadWholeAndOnce() throws InterruptedException {
    FootageFrames frames = frames(10, 30, 100);
    until(() -> frames.size() == 30);
    for (int k = 10; k < 40; k++) {
      assertEquals(SyntheticFootage.red(k), red(frames.get(k).orElseThrow()));
    }
    frames.want(39);
    frames.want(12);
    assertEquals(Optional.empty(), frames.get(9));
    assertEquals(Optional.empty(), frames.get(40));
    assertEquals(1, footage.reads());
    assertEquals(30, footage.decoded());
  }

  @Test
  void aJumpOfThePlayheadIsReadFirst() throws InterruptedException {
    footage.letThrough(3);
    FootageFrames frames = frames(0, 90, 100);
    until(() -> frames.size() == 3);
    frames.want(60);
    footage.letThrough(2);
    until(() -> frames.get(60).isPresent());
    assertTrue(frames.size() <= 5, "nothing in between was read");
    footage.letThrough(1000);
    until(() -> frames.size() == 90);
  }

  @Test
  void whatDoesNotFitIsAWindowAroundThePlayhead() throws InterruptedException {
    FootageFrames frames = frames(0, 100, 12);
    until(() -> frames.size() == 12);
    for (int k = 0; k < 100; k += 7) {
      int wanted = k;
      frames.want(wanted);
      until(() -> frames.get(wanted).isPresent());
      assertTrue(frames.size() <= 12, "bounded");
    }
    frames.want(50);
    until(() -> frames.get(50).isPresent() && frames.get(54).isPresent());
    assertEquals(Optional.empty(), frames.get(20));
  }

  @Test
  void footageThatEndsTooEarlyIsSaid() throws InterruptedException {
    FootageFrames frames = frames(80, 40, 100);
    until(() -> frames.lost(110).isPresent());
    assertEquals(Optional.of("walk.mp4 ends before frame 110."), frames.lost(110));
    assertEquals(Optional.empty(), frames.lost(99));
    assertEquals(20, frames.size());
  }

  @Test
  void footageThatCannotBeReadSaysWhy() throws InterruptedException {
    footage.breakIt("walk.mp4 is gone; put it back.");
    FootageFrames frames = frames(0, 10, 100);
    until(() -> frames.lost(0).isPresent());
    assertEquals(Optional.of("walk.mp4 is gone; put it back."), frames.lost(0));
  }
}
