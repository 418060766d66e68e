package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class ControlMathTest {

  @Property(tries = 200)
  void faderPositionAndGainAreInverse(@ForAll @DoubleRange(max = 4) double gain) {
    assertEquals(gain, FaderScale.gain(FaderScale.position(gain)), 1e-9);
  }

  @Test
  void oneIsInTheMiddleOfTheFader() {
    assertEquals(0.5, FaderScale.position(1));
    assertEquals(1, FaderScale.position(4));
    assertEquals(0, FaderScale.gain(-3));
  }

  @Test
  void numbersAreReadAsPeopleWriteThem() {
    NumberSpec speed = new NumberSpec(-4, 4, 2, "×", false, 0.05, 0.01);
    assertEquals(OptionalDouble.of(0.5), speed.parse(" 0,5× "));
    assertEquals(OptionalDouble.of(4), speed.parse("17"));
    assertEquals(OptionalDouble.empty(), speed.parse("fast"));
    assertEquals("-0.50×", speed.format(-0.5));
    assertEquals("+45°", new NumberSpec(-360, 360, 0, "°", true, 5, 1).format(45.2));
    assertEquals("0.00×", speed.format(-0.0001));
  }

  @Test
  void zoomKeepsTheTimeUnderThePointer() {
    Viewport view = new Viewport(-1, 3);
    double t = view.t(250, 1000);
    Viewport closer = view.zoom(t, 0.3);
    assertEquals(250, closer.x(t, 1000), 1e-9);
    assertEquals(1.2, closer.length(), 1e-9);
    assertTrue(view.zoom(0, 1e-12).length() > 0);
  }

  @Test
  void thumbnailsCoverWhatIsInSightAndLieOnTheGridOfFrames() {
    TimeScale scale = new TimeScale(16, 25);
    double[] times =
        TimelineGrid.thumbnailTimes(scale, new ClipRange(0.1, 1), new Viewport(-2, 3), 1000);
    assertTrue(times[0] <= -2 && times[times.length - 1] > 3 - 0.5);
    double step = times[1] - times[0];
    assertTrue(step / 5 * 1000 >= TimelineLayout.THUMBNAIL);
    double frames = (times[3] - 0.1) / scale.step();
    assertEquals(Math.rint(frames), frames, 1e-9);
  }
}
