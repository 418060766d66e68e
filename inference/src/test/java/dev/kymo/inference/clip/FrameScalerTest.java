package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameImage;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameScalerTest {

  @Test
  void leavesFramesAsTheyAreAtScaleOne() {
    FrameImage frame = TestClips.toy(8, 8, 1).get(0);
    assertSame(frame, FrameScaler.create(ClipOptions.of(8, 8, 1)).scale(frame));
  }

  @Test
  void nearestMakesBlocks() {
    FrameImage frame = TestClips.noise(3, 2, 1).get(0);
    FrameImage scaled = scale(frame, 3, ScaleMethod.NEAREST);
    FrameImage expected =
        TestClips.frame(9, 6, (x, y) -> frame.argb()[y / 3 * 3 + x / 3] & 0xFFFFFF);
    assertArrayEquals(expected.argb(), scaled.argb());
    assertEquals(5, scale(frame, 1.5, ScaleMethod.NEAREST).width());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.33, 0.5, 1.5, 2, 7.3})
  void smoothKeepsFlatColoursExactly(double factor) {
    FrameImage flat = TestClips.frame(17, 23, (x, y) -> 0x12AB07);
    for (int pixel : scale(flat, factor, ScaleMethod.SMOOTH).argb()) {
      assertEquals(0xFF12AB07, pixel);
    }
  }

  @Test
  void smoothIsNearTheTruth() {
    FrameImage small = TestClips.waves(64, 64, 1).get(0);
    FrameImage large = TestClips.waves(192, 192, 1).get(0);
    double down = TestClips.psnr(small.argb(), scale(large, 1 / 3.0, ScaleMethod.SMOOTH).argb());
    double up = TestClips.psnr(large.argb(), scale(small, 3, ScaleMethod.SMOOTH).argb());
    double blocks = TestClips.psnr(large.argb(), scale(small, 3, ScaleMethod.NEAREST).argb());
    assertTrue(up > blocks, up + " dB, blocks " + blocks);
    assertTrue(down > 30, down + " dB");
  }

  @Test
  void smoothShrinkingCountsEveryPixel() {
    FrameImage checks = TestClips.frame(64, 64, (x, y) -> (x + y) % 2 == 0 ? 0xFFFFFF : 0);
    for (int pixel : scale(checks, 0.125, ScaleMethod.SMOOTH).argb()) {
      assertEquals(127.5, pixel & 0xFF, 6);
    }
  }

  @Test
  void anExactSizeKeepsTheShapeBetweenBars() {
    ClipOptions options = ClipOptions.of(4, 2, 1).withSize(new ExactSize(8, 8, ExactSize.Fit.BARS));
    FrameImage white = TestClips.frame(4, 2, (x, y) -> 0xFFFFFF);
    FrameImage scaled = FrameScaler.create(options).scale(white);
    assertEquals(8, scaled.width());
    assertEquals(8, scaled.height());
    for (int i = 0; i < 64; i++) {
      boolean bar = i / 8 < 2 || i / 8 >= 6;
      assertEquals(bar ? 0xFF000000 : 0xFFFFFFFF, scaled.argb()[i]);
    }
    assertEquals(
        "The frames keep their shape: they are 8 x 4 pixels, and black bars fill the 8 x 8 of the"
            + " clip.",
        options.shapeNote().orElseThrow());
  }

  @Test
  void stretchingIsSaidAndRoundingIsNot() {
    ClipOptions frames = ClipOptions.of(1280, 720, 1);
    assertEquals(
        "The frames are stretched from 1280 x 720 to 100 x 100 pixels, which distorts them.",
        frames.withSize(new ExactSize(100, 100, ExactSize.Fit.STRETCH)).shapeNote().orElseThrow());
    for (ExactSize.Fit fit : ExactSize.Fit.values()) {
      assertEquals(Optional.empty(), frames.withSize(new ExactSize(853, 480, fit)).shapeNote());
    }
    assertEquals(Optional.empty(), frames.withScale(2, ScaleMethod.SMOOTH).shapeNote());
  }

  private static FrameImage scale(FrameImage frame, double factor, ScaleMethod method) {
    ClipOptions options =
        ClipOptions.of(frame.width(), frame.height(), 1).withScale(factor, method);
    FrameImage scaled = FrameScaler.create(options).scale(frame);
    assertEquals(options.outputWidth(), scaled.width());
    assertEquals(options.outputHeight(), scaled.height());
    return scaled;
  }
}
