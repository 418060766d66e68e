package dev.kymo.trainer.dataset.puppet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.image.RgbFrame;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** What a puppet's pictures promise. */
class PuppetTest {
  private final Puppet puppet = new Puppet(PuppetLook.of(5));

  @Test
  void isTheSamePictureOnEveryMachine() {
    CRC32 crc = new CRC32();
    crc.update(puppet.draw(0.4, 48, 1, 1).rgb());
    assertEquals("4255af40", Long.toHexString(crc.getValue()));
  }

  @Test
  void aSmallPictureIsTheLargeOneAveraged() {
    byte[] small = puppet.draw(1.2, 64, 1, 1).rgb();
    byte[] large = puppet.draw(1.2, 256, 1, 1).rgb();
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        for (int c = 0; c < 3; c++) {
          double mean = 0;
          for (int i = 0; i < 16; i++) {
            mean += (large[3 * (256 * (4 * y + i / 4) + 4 * x + i % 4) + c] & 0xFF) / 16.0;
          }
          assertEquals(mean, small[3 * (64 * y + x) + c] & 0xFF, 1.01);
        }
      }
    }
  }

  @Test
  void atGainsOfZeroItRests() {
    byte[] rest = puppet.draw(0, 32, 0, 0).rgb();
    assertArrayEquals(rest, puppet.draw(7.7, 32, 0, 0).rgb());
    assertFalse(Arrays.equals(rest, puppet.draw(7.7, 32, 1, 0).rgb()));
    assertFalse(Arrays.equals(rest, puppet.draw(7.7, 32, 0, 1).rgb()));
  }

  @Test
  void fastMovesTheMouthAndSlowMovesAllOfTheHead() {
    RgbFrame rest = puppet.draw(0, 64, 0, 0);
    RgbFrame fast = puppet.draw(0.4, 64, 0, 1);
    RgbFrame slow = puppet.draw(0.4, 64, 1, 0);
    // The mouth lies in rows 28 to 44 of 64, the eyebrows above; hair and shirt belong to Slow.
    assertEquals(0, difference(rest, fast, 0, 16), 1e-9);
    assertEquals(0, difference(rest, fast, 48, 64), 1e-9);
    assertTrue(difference(rest, fast, 28, 44) > 0.2);
    assertTrue(difference(rest, slow, 0, 16) > 0.3);
    assertTrue(difference(rest, slow, 48, 64) > 0.1);
  }

  private static double difference(RgbFrame a, RgbFrame b, int fromRow, int toRow) {
    double sum = 0;
    for (int i = 3 * 64 * fromRow; i < 3 * 64 * toRow; i++) {
      sum += Math.abs((a.rgb()[i] & 0xFF) - (b.rgb()[i] & 0xFF));
    }
    return sum / (3 * 64 * (toRow - fromRow));
  }

  @Test
  void movesAtTheFrequenciesThatItNames() {
    PuppetMotion motion = new PuppetMotion(PuppetLook.of(2).motion());
    // 100 s hold whole periods of every frequency.
    assertTrue(power(motion, 0.45, PuppetPose::headX) > 0.05);
    assertTrue(power(motion, 0.62, PuppetPose::headX) > 0.015);
    assertTrue(power(motion, 0.83, PuppetPose::headY) > 0.015);
    assertTrue(power(motion, 3.7, PuppetPose::mouth) > 0.007);
    assertTrue(power(motion, 5.1, PuppetPose::mouth) > 0.004);
    for (double hertz : new double[] {0.45, 0.62, 0.83, 2}) {
      assertEquals(0, power(motion, hertz, PuppetPose::mouth), 1e-9);
    }
    for (double hertz : new double[] {2, 3.7, 5.1}) {
      assertEquals(0, power(motion, hertz, PuppetPose::headX), 1e-9);
    }
  }

  private static double power(
      PuppetMotion motion, double hertz, ToDoubleFunction<PuppetPose> part) {
    double cos = 0;
    double sin = 0;
    int n = 100 * Puppet.FRAME_RATE;
    for (int k = 0; k < n; k++) {
      double seconds = (double) k / Puppet.FRAME_RATE;
      double value = part.applyAsDouble(motion.at(seconds, 1, 1));
      cos += value * Math.cos(2 * Math.PI * hertz * seconds) * 2 / n;
      sin += value * Math.sin(2 * Math.PI * hertz * seconds) * 2 / n;
    }
    return Math.hypot(cos, sin);
  }

  @Test
  void everyLookStaysInItsPictureAndDiffers() {
    for (long seed = 0; seed < 12; seed++) {
      RgbFrame frame = new Puppet(PuppetLook.of(seed)).draw(0.3, 33, 1, 1.6);
      assertEquals(33, frame.width());
      byte[] other = new Puppet(PuppetLook.of(seed + 1)).draw(0.3, 33, 1, 1.6).rgb();
      assertFalse(Arrays.equals(frame.rgb(), other));
    }
  }

  @Test
  void refusesSizesThatNoPictureHas() {
    assertThrows(IllegalArgumentException.class, () -> puppet.draw(0, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> puppet.draw(0, 10_000, 1, 1));
  }
}
