package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.studio.frames.Picture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class FirstFrameTest {
  @Test
  void theFirstPaintedPictureIsTimedOnce() {
    FrameDesk desk = new FrameDesk();
    AtomicInteger told = new AtomicInteger();
    AtomicLong clock = new AtomicLong(1_000);
    FirstFrame first = new FirstFrame(desk, clock::get, () -> 400);
    first.then(told::incrementAndGet);
    first.painted();
    assertTrue(first.seconds().isEmpty(), "there is nothing to be seen yet");
    EditorState state = new EditorModel(clock::get).state();
    FrameRequest request = new FrameRequest(state.scene("model"), 0);
    desk.shown(new Picture(request, new FrameImage(1, 1, new int[1])));
    clock.set(2_900);
    first.painted();
    clock.set(9_000);
    first.painted();
    assertEquals(2.5, first.seconds().getAsDouble(), 1e-9);
    assertEquals(1, told.get());
  }
}
