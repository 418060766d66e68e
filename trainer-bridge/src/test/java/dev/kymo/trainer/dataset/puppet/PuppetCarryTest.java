package dev.kymo.trainer.dataset.puppet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.carry.Carried;
import dev.kymo.inference.carry.Carrier;
import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.carry.CarrySource;
import dev.kymo.inference.carry.Helpers;
import dev.kymo.inference.carry.RowLoop;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Edits carried to a puppet's own pixels, against the puppet drawn with the edit. The model is the
 * puppet drawn small, with noise of 43 dB.
 */
class PuppetCarryTest {
  private static final int SIDE = 256;
  private static final int SIZE = 64;
  private static final int FRAMES = 64;

  private static final Puppet PUPPET = new Puppet(PuppetLook.of(5));

  private static final List<CarrySource> SHELF = new ArrayList<>();

  @BeforeAll
  static void readShelf() {
    List<FrameImage> learned = new ArrayList<>();
    for (int k = 0; k < FRAMES; k += 8) {
      learned.add(model(k, 1, 1));
    }
    for (int k : Helpers.spread(learned, 6)) {
      SHELF.add(new CarrySource(frame(8 * k, 1, 1), learned.get(k)));
    }
  }

  @ParameterizedTest(name = "{0}: slow x {1}, fast x {2}")
  @CsvSource({
    "LIVE, 1, 0, 38", "LIVE, 1, 1.6, 42", "LIVE, 1.5, 1, 34", "LIVE, 0, 1, 34",
    "BEST, 1, 0, 40", "BEST, 1, 1.6, 42", "BEST, 1.5, 1, 35", "BEST, 0, 1, 36"
  })
  void isTheTruth(CarryQuality quality, double slow, double fast, double least) {
    Carrier carrier =
        new Carrier(SIDE, SIDE, new Square(0, 0, SIDE), SIZE, quality, RowLoop.here());
    double sum = 0;
    int[] frames = {9, 50};
    for (int k : frames) {
      CarrySource at = new CarrySource(frame(k, 1, 1), model(k, 1, 1));
      Carried carried = carrier.carry(at, SHELF, model(k, slow, fast));
      sum += psnr(carried.frame(), frame(k, slow, fast));
      assertTrue(carried.unexplained() < 0.01, "unexplained " + carried.unexplained());
    }
    double psnr = sum / frames.length;
    assertTrue(psnr > least, "carried " + psnr);
  }

  private static RgbFrame frame(int k, double slow, double fast) {
    return PUPPET.draw(seconds(k), SIDE, slow, fast);
  }

  private static double seconds(int k) {
    return (double) k / Puppet.FRAME_RATE;
  }

  private static FrameImage model(int k, double slow, double fast) {
    byte[] rgb = PUPPET.draw(seconds(k), SIZE, slow, fast).rgb();
    Random noise = new Random(k + Math.round(1000 * slow + 10_000 * fast));
    int[] argb = new int[SIZE * SIZE];
    for (int i = 0; i < argb.length; i++) {
      int pixel = 0xFF;
      for (int c = 0; c < 3; c++) {
        long level = Math.round((rgb[3 * i + c] & 0xFF) + 1.8 * noise.nextGaussian());
        pixel = pixel << 8 | (int) Math.max(0, Math.min(255, level));
      }
      argb[i] = pixel;
    }
    return new FrameImage(SIZE, SIZE, argb);
  }

  private static double psnr(RgbFrame a, RgbFrame b) {
    double sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      double difference = (a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF);
      sum += difference * difference;
    }
    return 10 * Math.log10(255 * 255 / (sum / a.rgb().length));
  }
}
