package dev.kymo.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.model.InterleavedTiming.Timing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Judges machines whose clocks are made up. */
class InterleavedTimingTest {

  private static final long MILLI = 1_000_000;

  @Test
  void theSlowerOneIsTold() {
    List<Timing> timings = InterleavedTiming.of(List.of(() -> 229 * MILLI, () -> 155 * MILLI));
    assertEquals(1, timings.get(0).speedup());
    assertEquals(229.0 / 155, timings.get(1).speedup(), 1e-9);
    assertEquals(155 * MILLI, timings.get(1).nanos());
    assertTrue(timings.get(1).isSure(PrecisionSpeeds.WORTH_IT));
  }

  /** Another program takes its turns: each frame takes up to five times as long, now and then. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void aBusyMachineDoesNotTurnTheChoice(long seed) {
    Random random = new Random(seed);
    LongSupplier single = () -> busy(random, 3 * MILLI);
    LongSupplier half = () -> busy(random, 2 * MILLI);
    Timing timing = InterleavedTiming.of(List.of(single, half)).get(1);
    assertTrue(timing.speedup() >= PrecisionSpeeds.WORTH_IT, timing.toString());
  }

  private static long busy(Random random, long nanos) {
    return random.nextInt(5) == 0 ? nanos * (2 + random.nextInt(4)) : nanos;
  }

  @Test
  void roundsThatDisagreeAreNotSure() {
    boolean[] odd = {false};
    LongSupplier half =
        () -> {
          odd[0] = !odd[0];
          return odd[0] ? 50 * MILLI : 200 * MILLI;
        };
    Timing timing = InterleavedTiming.of(List.of(() -> 100 * MILLI, half)).get(1);
    assertFalse(timing.isSure(PrecisionSpeeds.WORTH_IT), timing.toString());
  }

  @Test
  void slowFramesAreDrawnSeldom() {
    int[] drawn = {0};
    InterleavedTiming.of(
        List.of(
            () -> {
              drawn[0]++;
              return 3000 * MILLI;
            }));
    assertEquals(5, drawn[0]);
  }

  @Test
  void theFastestThatIsWorthItComesFirst() {
    PrecisionSpeeds speeds =
        new PrecisionSpeeds(Map.of(Precision.BF16, 1.3, Precision.FP16, 1.9), 0);
    assertEquals(List.of(Precision.FP16, Precision.BF16), speeds.faster());
    assertEquals(List.of(), new PrecisionSpeeds(Map.of(Precision.BF16, 1.09), 0).faster());
    assertEquals(Optional.of(speeds), PrecisionSpeeds.parse(speeds.text()));
  }

  @ParameterizedTest
  @CsvSource({"''", "x", "0", "0 bf16", "0 bf16=", "0 bf17=1", "bf16|bf16 is 3x as fast"})
  void whatIsNotUnderstoodIsMeasuredAgain(String text) {
    assertEquals(Optional.empty(), PrecisionSpeeds.parse(text));
  }
}
