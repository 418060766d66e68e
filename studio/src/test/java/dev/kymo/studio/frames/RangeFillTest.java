package dev.kymo.studio.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.frame.FrameImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RangeFillTest {

  private static final double[] TIMES = {0, 1, 2, 3, 4, 5};

  @Test
  void growsOutwardFromThePlayheadAtRest() {
    RangeFill fill = new RangeFill(null, TIMES, () -> 3, () -> false);
    assertArrayEquals(new double[] {2, 3, 4}, fill.next(t -> false, 3));
    assertArrayEquals(new double[] {1, 5}, fill.next(t -> t >= 2 && t <= 4, 2));
  }

  @Test
  void runsAheadAndAroundTheLoopInPlay() {
    RangeFill fill = new RangeFill(null, TIMES, () -> 4, () -> true);
    assertArrayEquals(new double[] {0, 4, 5}, fill.next(t -> false, 3));
  }

  @Test
  void isFulfilledWhenAllIsThere() {
    RangeFill fill = new RangeFill(null, TIMES, () -> 2.5, () -> false);
    assertEquals(0, fill.next(t -> true, 16).length);
    assertEquals(6, fill.next(t -> false, 16).length);
  }

  @Test
  void thumbnailIsTheMeanOfWhatItCovers() {
    int[] pixels = new int[16];
    Arrays.fill(pixels, 0xFF000000);
    pixels[0] = 0xFFFFFFFF;
    FrameImage small = Thumbnail.of(new FrameImage(4, 4, pixels), 2);
    assertEquals(0xFF404040, small.argb()[0]);
    assertEquals(0xFF000000, small.argb()[3]);
  }
}
