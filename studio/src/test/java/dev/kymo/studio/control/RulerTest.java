package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.timeline.TimeScale;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Round seconds at every zoom. */
class RulerTest {

  private static final TimeScale CLIP = new TimeScale(100, 25);

  private static List<String> labels(TimeScale scale, Viewport view, double width) {
    Ruler ruler = Ruler.of(scale, view, width);
    return LongStream.rangeClosed(ruler.first(), ruler.last()).mapToObj(ruler::text).toList();
  }

  @Test
  void labelsAreRoundSeconds() {
    assertEquals(
        List.of("0 s", "1 s", "2 s", "3 s", "4 s"), labels(CLIP, new Viewport(-1, 1), 800));
    assertEquals(
        List.of("-2 s", "0 s", "2 s", "4 s", "6 s", "8 s"),
        labels(CLIP, new Viewport(-1.9, 2.6), 800));
  }

  @Test
  void aFractionHasTheDecimalsThatItNeeds() {
    assertEquals(
        List.of("0.00 s", "0.05 s", "0.10 s", "0.15 s", "0.20 s"),
        labels(CLIP, new Viewport(-1, -0.9), 800));
  }

  @Test
  void longStretchesAreInMinutes() {
    assertEquals(
        List.of("-5:00", "0:00", "5:00", "10:00", "15:00"),
        labels(CLIP, new Viewport(-101, 399), 600));
  }

  @Test
  void labelsHaveRoomAndCoverWhatIsInSight() {
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      TimeScale scale = new TimeScale(1 + random.nextInt(400), 1 + 119 * random.nextDouble());
      double from = 100 * random.nextGaussian();
      Viewport view = new Viewport(from, from + Math.pow(10, -2 + 4.6 * random.nextDouble()));
      double width = 200 + random.nextInt(3000);
      Ruler ruler = Ruler.of(scale, view, width);
      double pixels =
          view.x(scale.ofSeconds(ruler.step()), width) - view.x(scale.ofSeconds(0), width);
      assertTrue(pixels >= 136 - 1e-6, () -> ruler + " at " + view);
      assertTrue(ruler.seconds(ruler.first()) <= scale.seconds(view.from()) + 1e-6);
      assertTrue(ruler.seconds(ruler.last()) >= scale.seconds(view.to()) - 1e-6);
    }
  }
}
