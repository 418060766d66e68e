package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.bands.BandLabels;
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
  void splittingAndMergingKeepTheEditsOfTheOthers() {
    EditorState named =
        FIRST.withName(2, "Jitter").withMotion(FIRST.motion().with(1, b -> b.withGain(0.5)));
    EditorState split = named.split(1, 3);
    assertEquals(List.of(2.0, 3.0, 4.0), split.motion().plan().cuts());
    assertEquals("Jitter", split.bandName(3));
    assertEquals(0.5, split.motion().bands().get(2).gain());
    assertEquals(named.motion(), split.merge(1).motion());
    assertThrows(IllegalArgumentException.class, () -> named.split(1, 5));
    assertThrows(IndexOutOfBoundsException.class, () -> named.merge(2));
  }

  @Test
  void anotherNumberOfBandsForgetsTheNames() {
    MotionEdit one = MotionEdit.trained(BandPlan.WHOLE, LatentCode.seed(1));
    assertEquals("All", FIRST.withName(0, "Drift").withMotion(one).bandName(0));
    assertThrows(IllegalArgumentException.class, () -> FIRST.withBands(one, BandLabels.first(2)));
    assertThrows(IllegalArgumentException.class, () -> FIRST.withBetween(64));
  }
}
