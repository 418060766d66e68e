package dev.kymo.studio.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.RestPosition;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListsTest {

  @ParameterizedTest
  @ValueSource(strings = {"2.0,4.0", "2,4,1e8", "2,4,inf", "2,4,Infinity", " 2 , 4 "})
  void theOpenLastBandMayBeSpeltOut(String text) {
    assertEquals(BandPlan.of(2, 4), NumberLists.cuts(text));
  }

  @Test
  void onlyAnOpenBandIsTheWhole() {
    assertEquals(BandPlan.WHOLE, NumberLists.cuts("1e8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",", "2,2", "4,2", "0,2", "-1", "nan", "2;4", "inf,2"})
  void otherCutsAreRefused(String text) {
    assertThrows(IllegalArgumentException.class, () -> NumberLists.cuts(text));
  }

  @Property(tries = 200)
  void cutsAreReadAsTheyAreWritten(
      @ForAll @Size(min = 1, max = 6) Set<@DoubleRange(min = 0.01, max = 1000) Double> cuts) {
    List<Double> sorted = cuts.stream().sorted().toList();
    String text = sorted.stream().map(String::valueOf).collect(Collectors.joining(","));
    assertEquals(sorted, NumberLists.cuts(text).cuts());
  }

  @Property(tries = 200)
  void seedsAreReadAsTheyAreWritten(@ForAll @Size(min = 1, max = 6) List<Long> seeds) {
    String text = seeds.stream().map(String::valueOf).collect(Collectors.joining(","));
    assertEquals(seeds, NumberLists.seeds(text).list());
  }

  @Test
  void readsRestPositions() {
    assertEquals(
        List.of(RestPosition.MEAN, RestPosition.at(-0.25), RestPosition.MODEL),
        NumberLists.rests("mean, -0.25,model").list());
    for (String wrong : List.of("", "average", "mean,", "NaN", "Infinity")) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> NumberLists.rests(wrong));
      assertTrue(refused.getMessage().startsWith("expected model, mean"), refused.getMessage());
    }
  }
}
