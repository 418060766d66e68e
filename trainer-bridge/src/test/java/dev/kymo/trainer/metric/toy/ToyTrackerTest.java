package dev.kymo.trainer.metric.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.trainer.dataset.toy.ToyClip;
import dev.kymo.trainer.dataset.toy.ToyClips;
import dev.kymo.trainer.dataset.toy.ToyObject;
import dev.kymo.trainer.dataset.toy.ToyShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tracker against clips whose truth is known. */
class ToyTrackerTest {
  private static final int CLIPS = 40;

  private final ToyTracker tracker = new ToyTracker(64);

  @ParameterizedTest
  @CsvSource({"64, 1, 0.999", "32, 6, 0.95", "128, 1, 0.999"})
  void findsWhatIsThere(int size, double levels, double shapes) {
    ToyTracker sized = new ToyTracker(size);
    RealClips real = new RealClips(3, size);
    int right = 0;
    int all = 0;
    for (int i = 0; i < CLIPS; i++) {
      ClipTrack track = ClipTrack.of(sized, real.frames(i, 0, ToyClips.FRAMES));
      assertEquals(ToyClips.FRAMES, track.completeFrames(), "clip " + i);
      for (int column = 0; column < 3; column++) {
        ToyObject truth = new ToyClips(3).clip(i).objects().get(column);
        double centre = ToyTemplates.Centre.of(truth.shape()).y();
        for (int frame = 0; frame < ToyClips.FRAMES; frame++) {
          TrackedObject found = track.column(column).frames().get(frame).orElseThrow();
          assertEquals(truth.y(frame) + centre, found.y(), 0.5, "clip " + i + " frame " + frame);
          assertEquals(truth.red(), found.color().red(), levels);
          assertEquals(truth.green(), found.color().green(), levels);
          assertEquals(truth.blue(), found.color().blue(), levels);
          right += found.shape() == truth.shape() ? 1 : 0;
          all++;
        }
      }
    }
    assertTrue(right >= shapes * all, right + " shapes right of " + all);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64})
  void speedsSurviveBounces(int size) {
    ToyTracker sized = new ToyTracker(size);
    RealClips real = new RealClips(4, size);
    for (int i = 0; i < CLIPS; i++) {
      ClipTrack track = ClipTrack.of(sized, real.frames(i, 0, 16));
      for (int column = 0; column < 3; column++) {
        int speed = new ToyClips(4).clip(i).objects().get(column).speed();
        assertEquals(speed, track.column(column).speed().orElseThrow(), 0.15, "clip " + i);
      }
    }
  }

  @Test
  void realObjectsKeepColourAndShape() {
    ClipTrack track = ClipTrack.of(tracker, new RealClips(5, 64).frames(0, 0, 32));
    for (ObjectTrack column : track.columns()) {
      assertEquals(0, column.colorDrift().orElseThrow(), 1e-9);
      assertEquals(1, column.shapeKept().orElseThrow());
    }
  }

  @Test
  void aBlankFrameHoldsNothing() {
    TrackedFrame frame = tracker.track(image(new int[64 * 64]));
    assertTrue(frame.columns().stream().allMatch(java.util.Optional::isEmpty));
  }

  @Test
  void aBrightFrameHoldsNothing() {
    int[] white = new int[64 * 64];
    Arrays.fill(white, -1);
    assertTrue(tracker.track(image(white)).columns().stream().allMatch(o -> o.isEmpty()));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 29, 25})
  void twoObjectsInAColumnAreNotOne(int second) {
    List<ToyObject> objects = new ArrayList<>();
    objects.add(object(ToyShape.SQUARE, 16, 20));
    objects.add(object(ToyShape.SQUARE, 16, second));
    objects.add(object(ToyShape.CIRCLE, 48, 30));
    TrackedFrame frame = tracker.track(RealClips.scaled(new ToyClip(objects).rgb(0), 64));
    assertTrue(frame.columns().get(0).isEmpty(), "two objects");
    assertTrue(frame.columns().get(1).isEmpty(), "no object");
    assertTrue(frame.columns().get(2).isPresent(), "one object");
  }

  @Test
  void halfAnObjectIsNone() {
    int[] argb = new int[64 * 64];
    for (int x = 12; x < 20; x++) {
      argb[30 * 64 + x] = 0xFFFFFFFF;
    }
    assertTrue(tracker.track(image(argb)).columns().get(0).isEmpty());
  }

  @Test
  void aSpeckDisturbsNoObject() {
    ToyClip clip = new ToyClip(List.of(object(ToyShape.CIRCLE, 16, 20)));
    int[] argb = RealClips.scaled(clip.rgb(0), 64).argb().clone();
    argb[50 * 64 + 16] = 0xFFFFFFFF;
    assertEquals(20, tracker.track(image(argb)).columns().get(0).orElseThrow().y(), 0.01);
  }

  @ParameterizedTest
  @ValueSource(ints = {32, 64})
  void noiseMovesNothingFar(int size) {
    Random random = new Random(7);
    ToyTracker sized = new ToyTracker(size);
    RealClips real = new RealClips(6, size);
    int shapesRight = 0;
    for (int i = 0; i < CLIPS; i++) {
      FrameImage noisy = noisy(real.frames(i, 0, 1).get(0), random, 15);
      TrackedFrame frame = sized.track(noisy);
      assertTrue(frame.complete(), "clip " + i);
      for (int column = 0; column < 3; column++) {
        ToyObject truth = new ToyClips(6).clip(i).objects().get(column);
        TrackedObject found = frame.columns().get(column).orElseThrow();
        double centre = ToyTemplates.Centre.of(truth.shape()).y();
        assertEquals(truth.y(0) + centre, found.y(), 0.5, "clip " + i);
        shapesRight += found.shape() == truth.shape() ? 1 : 0;
      }
    }
    assertTrue(shapesRight >= 0.9 * 3 * CLIPS, shapesRight + " shapes right");
  }

  @Test
  void noiseAloneIsNoObject() {
    FrameImage noise = noisy(image(new int[64 * 64]), new Random(1), 30);
    assertTrue(tracker.track(noise).columns().stream().allMatch(o -> o.isEmpty()));
  }

  @Test
  void otherSizesAreRefused() {
    String small =
        assertThrows(IllegalArgumentException.class, () -> new ToyTracker(16)).getMessage();
    assertTrue(small.contains("16 x 16"), small);
    FrameImage other = new FrameImage(32, 32, new int[32 * 32]);
    assertThrows(IllegalArgumentException.class, () -> tracker.track(other));
  }

  private static ToyObject object(ToyShape shape, int x, int y) {
    return new ToyObject(shape, 200, 150, 120, x, y, 4);
  }

  private static FrameImage image(int[] argb) {
    return new FrameImage(64, 64, argb);
  }

  private static FrameImage noisy(FrameImage image, Random random, double deviation) {
    int[] argb = image.argb().clone();
    for (int i = 0; i < argb.length; i++) {
      int pixel = 0xFF;
      for (int shift = 16; shift >= 0; shift -= 8) {
        long value = Math.round((argb[i] >> shift & 0xFF) + deviation * random.nextGaussian());
        pixel = pixel << 8 | (int) Math.max(0, Math.min(255, value));
      }
      argb[i] = pixel;
    }
    return new FrameImage(image.width(), image.height(), argb);
  }
}
