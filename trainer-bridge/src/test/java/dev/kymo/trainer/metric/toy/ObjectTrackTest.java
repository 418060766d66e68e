package dev.kymo.trainer.metric.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.toy.ToyShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ObjectTrackTest {

  /** A track of these positions; NaN is a gap. */
  private static ObjectTrack at(double... y) {
    return new ObjectTrack(
        Arrays.stream(y)
            .mapToObj(v -> Double.isNaN(v) ? Optional.<TrackedObject>empty() : Optional.of(o(v, v)))
            .toList());
  }

  private static TrackedObject o(double y, double red) {
    return new TrackedObject(y, new Rgb(red, 100, 100), ToyShape.CIRCLE);
  }

  @Example
  void gapsAreBridged() {
    double gap = Double.NaN;
    double[] filled = at(1, gap, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12).positions().orElseThrow();
    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}, filled, 1e-12);
    double[] ends = at(gap, 3, 4, 5, 5, 5, 5, gap).positions().orElseThrow();
    assertArrayEquals(new double[] {3, 3, 4, 5, 5, 5, 5, 5}, ends, 1e-12);
    assertTrue(at(1, gap, gap, 4).positions().isEmpty());
    assertTrue(at().positions().isEmpty());
  }

  @Example
  void tooFewStepsHaveNoSpeed() {
    assertTrue(at(1, 2, 3).speed().isEmpty());
    assertTrue(at(1, 2, Double.NaN, 3, 4, Double.NaN, 5).speed().isEmpty());
    assertEquals(1, at(1, 2, 3, 4).speed().orElseThrow());
  }

  @Example
  void aBounceDoesNotSlowAnObjectDown() {
    assertEquals(8, at(50, 58, 56, 48, 40, 32, 24, 16, 8, 6, 14).speed().orElseThrow(), 1e-12);
  }

  @Property(tries = 100)
  void speedFollowsScaleAndNotPlace(
      @ForAll @Size(min = 4, max = 20) List<@DoubleRange(min = 0, max = 60) Double> y,
      @ForAll @DoubleRange(min = 0.1, max = 3) double factor) {
    double[] plain = y.stream().mapToDouble(Double::doubleValue).toArray();
    double[] changed = Arrays.stream(plain).map(v -> 7 - factor * v).toArray();
    assertEquals(factor * at(plain).speed().orElseThrow(), at(changed).speed().orElseThrow(), 1e-9);
  }

  @Example
  void driftIsTheDeviationOverTime() {
    // Red alternates by 3 around its mean, the others rest: variance 9 * n / (n - 1) over three.
    ObjectTrack track = at(10, 16, 10, 16);
    assertEquals(Math.sqrt(9 * 4 / 3.0 / 3), track.colorDrift().orElseThrow(), 1e-12);
    assertEquals(13, track.color().orElseThrow().red(), 1e-12);
  }

  @Property(tries = 50)
  void theMostFrequentShapeCounts(@ForAll @IntRange(min = 1, max = 10) int squares) {
    List<Optional<TrackedObject>> frames = new ArrayList<>();
    for (int i = 0; i < squares + 1; i++) {
      frames.add(Optional.of(o(1, 1)));
    }
    for (int i = 0; i < squares; i++) {
      frames.add(Optional.of(new TrackedObject(1, new Rgb(1, 1, 1), ToyShape.SQUARE)));
    }
    ObjectTrack track = new ObjectTrack(frames);
    assertEquals(Optional.of(ToyShape.CIRCLE), track.shape());
    assertEquals((squares + 1.0) / (2 * squares + 1), track.shapeKept().orElseThrow(), 1e-12);
  }

  @Property(tries = 100)
  void entropyIsBetweenNoneAndThreeAlike(@ForAll @Size(min = 1, max = 40) List<ToyShape> shapes) {
    ShapeShares shares = ShapeShares.of(shapes);
    assertEquals(1, shares.circle() + shares.square() + shares.triangle(), 1e-12);
    assertTrue(shares.entropyBits() >= 0 && shares.entropyBits() <= 1.5850, shares.toString());
    if (shapes.stream().distinct().count() == 1) {
      assertEquals(0, shares.entropyBits(), 1e-12);
    }
  }
}
