package dev.kymo.inference.footage.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.analysis.DrawnClips.Scene;
import dev.kymo.inference.footage.analysis.SceneChange.Kind;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SceneChangeFinderTest {
  private static final FrameRate RATE = new FrameRate(25, 1);

  private static List<SceneChange> changes(Scene scene, int frames, double noise) {
    return DrawnClips.analyze(scene, frames, RATE, noise).changes();
  }

  private static Scene moved(Scene scene, double dx, double dy) {
    return (x, y, k) -> scene.at(x - dx, y - dy, k);
  }

  private static Scene swaying(Scene scene, double far) {
    return (x, y, k) -> scene.at(x - far * Math.sin(0.5 * k), y - far / 2 * Math.cos(0.31 * k), k);
  }

  /** The same scenes each time: 4 of 500 such pairs are too much alike to be told apart. */
  @Property(tries = 12, seed = "11")
  void aCutIsFoundWhereItIs(
      @ForAll @IntRange(min = 1, max = 500) int seed,
      @ForAll @IntRange(min = 2, max = 37) int at,
      @ForAll @IntRange(min = 0, max = 8) int noise) {
    Scene before = swaying(DrawnClips.leaves(2 * seed), 2);
    Scene after = swaying(DrawnClips.leaves(2 * seed + 1), 3);
    Scene cut = (x, y, k) -> (k < at ? before : after).at(x, y, k);
    List<SceneChange> found = changes(cut, 40, noise);
    assertEquals(1, found.size(), found.toString());
    assertEquals(Kind.CUT, found.get(0).kind());
    assertEquals(at, found.get(0).first());
    assertTrue(found.get(0).confidence() > 0.5, found.toString());
    ClipAnalysis analysis = DrawnClips.analyze(cut, 40, RATE, noise);
    assertEquals(Math.max(at, 40 - at), analysis.longest().frames());
  }

  @Property(tries = 6)
  void smoothMotionHasNone(
      @ForAll @IntRange(min = 1, max = 500) int seed,
      @ForAll @IntRange(min = 0, max = 12) int far,
      @ForAll @IntRange(min = 0, max = 40) int noise) {
    assertEquals(List.of(), changes(swaying(DrawnClips.leaves(seed), far), 40, noise));
  }

  @Test
  void aPuppetHasNone() {
    assertEquals(List.of(), changes(DrawnClips.puppet(25), 100, 0));
    assertEquals(List.of(), changes(DrawnClips.puppet(25), 60, 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void aFlashIsNone(int lasting) {
    Scene scene = swaying(DrawnClips.leaves(7), 2);
    Scene bright = (x, y, k) -> k >= 20 && k < 20 + lasting ? 250 : scene.at(x, y, k);
    assertEquals(List.of(), changes(bright, 40, 0));
    Scene brighter = (x, y, k) -> (k >= 20 && k < 20 + lasting ? 110 : 0) + scene.at(x, y, k);
    assertEquals(List.of(), changes(brighter, 40, 2));
  }

  @Test
  void lightThatGoesOnOrOffIsNone() {
    Scene scene = swaying(DrawnClips.leaves(9), 2);
    Scene on = (x, y, k) -> scene.at(x, y, k) * (k < 15 ? 0.4 : 0.9);
    assertEquals(List.of(), changes(on, 40, 1));
    Scene faded = (x, y, k) -> scene.at(x, y, k) * Math.min(1, k / 20.0);
    assertEquals(List.of(), changes(faded, 40, 1));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 9, 16})
  void aFastObjectIsNone(int speed) {
    Scene background = DrawnClips.leaves(5);
    for (Scene behind : List.of(background, (Scene) (x, y, k) -> 90)) {
      Scene ball =
          (x, y, k) -> {
            double middle = (speed * k) % 70 - 10;
            double in = DrawnClips.inside((9 - Math.hypot(x - middle, y - 24)) * 2);
            return (1 - in) * behind.at(x, y, k) + in * (210 + 20 * Math.sin(x - middle));
          };
      assertEquals(List.of(), changes(ball, 50, 1), "speed " + speed);
    }
  }

  @Test
  void noiseAloneIsNone() {
    assertEquals(List.of(), changes((x, y, k) -> 128, 40, 40));
  }

  @Test
  void aWhipPanIsSuspicious() {
    Scene wide = DrawnClips.leaves(3);
    Scene pan =
        (x, y, k) -> {
          double way = k < 20 ? 0 : Math.min(k - 19, 14) * 7.0;
          return moved(wide, -way, 0).at(x, y, k);
        };
    List<SceneChange> found = changes(pan, 60, 1);
    assertEquals(1, found.size(), found.toString());
    assertEquals(Kind.WHIP_PAN, found.get(0).kind());
    assertEquals(20, found.get(0).first(), 1);
    assertEquals(34, found.get(0).next(), 1);
    ClipAnalysis analysis = DrawnClips.analyze(pan, 60, RATE, 1);
    assertEquals(26, analysis.longest().frames(), 1);
  }

  @Test
  void flatPicturesAreToldByTheirColor() {
    Scene cut = (x, y, k) -> k < 12 ? 60 : 160;
    List<SceneChange> found = changes(cut, 30, 1);
    assertEquals(1, found.size(), found.toString());
    assertEquals(12, found.get(0).first());
    Scene fade = (x, y, k) -> 60 + 5 * k;
    assertEquals(List.of(), changes(fade, 30, 1));
  }
}
