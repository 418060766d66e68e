package dev.kymo.inference.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.SoundTrack;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.motion.TimeGrid;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootageSoundTest {
  private static final FrameRate FILM = new FrameRate(24_000, 1001);
  private static final int LENGTH = 48;

  private static FootageSound sound(int first, TimeGrid grid, FrameRate rate, boolean has) {
    FootageInfo info =
        new FootageInfo(Path.of("a.mov"), 64, 64, FILM, 100, has, "H.264", List.of());
    FootageOrigin origin =
        new FootageOrigin(
            "a.mov", "0".repeat(64), 64, 64, FILM, first, LENGTH, new Square(0, 0, 64), 1, 1);
    return FootageSound.of(info, origin, LENGTH, grid, rate);
  }

  @Test
  void goesAlongFromWhereTheClipBegins() {
    SoundTrack track = sound(12, new TimeGrid(-1, 1, LENGTH), FILM, true).track().orElseThrow();
    assertEquals(12 * 1001 / 24_000.0, track.start(), 1e-9);
    assertEquals(48 * 1001 / 24_000.0, track.seconds(), 1e-9);
    SoundTrack part = sound(12, new TimeGrid(-0.5, 0, 12), FILM, true).track().orElseThrow();
    assertEquals(24 * 1001 / 24_000.0, part.start(), 1e-9);
    assertEquals(12 * 1001 / 24_000.0, part.seconds(), 1e-9);
  }

  @Test
  void framesBetweenAtAHigherRateChangeNoSpeed() {
    FrameRate twice = new FrameRate(48_000, 1001);
    assertEquals(
        sound(12, new TimeGrid(-1, 1, LENGTH), FILM, true),
        sound(12, new TimeGrid(-1, 1, 2 * LENGTH), twice, true));
  }

  @Test
  void endsWithTheFootage() {
    SoundTrack track = sound(52, new TimeGrid(-1, 3, 96), FILM, true).track().orElseThrow();
    assertEquals(48 * 1001 / 24_000.0, track.seconds(), 1e-9);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 96, 24000, another speed",
    "-1, 1, 24, 24000, another speed",
    "-1, 1, 48, 25000, another speed",
    "-2, 0, 48, 24000, before the footage",
    "3, 5, 48, 24000, after the footage",
  })
  void isSaidToBeLeftOut(double from, double to, int frames, int rate, String reason) {
    FootageSound sound = sound(12, new TimeGrid(from, to, frames), new FrameRate(rate, 1001), true);
    assertEquals(Optional.empty(), sound.track());
    String note = sound.note().orElseThrow();
    assertTrue(note.startsWith("The sound is left out: ") && note.contains(reason), note);
  }

  @Test
  void nothingIsSaidOfFootageWithoutSound() {
    assertEquals(
        new FootageSound(Optional.empty(), Optional.empty()),
        sound(0, new TimeGrid(-1, 1, 96), FILM, false));
  }
}
