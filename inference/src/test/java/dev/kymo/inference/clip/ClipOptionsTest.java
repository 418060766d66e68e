package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClipOptionsTest {

  @ParameterizedTest
  @CsvSource({
    "25, 25, 1",
    "30, 30, 1",
    "23.976, 24000, 1001",
    "23.9760239, 24000, 1001",
    "29.97, 30000, 1001",
    "59.94, 60000, 1001",
    "24, 24, 1",
    "12.5, 25, 2",
    "60, 60, 1",
    "0.1, 1, 10",
    "1000, 1000, 1",
    "15.015, 3003, 200",
  })
  void aRateIsAFraction(double fps, int numerator, int denominator) {
    assertEquals(new FrameRate(numerator, denominator), FrameRate.of(fps));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 1001, Double.NaN, Double.POSITIVE_INFINITY})
  void impossibleRatesAreRefused(double fps) {
    assertThrows(IllegalArgumentException.class, () -> FrameRate.of(fps));
  }

  @Test
  void formatsHaveTheNamesOfTheCommandLine() {
    for (ClipFormat format : ClipFormat.values()) {
      assertSame(format, ClipFormat.parse(format.label()));
    }
    assertSame(ClipFormat.PNG_STRIP, ClipFormat.parse("PNG-strip"));
    String message =
        assertThrows(IllegalArgumentException.class, () -> ClipFormat.parse("mov")).getMessage();
    assertEquals(
        "There is no clip format 'mov'; choose one of mp4, mp4-openh264, mp4-nvenc, prores,"
            + " prores-4444, ffv1, webm, gif, png, png16, jpg, png-strip, jpg-strip, npz.",
        message);
  }

  @ParameterizedTest
  @CsvSource({
    "clip.mp4, MP4",
    "a/CLIP.GIF, GIF",
    "clip.npz, NPZ",
    "strip.png, PNG_STRIP",
    "strip.jpeg, JPG_STRIP",
    "frames, PNG",
    "/, PNG",
    ".hidden, PNG",
    "clip.mov, PRORES",
    "clip.mkv, FFV1",
    "clip.webm, WEBM",
    "clip.avi, ",
  })
  void namesAskForFormats(Path path, ClipFormat format) {
    assertEquals(Optional.ofNullable(format), ClipFormat.guess(path));
  }

  @Test
  void impossibleClipsAreRefused() {
    ClipOptions options = ClipOptions.of(8, 8, 1);
    assertThrows(IllegalArgumentException.class, () -> ClipOptions.of(0, 8, 1));
    assertThrows(IllegalArgumentException.class, () -> ClipOptions.of(8, 8, 0));
    for (double scale : new double[] {0, -1, 65, Double.NaN}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class,
                  () -> options.withScale(scale, ScaleMethod.NEAREST))
              .getMessage();
      assertTrue(message.endsWith("not " + scale + "."), message);
    }
  }

  @Test
  void sizesAreRoundedAndNeverEmpty() {
    ClipOptions options = ClipOptions.of(33, 1, 1).withScale(0.25, ScaleMethod.SMOOTH);
    assertEquals(8, options.outputWidth());
    assertEquals(1, options.outputHeight());
  }

  @Test
  void sizesAreReadAndCounted() {
    assertEquals(
        new ExactSize(1280, 720, ExactSize.Fit.BARS),
        ExactSize.parse("1280x720", ExactSize.Fit.BARS));
    for (String bad : new String[] {"1280", "1280x", "0x5", "a x b", "99999x1", "-3x4"}) {
      String message =
          assertThrows(
                  IllegalArgumentException.class, () -> ExactSize.parse(bad, ExactSize.Fit.STRETCH))
              .getMessage();
      assertTrue(message.endsWith("."), message);
    }
  }
}
