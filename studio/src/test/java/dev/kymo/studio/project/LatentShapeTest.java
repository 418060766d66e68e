package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.latents.Latents;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatentShapeTest {

  private static final LatentShape SHAPE = new LatentShape(6, 4, List.of(2, 4));
  private static final EditorState FIRST = EditorState.first(BandPlan.of(1, 2));

  @Test
  void oneCodeUnlessABandHasItsOwn() {
    Latents one = SHAPE.of(FIRST);
    assertEquals(1, one.motions().size());
    assertEquals(LatentCode.of(Seeds.content(1, 6)), one.content());
    assertEquals(2, one.noise().size());
    EditorState own = FIRST.withMotion(FIRST.motion().with(1, b -> b.withCode(LatentCode.seed(9))));
    Latents four = SHAPE.of(own);
    assertEquals(4, four.motions().size());
    EditorState back = SHAPE.apply(FIRST, four);
    assertTrue(back.follows(0));
    assertEquals(LatentCode.of(Seeds.motion(9, 4)), back.motion().bands().get(1).code());
    assertTrue(back.noise() instanceof NoiseCode.Given);
    assertEquals(four, SHAPE.of(back));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Latents one = SHAPE.of(FIRST);
    LatentShape other = new LatentShape(8, 4, List.of());
    assertThrows(IllegalArgumentException.class, () -> other.apply(FIRST, one));
    Latents two =
        new Latents(one.content(), List.of(one.motions().get(0), one.motions().get(0)), List.of());
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> SHAPE.apply(FIRST, two));
    assertEquals(
        "hold 2 motion codes, but with 3 bands there must be 1, 3 or 4", failure.getMessage());
  }
}
