package dev.kymo.studio.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
  private static final List<String> NAMES =
      List.of("render", "learn", "train", "runs", "doctor", "dataset", "toy-dataset", "bench");

  @ParameterizedTest
  @CsvSource({
    "rendr, render",
    "Render, render",
    "redner, render",
    "lern, learn",
    "trian, train",
    "run, runs",
    "docter, doctor",
    "toy_dataset, toy-dataset",
  })
  void findsWhatWasMeant(String typed, String meant) {
    assertEquals(Optional.of(meant), NearestName.of(typed, NAMES));
  }

  @ParameterizedTest
  @CsvSource({"bogus", "x", "''", "completely-different"})
  void saysNothingWhenNothingIsClose(String typed) {
    assertEquals(Optional.empty(), NearestName.of(typed, NAMES));
  }

  @Test
  void countsSwapsAsOne() {
    assertEquals(1, NearestName.distance("ab", "ba"));
    assertEquals(3, NearestName.distance("kitten", "sitting"));
    assertEquals(5, NearestName.distance("", "abcde"));
  }
}
