package dev.kymo.inference.carry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Edits on original pixels. */
class CarrierTest {
  private static final int SIDE = 128;
  private static final int SIZE = 32;

  private static Carrier carrier(CarryQuality quality) {
    return new Carrier(SIDE, SIDE, new Square(0, 0, SIDE), SIZE, quality, RowLoop.here());
  }

  private static CarrySource source(RgbFrame frame) {
    return new CarrySource(frame, CarryFrames.learned(frame, SIZE));
  }

  @ParameterizedTest
  @EnumSource(CarryQuality.class)
  void anEditThatChangesNothingIsTheOriginal(CarryQuality quality) {
    RgbFrame original = CarryFrames.noise(SIDE, SIDE, 1);
    CarrySource at = source(original);
    FrameImage same = CarryFrames.learned(original, SIZE);
    Carried carried = carrier(quality).carry(at, List.of(source(original)), same);
    assertSame(original, carried.frame());
    assertEquals(0, carried.unexplained());
    CarrySource other = source(CarryFrames.noise(SIDE, SIDE, 2));
    assertSame(original, carrier(quality).between(at, other, 0, List.of(), same).frame());
    assertSame(original, carrier(quality).between(other, at, 1, List.of(), same).frame());
  }

  @ParameterizedTest
  @EnumSource(CarryQuality.class)
  void whatMovesIsMovedWithItsDetail(CarryQuality quality) {
    RgbFrame original = CarryFrames.texture(SIDE, SIDE, 0, 0);
    RgbFrame truth = CarryFrames.texture(SIDE, SIDE, 5.3, -3.6);
    FrameImage edit = CarryFrames.learned(truth, SIZE);
    Carried carried = carrier(quality).carry(source(original), List.of(), edit);
    double unedited = CarryFrames.psnr(original, truth, 10);
    double psnr = CarryFrames.psnr(carried.frame(), truth, 10);
    assertTrue(unedited < 23, "unedited " + unedited);
    assertTrue(psnr > 36, "carried " + psnr);
    assertTrue(carried.unexplained() < 0.02, "unexplained " + carried.unexplained());
  }

  @Test
  void betweenTwoFramesBothAreMoved() {
    CarrySource before = source(CarryFrames.texture(SIDE, SIDE, -2, 0));
    CarrySource after = source(CarryFrames.texture(SIDE, SIDE, 3, 1));
    RgbFrame truth = CarryFrames.texture(SIDE, SIDE, 0, 0.4);
    FrameImage edit = CarryFrames.learned(truth, SIZE);
    RgbFrame carried =
        carrier(CarryQuality.BEST).between(before, after, 0.4, List.of(), edit).frame();
    double psnr = CarryFrames.psnr(carried, truth, 8);
    assertTrue(psnr > 38, "carried " + psnr);
  }

  @Test
  void helpersShowWhatTheFrameHides() {
    RgbFrame room = CarryFrames.texture(SIDE, SIDE, 0, 0);
    RgbFrame hidden = covered(room, 40);
    RgbFrame elsewhere = covered(room, 4);
    FrameImage edit = CarryFrames.learned(room, SIZE);
    Carrier carrier = carrier(CarryQuality.BEST);
    Carried alone = carrier.carry(source(hidden), List.of(), edit);
    Carried helped = carrier.carry(source(hidden), List.of(source(elsewhere)), edit);
    double without = CarryFrames.psnr(alone.frame(), room, 0);
    double with = CarryFrames.psnr(helped.frame(), room, 0);
    assertTrue(with > 40, "with a helper " + with);
    assertTrue(without < with - 4, "without " + without);
    assertTrue(alone.unexplained() > 0.02, "unexplained " + alone.unexplained());
    assertTrue(helped.unexplained() < 0.005, "unexplained " + helped.unexplained());
  }

  /** The frame with a black square of 36 pixels in it. */
  private static RgbFrame covered(RgbFrame frame, int corner) {
    byte[] rgb = frame.rgb().clone();
    for (int y = corner; y < corner + 36; y++) {
      int from = 3 * (y * frame.width() + corner);
      Arrays.fill(rgb, from, from + 3 * 36, (byte) 0);
    }
    return new RgbFrame(frame.width(), frame.height(), rgb);
  }

  @Test
  void whatNothingShowsIsTheModels() {
    RgbFrame original = CarryFrames.plain(SIDE, SIDE, 40);
    FrameImage edit = CarryFrames.learned(CarryFrames.plain(SIDE, SIDE, 200), SIZE);
    Carried carried = carrier(CarryQuality.LIVE).carry(source(original), List.of(), edit);
    assertArrayEquals(CarryFrames.plain(SIDE, SIDE, 200).rgb(), carried.frame().rgb());
    assertEquals(1, carried.unexplained(), 1e-6);
  }

