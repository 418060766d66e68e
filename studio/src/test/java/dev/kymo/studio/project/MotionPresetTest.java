package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.project.MotionPreset.Setting;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MotionPresetTest {

  private static final LatentCode CODE = LatentCode.seed(5);

  private static MotionEdit bands(int count) {
    List<Double> cuts = new ArrayList<>();
    for (int i = 1; i < count; i++) {
      cuts.add((double) i);
    }
    return MotionEdit.trained(new BandPlan(cuts), CODE);
  }

  @Property(tries = 60)
  void slowestAndFastestBandsTakeTheEnds(
      @ForAll @IntRange(min = 2, max = 12) int count, @ForAll @IntRange(min = 1, max = 5) int n) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      settings.add(new Setting(i * 0.5, 1, i));
    }
    MotionEdit set = new MotionPreset("p", settings).apply(bands(count));
    assertEquals(0, set.bands().get(0).gain());
    assertEquals((n - 1) * 0.5, set.bands().get(count - 1).gain());
    for (int band = 1; band < count; band++) {
      assertEquals(true, set.bands().get(band).gain() >= set.bands().get(band - 1).gain());
    }
    assertEquals(set, MotionPreset.of("q", set).apply(bands(count)));
  }

  @Test
  void numbersOfAFileAreBroughtIntoTheirRanges() {
    assertEquals(new Setting(4, -4, 0), new Setting(9, -7, Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new MotionPreset(" ", List.of()));
  }
}
