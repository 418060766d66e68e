package dev.kymo.inference.carry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which frames help. */
class HelpersTest {

  private static FrameImage gray(int level) {
    return CarryFrames.learned(CarryFrames.plain(8, 8, level), 8);
  }

  private static CarrySource source(int level) {
    RgbFrame original = CarryFrames.plain(8, 8, level);
    return new CarrySource(original, gray(level));
  }

  @Test
  void spreadTakesWhatDiffersMost() {
    List<FrameImage> learned = Stream.of(100, 101, 240, 30, 102).map(HelpersTest::gray).toList();
    assertEquals(List.of(0, 2, 3), Helpers.spread(learned, 3));
    assertEquals(List.of(0, 2, 3, 4, 1), Helpers.spread(learned, 9));
    assertEquals(List.of(), Helpers.spread(List.of(), 3));
    assertEquals(List.of(), Helpers.spread(learned, 0));
  }

  @Test
  void spreadNeedsNoFrameTwice() {
    assertEquals(List.of(0), Helpers.spread(List.of(gray(9), gray(9), gray(9)), 3));
  }

  @Test
  void chooseTakesWhatExplainsMost() {
    CarrySource own = source(10);
    CarrySource near = source(150);
    CarrySource nearest = source(190);
    CarrySource far = source(12);
    List<CarrySource> shelf = List.of(far, near, own, nearest);
    assertEquals(List.of(nearest), Helpers.choose(List.of(own), shelf, gray(200), 1));
    assertEquals(List.of(nearest), Helpers.choose(List.of(own), shelf, gray(193), 3));
    assertEquals(List.of(), Helpers.choose(List.of(own), shelf, gray(13), 3));
  }
}
