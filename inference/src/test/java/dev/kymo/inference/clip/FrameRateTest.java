package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/** Rates as they are typed. */
class FrameRateTest {

  @Test
  void fractionsAndDecimalsAreRead() {
    assertEquals(new FrameRate(24_000, 1001), FrameRate.parse("24000/1001"));
    assertEquals(new FrameRate(24_000, 1001), FrameRate.parse("23.976"));
    assertEquals(new FrameRate(30_000, 1001), FrameRate.parse(" 30000 / 1001 "));
    assertEquals(new FrameRate(25, 2), FrameRate.parse("12.5"));
    assertEquals(new FrameRate(25, 1), FrameRate.parse("50/2"));
  }

  @Test
  void everythingElseIsRefusedWithASentence() {
    for (String text :
        new String[] {"", "fast", "1/0", "0/1", "-25", "1/2/3", "2001/1", "1e9", "/"}) {
      assertThrows(IllegalArgumentException.class, () -> FrameRate.parse(text), text);
    }
  }
}
