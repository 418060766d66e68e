package dev.kymo.studio.bands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Names and colors belong to a band and stay. */
class BandLabelsTest {

  private static final BandLabels THREE = BandLabels.first(3);

  private static List<String> names(BandLabels labels) {
    return IntStream.range(0, labels.size()).mapToObj(labels::name).toList();
  }

  private static List<Integer> slots(BandLabels labels) {
    return labels.all().stream().map(BandLabel::slot).toList();
  }

  @Test
  void anotherBandLeavesTheOthersAlone() {
    BandLabels four = THREE.split(1);
    assertEquals(List.of("Slow", "Medium", "Medium 2", "Fast"), names(four));
    assertEquals(List.of(0, 2, 3, 5), slots(four));
    assertEquals(List.of("Slow", "Medium", "Medium 3", "Medium 2", "Fast"), names(four.split(1)));
  }

  @Test
  void whatIsSplitAndMergedIsAsItWas() {
    for (int band = 0; band < 3; band++) {
      assertEquals(THREE, THREE.split(band).merge(band));
      BandLabels named = THREE.rename(2, "Jitter");
      assertEquals(names(named), names(named.split(band).merge(band)));
    }
  }

  @Test
  void typedNameOutlivesOneThatNobodyTyped() {
    assertEquals(List.of("Slow", "Jitter"), names(THREE.rename(2, " Jitter ").merge(1)));
    assertEquals(List.of("Sway", "Fast"), names(THREE.rename(0, "Sway").merge(0)));
    BandLabels both = THREE.rename(0, "Sway").rename(1, "Nod");
    assertEquals(List.of("Sway", "Fast"), names(both.merge(0)));
  }

  @Test
  void blankNameIsThatOfThePlace() {
    assertEquals("Medium", THREE.rename(1, "Sway").rename(1, " ").name(1));
  }

  @Test
  void colorsDifferAsLongAsThereAreEnough() {
    BandLabels labels = THREE;
    for (int count = 4; count <= BandLabel.SLOTS; count++) {
      labels = labels.split(count % labels.size());
      Set<Integer> different = new HashSet<>(slots(labels));
      assertEquals(count, different.size());
    }
    assertNotEquals(labels.get(0).slot(), labels.split(0).get(1).slot());
    assertThrows(IllegalArgumentException.class, () -> BandLabel.of("", BandLabel.SLOTS));
  }
}
