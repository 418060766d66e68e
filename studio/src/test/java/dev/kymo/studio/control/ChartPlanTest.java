package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import javafx.scene.paint.Color;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ChartPlanTest {

  /** One value at every tenth step. */
  private record Ramp(int size) implements ChartPoints {
    @Override
    public long first(int i) {
      return 10L * (i + 1);
    }

    @Override
    public long last(int i) {
      return 10L * (i + 1);
    }

    @Override
    public double min(int i) {
      return mean(i);
    }

    @Override
    public double max(int i) {
      return mean(i);
    }

    @Override
    public double mean(int i) {
      return 1 + i;
    }
  }

  private static List<ChartSeries> ramp(int size) {
    return List.of(new ChartSeries("ramp", Color.RED, false, new Ramp(size)));
  }

  private static ChartPlan plan(int size, Optional<LossChart.Steps> zoom) {
    return new ChartPlan(ramp(size), 0, false, span(size, zoom).steps());
  }

  private static ChartSpan span(int size, Optional<LossChart.Steps> zoom) {
    return ChartSpan.of(ramp(size), false, zoom);
  }

  @Property
  void scalesGoThereAndBack(
      @ForAll @DoubleRange(min = 0.01, max = 1000) double from,
      @ForAll @DoubleRange(min = 1.01, max = 1e6) double factor,
      @ForAll @DoubleRange(min = 0, max = 1) double position,
      @ForAll boolean log) {
    ChartScale scale = new ChartScale(from, from * factor, log);
    assertEquals(position, scale.position(scale.value(position)), 1e-9);
    List<Double> ticks = scale.ticks(5);
    assertTrue(ticks.size() <= 61, ticks.toString());
    ticks.forEach(t -> assertTrue(t >= from * (1 - 1e-9) && t <= from * factor * (1 + 1e-9)));
  }

  @Property
  void theReadoutIsTheNearestPoint(
      @ForAll @IntRange(min = 1, max = 500) int size,
      @ForAll @DoubleRange(min = -50, max = 6000) double step) {
    ChartReadout.Value value =
        plan(size, Optional.empty()).readout(step).orElseThrow().values().get(0);
    for (int i = 0; i < size; i++) {
      assertTrue(
          Math.abs(value.first() - step) <= Math.abs(10 * (i + 1) - step) + 1e-9,
          value + " for " + step);
    }
    assertEquals(value.first() / 10.0, value.value());
  }

  @Test
  void smoothingKeepsConstantsAndFollowsTheRest() {
    double[] same = ChartPlan.smooth(new Ramp(1), 0.9);
    assertEquals(1, same[0], 1e-12);
    double[] plain = ChartPlan.smooth(new Ramp(5), 0);
    assertEquals(5, plain[4], 1e-12);
    double[] slow = ChartPlan.smooth(new Ramp(50), 0.9);
    assertTrue(slow[49] < 50 && slow[49] > 35, String.valueOf(slow[49]));
  }

  @Test
  void zoomingKeepsThePlaceUnderThePointer() {
    ChartSpan whole = span(100, Optional.empty());
    double under = whole.steps().value(0.3);
    Optional<LossChart.Steps> zoomed = whole.zoomed(0.3, 0.5);
    assertEquals(under, span(100, zoomed).steps().value(0.3), 1e-6);
    assertEquals(Optional.empty(), span(100, zoomed).zoomed(0.3, 4));
    Optional<LossChart.Steps> moved = span(100, zoomed).moved(-5);
    assertEquals(whole.steps().from(), moved.orElseThrow().from(), 1e-6);
  }

  @Test
  void valuesOfTheVisiblePartFillTheChart() {
    ChartPlan part = plan(100, Optional.of(new LossChart.Steps(500, 600)));
    assertTrue(part.values().from() > 45 && part.values().to() < 65, part.values().toString());
    ChartSpan span = ChartSpan.of(ramp(100), true, Optional.empty());
    ChartPlan log = new ChartPlan(ramp(100), 0, true, span.steps());
    assertTrue(log.values().from() > 0 && log.steps().from() >= 1);
  }
}
