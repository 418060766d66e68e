package dev.kymo.inference.footage.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.footage.analysis.DrawnClips.Scene;
import dev.kymo.inference.footage.analysis.Finding.Severity;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ClipAnalyzerTest {
  private static final FrameRate RATE = new FrameRate(24000, 1001);

  private static void assertFound(ClipAnalysis analysis, Severity severity, String part) {
    assertTrue(
        analysis.findings().stream()
            .anyMatch(f -> f.severity() == severity && f.sentence().contains(part)),
        analysis.findings().toString());
    assertEquals(
        analysis.findings().stream().noneMatch(f -> f.severity() == Severity.REFUSE),
        analysis.learnable());
  }

  @Test
  void aGoodClipIsLearnable() {
    ClipAnalysis found = DrawnClips.analyze(DrawnClips.puppet(24), 64, RATE, 2);
    assertTrue(found.learnable(), found.findings().toString());
    assertEquals(1, found.findings().size(), found.findings().toString());
    assertFound(found, Severity.NOTE, "The clip's motion reaches");
    assertEquals(new FrameSpan(0, 64), found.longest());
    double range = 2 * Math.PI * found.highestHz() * 32 / RATE.perSecond();
    assertEquals(range, found.frequencyRange(64), 1e-9);
    assertEquals(3, found.bands(64).size());
    assertTrue(found.bands(64).cuts().get(1) < range);
  }

  @Test
  void whatCannotBeLearnedIsRefusedWithItsFigure() {
    Scene puppet = DrawnClips.puppet(24);
    assertFound(DrawnClips.analyze(puppet, 15, RATE, 0), Severity.REFUSE, "15 frames");
    assertFound(DrawnClips.analyze(puppet, 1, RATE, 0), Severity.REFUSE, "1 frame:");
    assertFound(DrawnClips.analyze(puppet, 0, RATE, 0), Severity.REFUSE, "0 frames");
    Scene still = (x, y, k) -> puppet.at(x, y, 0);
    assertFound(DrawnClips.analyze(still, 40, RATE, 0), Severity.REFUSE, "0.0 of 255 levels");
    assertFound(DrawnClips.analyze(still, 40, RATE, 3), Severity.REFUSE, "too still");
    ClipAnalysis red = DrawnClips.analyze((x, y, k) -> 200, 40, RATE, 0);
    assertFound(red, Severity.REFUSE, "one color");
  }

  @Test
  void whatIsLearnedBadlyIsAWarning() {
    Scene puppet = DrawnClips.puppet(24);
    Scene faint = (x, y, k) -> 100 + (puppet.at(x, y, k) - 100) * 0.02 + 0.7 * x;
    assertFound(DrawnClips.analyze(faint, 64, RATE, 0), Severity.WARN, "little motion");
    Scene flicker = (x, y, k) -> 60 + 2 * x + (k % 2 == 0 ? 30 * Math.sin(x + 3.0 * k) : 0);
    assertFound(DrawnClips.analyze(flicker, 64, RATE, 0), Severity.WARN, "as fast as");
    Scene one = DrawnClips.leaves(1);
    Scene two = DrawnClips.leaves(2);
    Scene cut = (x, y, k) -> (k < 30 ? one : two).at(x + Math.sin(0.3 * k), y, k);
    assertFound(DrawnClips.analyze(cut, 50, RATE, 1), Severity.WARN, "cut at frame 30 (1.25 s)");
    assertFound(
        DrawnClips.analyze(cut, 50, RATE, 1), Severity.WARN, "frames 0 to 29 (0.00 s to 1.25 s)");
  }

  @Test
  void memoryIsSaidBeforeItIsTaken() {
    ClipAnalyzer analyzer = new ClipAnalyzer(RATE, 0);
    Random random = new Random(1);
    for (int k = 0; k < 20; k++) {
      analyzer.add(DrawnClips.draw(DrawnClips.puppet(24), k, 0, random));
    }
    long needed = ClipAnalyzer.memoryBytes(20, 64);
    assertEquals(20 * 3 * 4 * (64 * 64 + 32 * 32 + 16 * 16), needed);
    assertFound(
        analyzer.finish(20, 64, OptionalLong.of(needed - 1)), Severity.REFUSE, "too long: its 20");
    assertFound(
        analyzer.finish(20, 64, OptionalLong.of(needed + 1)), Severity.WARN, "more than half");
    assertFalse(
        analyzer.finish(20, 64, OptionalLong.of(3 * needed)).findings().stream()
            .anyMatch(f -> f.sentence().contains("memory")));
    assertFound(analyzer.finish(90_000, 64, OptionalLong.empty()), Severity.WARN, "Only 20 of");
  }

  @Property(tries = 40)
  void anyFramesGiveAnAnalysis(@ForAll @IntRange(min = 0, max = 24) int frames, @ForAll long seed) {
    Random random = new Random(seed);
    ClipAnalyzer analyzer = new ClipAnalyzer(new FrameRate(30, 1), 100);
    for (int k = 0; k < frames; k++) {
      byte[] rgb = new byte[3 * DrawnClips.SIDE * DrawnClips.SIDE];
      if (random.nextInt(3) > 0) {
        random.nextBytes(rgb);
      }
      analyzer.add(new RgbFrame(DrawnClips.SIDE, DrawnClips.SIDE, rgb));
    }
    ClipAnalysis found = analyzer.finish(frames, 64, OptionalLong.empty());
    assertTrue(found.highestHz() > 0 && found.highestHz() <= 15);
    assertEquals(3, found.bands(16).size());
    assertTrue(found.longest().first() >= 100);
    assertTrue(found.longest().frames() <= frames);
    found.changes().forEach(change -> assertTrue(change.first() > 100));
  }

  /** Footage that is drawn. */
  private record Drawn(FootageInfo info) implements Footage {
    @Override
    public Reading read(
        int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
        throws IOException, InterruptedException {
      assertEquals(Optional.of(new Square(1, 2, 3)), square);
      assertEquals(Optional.of(ClipAnalyzer.SIDE), height);
      for (int k = first; k < first + count; k++) {
        sink.frame(k, DrawnClips.draw(DrawnClips.puppet(24), k, 0, new Random(k)));
      }
      return new Reading(count, List.of("Frame 12 is damaged."));
    }
  }

  @Test
  void footageIsReadInItsRange() throws Exception {
    Footage footage =
        new Drawn(new FootageInfo(Path.of("x"), 9, 9, RATE, 99, false, "none", List.of()));
    ClipAnalysis found =
        ClipAnalyzer.analyze(
            footage,
            new FrameSpan(10, 40),
            new Square(1, 2, 3),
            64,
            OptionalLong.empty(),
            () -> false);
    assertEquals(new FrameSpan(10, 40), found.looked());
    assertFound(found, Severity.WARN, "Frame 12 is damaged.");
    assertThrows(
        CancellationException.class,
        () ->
            ClipAnalyzer.analyze(
                footage,
                new FrameSpan(0, 20),
                new Square(1, 2, 3),
                64,
                OptionalLong.empty(),
                () -> true));
  }
}
