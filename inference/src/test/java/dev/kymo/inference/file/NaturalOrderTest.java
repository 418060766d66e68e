package dev.kymo.inference.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NaturalOrderTest {
  private static final NaturalOrder ORDER = NaturalOrder.INSTANCE;

  @Test
  void numbersCountAsNumbers() {
    List<String> ordered =
        List.of(
            "1.png",
            "2.png",
            "10.png",
            "99999999999999999999999.png",
            "100000000000000000000000.png",
            "a",
            "frame.png",
            "frame2.png",
            "frame10.png",
            "frame_2.png",
            "Frame_3.png",
            "frame_04.png",
            "frame_10.png",
            "frame_10b2",
            "frame_10b10");
    for (long seed = 1; seed <= 3; seed++) {
      List<String> mixed = new ArrayList<>(ordered);
      Collections.shuffle(mixed, new Random(seed));
      mixed.sort(ORDER);
      assertEquals(ordered, mixed);
    }
  }

  @Property
  void isTheOrderOfTheNumbers(@ForAll @IntRange(min = 0) int a, @ForAll @IntRange(min = 0) int b) {
    assertEquals(
        Integer.compare(a, b), Integer.signum(ORDER.compare("x" + a + "y", "x" + b + "y")));
  }

  @Provide
  Arbitrary<String> names() {
    return Arbitraries.strings().withChars('0', '1', '9', 'a', 'A', '_', '.').ofMaxLength(6);
  }

  @Property
  void isATotalOrder(
      @ForAll("names") String a, @ForAll("names") String b, @ForAll("names") String c) {
    assertEquals(Integer.signum(ORDER.compare(a, b)), -Integer.signum(ORDER.compare(b, a)));
    assertEquals(a.equals(b), ORDER.compare(a, b) == 0);
    if (ORDER.compare(a, b) <= 0 && ORDER.compare(b, c) <= 0) {
      assertTrue(ORDER.compare(a, c) <= 0);
    }
  }
}