  @Test
  void nothingChangesOutsideOfTheSquareAndAtItsSides() {
    int width = 160;
    int height = 100;
    Square square = new Square(37, 0, 96);
    RgbFrame original = CarryFrames.texture(width, height, 0, 0);
    RgbFrame moved = CarryFrames.texture(width, height, 4, 2);
    CarrySource at =
        new CarrySource(original, CarryFrames.learned(CarryFrames.crop(original, 37, 0, 96), SIZE));
    FrameImage edit = CarryFrames.learned(CarryFrames.crop(moved, 37, 0, 96), SIZE);
    Carrier carrier = new Carrier(width, height, square, SIZE, CarryQuality.BEST, RowLoop.here());
    RgbFrame carried = carrier.carry(at, List.of(), edit).frame();
    int changed = 0;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int from = 3 * (y * width + x);
        int difference = Math.abs((carried.rgb()[from] & 0xFF) - (original.rgb()[from] & 0xFF));
        boolean outside = x < 37 || x >= 133 || y >= 96;
        // The square's upper side is the frame's: there the edit does not fade.
        boolean side = x < 39 || x >= 131 || y >= 94;
        assertTrue(!outside || difference == 0, x + ", " + y);
        assertTrue(!side || difference <= 4, x + ", " + y + ": " + difference);
        changed += difference > 4 ? 1 : 0;
      }
    }
    assertTrue(changed > 2000, "changed " + changed);
    RgbFrame middle = CarryFrames.crop(carried, 57, 0, 56);
    double psnr = CarryFrames.psnr(middle, CarryFrames.crop(moved, 57, 0, 56), 6);
    assertTrue(psnr > 36, "carried " + psnr);
  }

  @Property(tries = 60)
  void anyFramesOfAnySizeMakeAFrame(
      @ForAll @IntRange(min = 1, max = 70) int width,
      @ForAll @IntRange(min = 1, max = 70) int height,
      @ForAll @IntRange(min = 0, max = 2) int power,
      @ForAll CarryQuality quality,
      @ForAll boolean between,
      @ForAll long seed) {
    int size = 8 << power;
    int side = 1 + (int) Math.floorMod(seed, (long) Math.min(width, height));
    Square square =
        new Square(
            (int) Math.floorMod(seed >> 8, width - side + 1L),
            (int) Math.floorMod(seed >> 16, height - side + 1L),
            side);
    Carrier carrier = new Carrier(width, height, square, size, quality, RowLoop.here());
    CarrySource at = any(width, height, size, seed);
    CarrySource other = any(width, height, size, seed + 1);
    FrameImage edit = CarryFrames.learned(CarryFrames.noise(size, size, seed + 2), size);
    Carried carried =
        between
            ? carrier.between(at, other, 0.3, List.of(other), edit)
            : carrier.carry(at, List.of(other), edit);
    assertEquals(width, carried.frame().width());
    assertEquals(height, carried.frame().height());
    assertTrue(carried.unexplained() >= 0 && carried.unexplained() <= 1);
  }

  private static CarrySource any(int width, int height, int size, long seed) {
    FrameImage learned = CarryFrames.learned(CarryFrames.noise(size, size, ~seed), size);
    return new CarrySource(CarryFrames.noise(width, height, seed), learned);
  }

  @Test
  void isTheSameOnEveryNumberOfThreadsAndEveryTime() {
    RgbFrame original = CarryFrames.texture(SIDE, SIDE, 0, 0);
    FrameImage edit = CarryFrames.learned(CarryFrames.texture(SIDE, SIDE, 3, 1), SIZE);
    List<CarrySource> shelf = List.of(source(CarryFrames.texture(SIDE, SIDE, 5, 5)));
    byte[] alone = carrier(CarryQuality.BEST).carry(source(original), shelf, edit).frame().rgb();
    ExecutorService helpers = Executors.newFixedThreadPool(3);
    try {
      Carrier shared =
          new Carrier(
              SIDE, SIDE, new Square(0, 0, SIDE), SIZE, CarryQuality.BEST, new RowLoop(helpers, 4));
      for (int i = 0; i < 3; i++) {
        assertArrayEquals(alone, shared.carry(source(original), shelf, edit).frame().rgb());
        shared.carry(source(CarryFrames.noise(SIDE, SIDE, i)), shelf, edit);
      }
    } finally {
      helpers.shutdown();
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    Square square = new Square(0, 0, SIDE);
    assertThrows(
        IllegalArgumentException.class,
        () -> new Carrier(SIDE, 100, square, SIZE, CarryQuality.LIVE, RowLoop.here()));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Carrier(SIDE, SIDE, square, 24, CarryQuality.LIVE, RowLoop.here()));
    Carrier carrier = carrier(CarryQuality.LIVE);
    CarrySource at = source(CarryFrames.plain(SIDE, SIDE, 1));
    FrameImage large = CarryFrames.learned(CarryFrames.plain(SIDE, SIDE, 1), 64);
    assertThrows(IllegalArgumentException.class, () -> carrier.carry(at, List.of(), large));
    CarrySource small = source(CarryFrames.plain(64, 64, 1));
    assertThrows(
        IllegalArgumentException.class, () -> carrier.carry(small, List.of(), at.learned()));
    assertThrows(
        IllegalArgumentException.class, () -> carrier.carry(at, List.of(small), at.learned()));
    assertThrows(
        IllegalArgumentException.class,
        () -> carrier.between(at, at, Double.NaN, List.of(), at.learned()));
  }
}
