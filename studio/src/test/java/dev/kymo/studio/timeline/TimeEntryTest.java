package dev.kymo.studio.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times as users type them. */
class TimeEntryTest {
  /** 50 frames of 25 a second: two seconds for t from -1 to 1. */
  private static final TimeScale SCALE = new TimeScale(50, 25);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.5 | 1.5",
        "1,5 | 1.5",
        "-.5 | -0.5",
        "2. | 2",
        "1.5s | 1.5",
        "1.5 sec | 1.5",
        "250 ms | 0.25",
        "10f | 0.4",
        "10 frames | 0.4",
        "-5F | -0.2",
        "t 1 | 2",
        "t=-1 | 0",
        "T 0.5 | 1.5",
        "00:00:01:05 | 1.2",
        "00:00:01;05 | 1.2",
        "01:00:00:00 | 3600",
        "-00:00:01:05 | -1.2",
        "1:02.5 | 62.5",
        "0:01:02 | 62",
        "+10f | 10.4",
        "+ 1 | 11",
        "+t 1 | 11",
      })
  void readsPoints(String typed, double seconds) {
    assertEquals(seconds, TimeEntry.point(SCALE).parse(typed, 10).orElseThrow(), 1e-12);
  }

  @Test
  void unitsOfALengthHaveNoOrigin() {
    assertEquals(2, TimeEntry.length(SCALE).parse("t 2", 0).orElseThrow(), 1e-12);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "f", "ten", "1.5x", "t", "1:2:3:4:5", "--1", "1e3", "0x10", "NaN", "+", "++1"})
  void refusesWhatIsNoTime(String typed) {
    assertTrue(TimeEntry.point(SCALE).parse(typed, 0).isEmpty(), typed);
  }
}
