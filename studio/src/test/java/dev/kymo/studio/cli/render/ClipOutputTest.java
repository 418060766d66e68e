package dev.kymo.studio.cli.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipFormat;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipOutputTest {

  @ParameterizedTest
  @CsvSource({
    "clip.mp4, MP4", "clip.GIF, GIF", "a/b.npz, NPZ", "strip.png, PNG_STRIP",
        "strip.jpeg, JPG_STRIP",
    "frames, PNG", "frames/, PNG", ".hidden, PNG", "., PNG", "v1.2/frames, PNG"
  })
  void theEndingTellsTheFormat(String out, ClipFormat expected) {
    assertEquals(expected, ClipOutput.of(Path.of(out), null, 1).format());
  }

  @Test
  void oneClipIsWhatWasNamed() {
    assertEquals(Path.of("a/c.mp4"), ClipOutput.of(Path.of("a/c.mp4"), null, 1).path(0));
    assertEquals(Path.of("d"), ClipOutput.of(Path.of("d"), ClipFormat.JPG, 1).path(0));
  }

  @Test
  void severalClipsAreNumbered() {
    assertEquals(Path.of("a/c-0007.mp4"), ClipOutput.of(Path.of("a/c.mp4"), null, 9).path(7));
    assertEquals(Path.of("d/0012"), ClipOutput.of(Path.of("d"), null, 20).path(12));
  }

  @Test
  void aFolderOfClips() {
    ClipOutput output = ClipOutput.of(Path.of("d"), ClipFormat.MP4, 2);
    assertEquals(Path.of("d/0001.mp4"), output.path(1));
    assertTrue(output.fillsFolder());
    assertEquals(
        Path.of("d/0000.png"), ClipOutput.of(Path.of("d"), ClipFormat.PNG_STRIP, 1).path(0));
  }

  @Test
  void aDotInAFolderNameIsNoFormat() {
    assertEquals(Path.of("run.v2"), ClipOutput.of(Path.of("run.v2"), ClipFormat.PNG, 1).path(0));
  }

  @Test
  void contradictionsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> ClipOutput.of(Path.of("clip.mp4"), ClipFormat.GIF, 1));
    assertThrows(
        IllegalArgumentException.class,
        () -> ClipOutput.of(Path.of("clip.mp4"), ClipFormat.PNG, 1));
    assertThrows(IllegalArgumentException.class, () -> ClipOutput.of(Path.of("clip.avi"), null, 1));
  }
}
