package dev.kymo.inference.delivery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** With footage whose frame k is all k, and a model whose picture at position p is all p. */
class CarriedClipTest {
  private static final int LENGTH = 8;
  private static final FootageOrigin ORIGIN =
      new FootageOrigin(
          "a.mp4", "0".repeat(64), 4, 3, FrameRate.of(25), 10, LENGTH, new Square(1, 0, 3), 1, 1);
  private static final Scene AS_FILMED =
      new Scene(
          "id",
          LatentCode.seed(1),
          new NoiseCode.Seeded(0),
          MotionEdit.trained(new BandPlan(List.of(2.0)), LatentCode.seed(1)));
  private static final Scene EDITED =
      new Scene(
          "id",
          LatentCode.seed(1),
          new NoiseCode.Seeded(0),
          AS_FILMED.motion().with(0, band -> band.withGain(2)));

  private final List<String> made = new ArrayList<>();
  private final List<FrameImage> out = new ArrayList<>();
  private List<Integer> helpers = List.of();
  private int available = 30;
  private int largestBatch;

  /** Counts what it is asked for. */
  private final class Shades implements Footage {
    @Override
    public FootageInfo info() {
      return new FootageInfo(
          Path.of("a.mp4"), 4, 3, FrameRate.of(25), available, false, "H.264", List.of());
    }

    @Override
    public Reading read(
        int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
        throws IOException, InterruptedException {
      made.add("read " + first + "+" + count);
      int given = 0;
      for (int k = first; k < Math.min(available, first + count); k++) {
        byte[] rgb = new byte[36];
        Arrays.fill(rgb, (byte) k);
        given++;
        if (!sink.frame(k, new RgbFrame(4, 3, rgb))) {
          break;
        }
      }
      return new Reading(given, List.of("Frame 11 of a.mp4 is damaged."));
    }
  }

  /** A picture's pixel tells its position in tenths, and whether it is edited. */
  private final class Positions implements ModelPictures {
    @Override
    public int batchSize() {
      return 3;
    }

    @Override
    public List<FrameImage> draw(Scene scene, double[] times, BooleanSupplier cancelled)
        throws FrameException {
      // All learned pictures are asked for at once, and drawn as many at once as there is room.
      largestBatch = Math.max(largestBatch, times.length == LENGTH ? 0 : times.length);
      if (scene.content().equals(LatentCode.seed(66))) {
        throw new FrameException("The model is gone.");
      }
      boolean edited = scene.motion().effectiveGain(0) != 1;
      return Arrays.stream(times)
          .mapToObj(t -> 10 + (t + 1) * LENGTH / 2)
          .map(p -> new FrameImage(1, 1, new int[] {(int) Math.round(10 * p) + (edited ? 1 : 0)}))
          .toList();
    }
  }

  private final class Told implements FrameCarrier {
    @Override
    public List<Integer> helpers(List<FrameImage> learned) {
      assertEquals(LENGTH, learned.size());
      return helpers;
    }

    @Override
    public void keep(List<Original> kept) {
      kept.forEach(k -> made.add("keep %d/%d".formatted(shade(k), picture(k.learned()))));
    }

    @Override
    public RgbFrame carry(Original original, FrameImage edited) {
      made.add("%d/%d>%d".formatted(shade(original), picture(original.learned()), picture(edited)));
      return original.frame();
    }

    @Override
    public RgbFrame between(Original before, Original after, double part, FrameImage edited) {
      made.add(
          "%d/%d..%d/%d %.2f>%d"
              .formatted(
                  shade(before),
                  picture(before.learned()),
                  shade(after),
                  picture(after.learned()),
                  part,
                  picture(edited)));
      return before.frame();
    }

    private int shade(Original original) {
      return original.frame().rgb()[0];
    }

    private int picture(FrameImage image) {
      return image.argb()[0];
    }
  }

  private CarriedClip clip() {
    return new CarriedClip(
        new Positions(),
        LENGTH,
        new Shades(),
        ORIGIN,
        origin -> {
          assertSame(ORIGIN, origin);
          return new Told();
        });
  }

  private CarriedClip.Outcome draw(Scene scene, TimeGrid grid) throws Exception {
    return clip()
        .draw(
            scene,
            grid.times(),
            CarriedClip.Part.FRAME,
            (index, image) -> {
              assertEquals(out.size(), index);
              out.add(image);
            },
            () -> false);
  }

  private List<Integer> shades() {
    return out.stream().map(image -> image.argb()[0] & 0xFF).toList();
  }

  @Test
  void anEditIsCarriedFrameByFrame() throws Exception {
    CarriedClip.Outcome outcome = draw(EDITED, new TimeGrid(-1, 1, LENGTH));
    assertEquals(LENGTH, outcome.frames());
    assertEquals("read 10+8", made.get(0));
    assertEquals("10/100>101", made.get(1));
    assertEquals("17/170>171", made.get(8));
    assertEquals(List.of(10, 11, 12, 13, 14, 15, 16, 17), shades());
    assertEquals(List.of("Frame 11 of a.mp4 is damaged."), outcome.notes());
    assertEquals(3, largestBatch);
  }

  @Test
  void withoutAnEditTheFootageComesBackHoweverItsBandsAreCut() throws Exception {
    draw(AS_FILMED, new TimeGrid(-1, 1, LENGTH));
    assertEquals(List.of("read 10+8"), made);
    assertEquals(List.of(10, 11, 12, 13, 14, 15, 16, 17), shades());
  }

