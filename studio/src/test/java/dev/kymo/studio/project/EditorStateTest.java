package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import java.util.List;
import org.junit.jupiter.api.Test;

class EditorStateTest {

  private static final EditorState FIRST = EditorState.first(BandPlan.of(2, 4));

  @Test
  void bandsAreCalledByTheirPlaceUntilTheyAreNamed() {
    assertEquals("Medium", FIRST.bandName(1));
    EditorState named = FIRST.withName(1, "  Sway ");
    assertEquals("Sway", named.bandName(1));
    assertEquals("Medium", named.withName(1, " ").bandName(1));
    assertEquals("Sway", named.withMotion(named.motion().with(0, b -> b.withGain(2))).bandName(1));
  }

  @Test
  void splittingAndMergingKeepTheNamesOfTheOthers() {
    EditorState named =
        FIRST.withName(0, "Drift").withMotion(FIRST.motion().with(1, b -> b.withGain(0.5)));
    EditorState named2 = named.withName(2, "Jitter");
    EditorState split = named2.split(1, 3);
    assertEquals(List.of(2.0, 3.0, 4.0), split.motion().plan().cuts());
    assertEquals(List.of("", "", "", "Jitter"), split.withName(0, "").names());
    assertEquals(0.5, split.motion().bands().get(2).gain());
    assertEquals("Band 3", split.bandName(2));
    assertEquals(named2, split.merge(1));
    assertEquals(List.of("", "Jitter"), named2.merge(0).withName(0, "").names());
    assertThrows(IllegalArgumentException.class, () -> named2.split(1, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> named2.merge(2));
  }

  @Test
  void anotherNumberOfBandsForgetsTheNames() {
    MotionEdit one = MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(1));
    assertEquals("All", FIRST.withName(0, "Drift").withMotion(one).bandName(0));
    assertThrows(
        IllegalArgumentException.class, () -> FIRST.withBands(one, List.of("too", "many")));
    assertThrows(IllegalArgumentException.class, () -> FIRST.withBetween(64));
  }
}
