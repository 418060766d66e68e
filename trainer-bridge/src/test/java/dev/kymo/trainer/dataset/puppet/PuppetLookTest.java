package dev.kymo.trainer.dataset.puppet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A look as a line. */
class PuppetLookTest {

  @Test
  void itsLineMakesItAgain() {
    for (long seed = 0; seed < 20; seed++) {
      String line = PuppetLook.of(seed).toString();
      assertEquals(line, PuppetLook.parse(line).toString());
    }
  }

  @Test
  void whatIsNotSaidFollowsFromTheSeed() {
    assertEquals(PuppetLook.of(0).toString(), PuppetLook.parse("").toString());
    assertEquals(PuppetLook.of(3).toString(), PuppetLook.parse("seed=3").toString());
    assertNotEquals(PuppetLook.of(3).toString(), PuppetLook.of(4).toString());
    String bald = PuppetLook.parse(" hair = #0A0b0C , seed=3 ").toString();
    String drawn = PuppetLook.of(3).toString();
    assertEquals(drawn.replaceFirst("hair=#[0-9a-f]{6}", "hair=#0a0b0c"), bald);
    assertEquals(bald, PuppetLook.parse("hair=#0a0b0c", 3).toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "nose=#ffffff | not \"nose\"",
        "skin=pink | not \"pink\"",
        "skin=#ffff | not \"#ffff\"",
        "style=mohawk | not \"mohawk\"",
        "glasses=1 | not \"1\"",
        "seed=x | not \"x\"",
        "seed=99999999999999999999 | whole number",
        "seed=1,seed=2 | seed twice",
        "seed=1, | name=value",
        "seed | not \"seed\""
      })
  void refusesInOneSentence(String line, String says) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> PuppetLook.parse(line));
    assertTrue(refused.getMessage().contains(says), refused.getMessage());
    assertTrue(refused.getMessage().endsWith("."), refused.getMessage());
  }

  @Test
  void aSeedIsGivenOnce() {
    assertThrows(IllegalArgumentException.class, () -> PuppetLook.parse("seed=1", 2));
  }
}
