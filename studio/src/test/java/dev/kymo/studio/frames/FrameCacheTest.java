package dev.kymo.studio.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class FrameCacheTest {

  private static FrameRequest request(int t) {
    LatentCode code = LatentCode.seed(1);
    return new FrameRequest(
        new Scene("m", code, new NoiseCode.Seeded(1), MotionEdit.trained(BandPlan.WHOLE, code)), t);
  }

  private static FrameImage image(int side) {
    return new FrameImage(side, side, new int[side * side]);
  }

  @Property(tries = 200)
  void neverHoldsMoreThanItsBoundAndCountsRight(
      @ForAll @Size(max = 60) List<@IntRange(min = 1, max = 200) Integer> puts,
      @ForAll @IntRange(max = 20_000) int bound) {
    FrameCache cache = new FrameCache(bound);
    for (int put : puts) {
      cache.put(request(put % 17), image(1 + put % 40));
      assertTrue(cache.bytes() <= bound);
    }
    long held = 0;
    int count = 0;
    for (int t = 0; t < 17; t++) {
      held += cache.get(request(t)).map(FrameImage::byteSize).orElse(0L);
      count += cache.contains(request(t)) ? 1 : 0;
    }
    assertEquals(held, cache.bytes());
    assertEquals(count, cache.size());
  }

  @Test
  void leastRecentlyUsedGoesFirst() {
    FrameCache cache = new FrameCache(3 * 400);
    cache.put(request(1), image(10));
    cache.put(request(2), image(10));
    cache.put(request(3), image(10));
    assertTrue(cache.get(request(1)).isPresent());
    cache.put(request(4), image(10));
    assertTrue(cache.contains(request(1)));
    assertFalse(cache.contains(request(2)));
  }

  @Test
  void aSmallerBoundCountsAtOnce() {
    FrameCache cache = new FrameCache(3 * 400);
    cache.put(request(1), image(10));
    cache.put(request(2), image(10));
    cache.put(request(3), image(10));
    cache.setBound(400);
    assertEquals(400, cache.bytes());
    assertTrue(cache.contains(request(3)));
    assertEquals(400, cache.bound());
  }
}
