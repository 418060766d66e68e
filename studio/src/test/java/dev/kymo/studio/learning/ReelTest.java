package dev.kymo.studio.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.image.RgbFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReelTest {

  private static final FootageInfo INFO =
      new FootageInfo(
          Path.of("a.mp4"), 1920, 1080, new FrameRate(25, 1), 9000, false, "H.264", List.of());

  private final Reel reel = new Reel(64 << 20);

  private void read(List<Reel.Stretch> stretches) {
    for (Reel.Stretch stretch : stretches) {
      for (int i = 0; i < stretch.frames(); i++) {
        reel.put(stretch.first() + i, reel.height(), new RgbFrame(1, 1, new byte[3]));
      }
    }
  }

  @Test
  void readsOnlyWhatIsMissing() {
    assertEquals(List.of(new Reel.Stretch(100, 64)), reel.prepare(INFO, 100, 64));
    read(List.of(new Reel.Stretch(100, 64)));
    assertEquals(List.of(), reel.prepare(INFO, 100, 64));
    assertEquals(
        List.of(new Reel.Stretch(90, 10), new Reel.Stretch(164, 6)), reel.prepare(INFO, 90, 80));
    assertEquals(64, reel.size());
    reel.prepare(INFO, 120, 50);
    assertEquals(44, reel.size(), "what is outside is forgotten");
  }

  @Test
  void longRangesHaveSmallerFramesWithinTheBudget() {
    assertEquals(540, reel.height(INFO, 20));
    assertEquals(360, reel.height(INFO, 90));
    assertEquals(160, reel.height(INFO, 1024));
    reel.prepare(INFO, 0, 20);
    read(List.of(new Reel.Stretch(0, 20)));
    assertEquals(List.of(new Reel.Stretch(0, 90)), reel.prepare(INFO, 0, 90), "all of it again");
    reel.put(3, 540, new RgbFrame(1, 1, new byte[3]));
    assertEquals(Optional.empty(), reel.get(3), "a frame of the old size came too late");
    assertTrue(reel.prepare(INFO, 0, 90).size() == 1);
  }
}