  @Test
  void slowMotionLiesBetweenTwoFramesAndBehindTheLast() throws Exception {
    draw(EDITED, new TimeGrid(0.5, 1, 4));
    assertEquals(
        List.of("read 16+2", "16/160>161", "16/160..17/170 0.50>166", "17/170>171", "17/170>176"),
        made);
  }

  @Test
  void framesThatHelpAreReadOnceBeforeTheOthers() throws Exception {
    helpers = List.of(6, 2);
    draw(EDITED, new TimeGrid(-1, -0.5, 2));
    assertEquals(
        List.of("read 12+5", "keep 12/120", "keep 16/160", "read 10+2", "10/100>101", "11/110>111"),
        made);
    made.clear();
    out.clear();
    draw(AS_FILMED, new TimeGrid(-1, -0.5, 2));
    assertEquals(List.of("read 10+2"), made);
  }

  @Test
  void onlyTheFramesOfTheRangeAreRead() throws Exception {
    draw(EDITED, new TimeGrid(-0.75, -0.25, 1));
    assertEquals(List.of("read 11+1", "11/110>111"), made);
  }

  @Test
  void beyondTheClipTheModelsPictureIsShownAndThatIsSaid() throws Exception {
    CarriedClip.Outcome outcome = draw(EDITED, new TimeGrid(-1.5, 1.5, 6));
    assertEquals(6, outcome.frames());
    assertEquals(
        "2 of 6 frames lie outside the learned frames 10 to 17 of a.mp4: they show the model's"
            + " picture, enlarged, in the nearest frame of the footage.",
        outcome.notes().get(1));
    int[] before = out.get(0).argb();
    // The square has the model's shade, and what is left of it the first frame's.
    assertEquals(0xFF0A0A0A, before[0]);
    assertEquals(0xFF000051, before[1]);
    int[] after = out.get(5).argb();
    assertEquals(0xFF111111, after[0]);
    assertEquals(0xFF0000B5, after[11]);
    assertEquals(
        outcome.notes().subList(1, 2),
        CarriedClip.notes(ORIGIN, LENGTH, new TimeGrid(-1.5, 1.5, 6).times()));
  }

  @Test
  void theSquareAloneIsCutFromTheWholeFrame() throws Exception {
    CarriedClip clip = clip();
    clip.draw(
        AS_FILMED,
        new double[] {-1},
        CarriedClip.Part.SQUARE,
        (index, image) -> out.add(image),
        () -> false);
    assertEquals(3, clip.width(CarriedClip.Part.SQUARE));
    assertEquals(4, clip.width(CarriedClip.Part.FRAME));
    assertEquals(3, out.get(0).width());
    int[] expected = new int[9];
    Arrays.fill(expected, 0xFF0A0A0A);
    assertArrayEquals(expected, out.get(0).argb());
  }

  @Test
  void footageThatEndsEarlyIsNamed() {
    available = 15;
    String message =
        assertThrows(FileException.class, () -> draw(EDITED, new TimeGrid(-1, 1, LENGTH)))
            .getMessage();
    assertEquals(
        "a.mp4 ends before frame 15, which the clip needs; learn it anew if it was cut.", message);
  }

  @Test
  void cancellingStopsBetweenFrames() throws Exception {
    CarriedClip.Outcome outcome =
        clip()
            .draw(
                EDITED,
                new TimeGrid(-1, 1, LENGTH).times(),
                CarriedClip.Part.FRAME,
                (index, image) -> out.add(image),
                () -> out.size() == 3);
    assertEquals(3, outcome.frames());
    assertEquals(3, out.size());
  }

  @Test
  void failuresKeepTheirSentences() {
    Scene broken = new Scene("id", LatentCode.seed(66), EDITED.noise(), EDITED.motion());
    assertEquals(
        "The model is gone.",
        assertThrows(FrameException.class, () -> draw(broken, new TimeGrid(-1, 1, 2)))
            .getMessage());
    IOException full = new FileException("out.mp4 cannot be written: No space left on device.");
    assertSame(
        full,
        assertThrows(
            IOException.class,
            () ->
                clip()
                    .draw(
                        EDITED,
                        new double[] {0},
                        CarriedClip.Part.FRAME,
                        (index, image) -> {
                          throw full;
                        },
                        () -> false)));
  }

  @Test
  void otherFootageIsRefused() throws Exception {
    String other = "1".repeat(64);
    assertEquals(
        List.of(ORIGIN), LearnedFootage.find(Path.of("b.mp4"), ORIGIN.hash(), List.of(ORIGIN)));
    assertEquals(
        "b.mp4 is not the footage that the model has learned: that is a.mp4.",
        refusal(() -> LearnedFootage.find(Path.of("b.mp4"), other, List.of(ORIGIN))));
    assertTrue(
        refusal(() -> LearnedFootage.find(Path.of("x/a.mp4"), other, List.of(ORIGIN)))
            .contains("has changed since the model learned it"));
    FootageInfo info = new Shades().info();
    LearnedFootage.check(info, ORIGIN);
    available = 17;
    FootageInfo shorter = new Shades().info();
    assertEquals(
        "a.mp4 has 17 frames, but the model has learned frames 10 to 17 of it; learn it anew.",
        refusal(() -> LearnedFootage.check(shorter, ORIGIN)));
  }

  private interface Check {
    void run() throws FileException;
  }

  private static String refusal(Check check) {
    return assertThrows(FileException.class, check::run).getMessage();
  }
}
