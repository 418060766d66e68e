package dev.kymo.studio.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressTest {

  @Test
  void nothingIsShownWhenNobodyWatches() {
    Consoles consoles = new Consoles(false, false);
    try (ProgressLine line = new ProgressLine(consoles.console())) {
      line.show("half");
    }
    assertEquals("", consoles.err());
  }

  @Test
  void aLineIsWrittenOverAndWiped() {
    Consoles consoles = new Consoles(true, false);
    try (ProgressLine line = new ProgressLine(consoles.console())) {
      line.show("a long text");
      consoles.pass(0.2);
      line.show("short");
    }
    assertEquals("\ra long text\rshort      \r     \r", consoles.err());
    assertEquals("", consoles.out());
  }

  @Test
  void textsThatFollowTooFastAreLeftOut() {
    Consoles consoles = new Consoles(true, false);
    ProgressLine line = new ProgressLine(consoles.console());
    line.show("one");
    consoles.pass(0.01);
    line.show("two");
    assertEquals("\rone", consoles.err());
  }

  @ParameterizedTest
  @CsvSource({"0.2, 1 s", "59, 59 s", "60, 1 min 00 s", "125.5, 2 min 06 s", "4800, 1 h 20 min"})
  void timesAreToldInWords(double seconds, String text) {
    assertEquals(text, TimeLeft.text(seconds));
  }

  @Test
  void anUnknownTimeIsNotTold() {
    assertEquals("", TimeLeft.text(TimeLeft.seconds(10, TimeLeft.rate(0, 5))));
    assertEquals("", TimeLeft.text(Double.NaN));
    assertEquals("", TimeLeft.note(Double.NaN));
    assertEquals("   8 s left", TimeLeft.note(7.2));
    assertTrue(TimeLeft.rate(10, 0) == 0);
  }
}
