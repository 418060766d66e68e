package dev.kymo.studio.learning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.trainer.run.LearnedClip;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClipDraftTest {

  private static ClipDraft of(int frames) {
    FootageInfo info =
        new FootageInfo(
            Path.of("walk.mp4"),
            640,
            360,
            new FrameRate(30_000, 1001),
            frames,
            false,
            "H.264",
            List.of());
    return ClipDraft.proposed(info, "ab".repeat(32));
  }

  @Test
  void proposesTheMiddleAndALengthThatFits() {
    assertEquals(new Square(140, 0, 360), of(100).square());
    assertEquals(100, of(100).frames());
    assertEquals(96, of(108_000).frames(), "of an hour only a part is learned");
    assertTrue(of(15).isTooShort());
    assertFalse(of(16).isTooShort());
  }

  @Test
  void keepsTheRangeWithinTheFootageAndWithinWhatCanBeLearned() {
    ClipDraft draft = of(5000);
    assertEquals(16, draft.withIn(90).frames(), "as few as can be learned");
    assertEquals(106, draft.withIn(90).end());
    assertEquals(4984, draft.withIn(9999).first());
    ClipDraft longest = draft.withOut(4000);
    assertEquals(1024, longest.frames());
    assertEquals(2976, longest.first(), "the point that was moved is the one that counts");
    assertTrue(longest.isLongest());
    assertEquals(1024, longest.withIn(0).frames());
    assertEquals(0, longest.withIn(0).first());
    assertEquals(new int[] {4904, 96}[0], draft.movedTo(9999).first());
    assertEquals(96, draft.movedTo(9999).frames());
    assertEquals(0, draft.movedTo(-5).first());
    assertEquals(16, draft.withFrames(1).frames());
    assertEquals(0, draft.withOut(-3).first());
  }

  @Test
  void footageThatIsTooShortStaysWhole() {
    ClipDraft one = of(1);
    assertEquals(one, one.withIn(3));
    assertEquals(one, one.withOut(0));
    assertThrows(IllegalArgumentException.class, one::learned);
  }

  @Test
  void isLearnedAsItStands() {
    ClipDraft draft = of(100).withIn(10).withOut(50).withSquare(new Square(8, 16, 128));
    LearnedClip learned = draft.learned();
    assertEquals(Path.of("walk.mp4").toAbsolutePath().toString(), learned.source());
    assertEquals(10, learned.first());
    assertEquals(40, learned.frames());
    assertEquals(new Square(8, 16, 128), learned.square());
    assertEquals(new FrameRate(30_000, 1001), learned.rate());
    assertThrows(IllegalArgumentException.class, () -> draft.withSquare(new Square(600, 0, 128)));
  }
}
