package dev.kymo.trainer.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Which frames a step sees. */
class FrameDrawTest {

  @Property(tries = 60)
  void everyRoundShowsEveryLearnedFrameOnce(
      @ForAll @IntRange(min = 16, max = 90) int frames,
      @ForAll @IntRange(min = 1, max = 3) int clips,
      @ForAll @LongRange(min = 0, max = 1000) long seed) {
    FrameDraw draw = new FrameDraw(Collections.nCopies(clips, frames), 8, 1, seed);
    for (int round = 0; round < 2; round++) {
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i < draw.learned().size(); i++) {
        seen.add(draw.of((long) round * draw.learned().size() + i)[0]);
      }
      assertEquals(new HashSet<>(draw.learned()), new HashSet<>(seen));
      assertEquals(draw.learned().size(), new HashSet<>(seen).size());
    }
  }

  @Test
  void everyEighthFrameIsHeldOutButAnEnd() {
    FrameDraw draw = new FrameDraw(List.of(32, 20), 8, 4, 1);
    assertEquals(List.of(7, 15, 23, 32 + 7, 32 + 15), draw.heldOut());
    assertEquals(1, draw.clip(32));
    assertEquals(0, draw.frame(32));
    assertEquals(7, draw.frame(39));
  }

  @Test
  void nothingIsHeldOutWhereNothingIsAskedFor() {
    assertEquals(List.of(), new FrameDraw(List.of(32), 0, 4, 1).heldOut());
  }
}
