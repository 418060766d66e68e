package dev.kymo.inference.footage;

import static dev.kymo.inference.footage.TestFootage.all;
import static dev.kymo.inference.footage.TestFootage.assertColor;
import static dev.kymo.inference.footage.TestFootage.mean;
import static dev.kymo.inference.footage.TestFootage.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.image.RgbFrame;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other readers got wrong. */
@Timeout(60)
class FootageCasesTest {
  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "temporal-direct-veryslow.mp4, 60, 128, 128, H.264",
    "temporal-direct-forced.mp4, 60, 160, 96, H.264",
    "no-deblock.mp4, 60, 160, 96, H.264",
    "rot90.mp4, 30, 96, 128, H.264",
    "rot180.mp4, 30, 128, 96, H.264",
    "editlist.mp4, 15, 128, 96, H.264",
    "frag.mp4, 30, 128, 96, H.264",
    "hevc.mp4, 30, 128, 96, HEVC",
    "av1.mp4, 9, 128, 96, AV1",
    "vp9.mp4, 30, 128, 96, VP9",
    "one.mp4, 1, 128, 96, H.264",
    "hd-untagged.mp4, 25, 1280, 720, H.264",
  })
  void soundOnesAreRead(String name, int frames, int width, int height, String codec)
      throws Exception {
    Footage footage = open(name);
    assertEquals(frames, footage.info().frames());
    assertEquals(width, footage.info().width());
    assertEquals(height, footage.info().height());
    assertEquals(codec, footage.info().codec());
    TestFootage.Read read = all(footage);
    assertEquals(frames, read.frames().size());
    assertEquals(List.of(), read.faults());
    assertEquals(List.of(), footage.faults());
    assertEquals(width, read.frame(0).width());
  }

  @Test
  void phonesStandUpright() throws Exception {
    Path file =
        TestFootage.make(
            folder.resolve("p.mkv"),
            "-f lavfi -i testsrc2=s=128x96:r=30 -frames:v 1 -pix_fmt yuv420p -c:v ffv1");
    RgbFrame pattern = all(open(file)).frame(0);
    // As the files were made: the pattern, stored as it is and to be turned when it is shown.
    RgbFrame left = new RgbFrame(96, 128, new byte[3 * 96 * 128]);
    RgbFrame over = new RgbFrame(128, 96, new byte[3 * 96 * 128]);
    for (int y = 0; y < 96; y++) {
      for (int x = 0; x < 128; x++) {
        for (int c = 0; c < 3; c++) {
          byte value = pattern.rgb()[3 * (128 * y + x) + c];
          left.rgb()[3 * (96 * (127 - x) + y) + c] = value;
          over.rgb()[3 * (128 * (95 - y) + 127 - x) + c] = value;
        }
      }
    }
    assertTrue(TestFootage.psnr(left, all(open("rot90.mp4")).frame(0)) > 28);
    assertTrue(TestFootage.psnr(over, all(open("rot180.mp4")).frame(0)) > 28);
    assertEquals(List.of("It is turned upright, by 180 degrees clockwise."), notes("rot180.mp4"));
    assertEquals(List.of("It is turned upright, by 270 degrees clockwise."), notes("rot90.mp4"));
  }

  /** The files were encoded from patterns that can be drawn again; a decoder that drifts loses. */
  @ParameterizedTest
  @CsvSource({
    "temporal-direct-veryslow.mp4, 25, testsrc2, 33",
    "temporal-direct-forced.mp4, 25, testsrc2, 33",
    "no-deblock.mp4, 25, mandelbrot, 30",
    "hevc.mp4, 30, testsrc2, 25",
    "vp9.mp4, 30, testsrc2, 35",
  })
  void everyFrameIsCloseToWhatWasEncoded(String name, int rate, String pattern, double atLeast)
      throws Exception {
    TestFootage.Read read = all(open(name));
    RgbFrame first = read.frame(0);
    Path truth =
        TestFootage.make(
            folder.resolve("t.mkv"),
            "-f lavfi -i %s=s=%dx%d:r=%d -frames:v %d -pix_fmt yuv420p -c:v ffv1"
                .formatted(pattern, first.width(), first.height(), rate, read.frames().size()));
    List<RgbFrame> expected = all(open(truth)).frames();
    double worst = 100;
    for (int i = 0; i < expected.size(); i++) {
      worst = Math.min(worst, TestFootage.psnr(expected.get(i), read.frame(i)));
    }
    assertTrue(worst > atLeast, name + ": " + worst);
  }

  private static List<String> notes(String name) throws Exception {
    return open(name).info().notes().stream().filter(n -> !n.contains("untagged")).toList();
  }

  @Test
  void untaggedHdIsRec709() throws Exception {
    Footage footage = open("hd-untagged.mp4");
    assertColor(mean(all(footage).frame(3)), 208, 32, 32, 5);
    assertTrue(
        footage.info().notes().contains("Its colors are untagged and read as BT.709, as HD is."));
  }

  @Test
  void aFileThatIsCutShortSaysSo() throws Exception {
    Footage footage = open("trunc_faststart.mp4");
    assertEquals(40, footage.info().frames());
    assertEquals(1, footage.faults().size());
    assertTrue(
        footage
            .faults()
            .get(0)
            .endsWith(
                "trunc_faststart.mp4 is cut short: 40 of the 90 frames that it says it has are"
                    + " there."));
    TestFootage.Read read = all(footage);
    assertEquals(40, read.frames().size());
    assertEquals(footage.faults(), read.faults());
    assertEquals(List.of(), TestFootage.range(footage, 0, 20).faults());
  }

  @Test
  void damagedFramesAreNamed() throws Exception {
    Footage footage = open("damaged-middle.mp4");
    assertEquals(90, footage.info().frames());
    TestFootage.Read read = all(footage);
    assertEquals(90, read.frames().size());
    assertEquals(1, read.faults().size());
    assertTrue(
        read.faults()
            .get(0)
            .endsWith(
                "damaged-middle.mp4 is damaged: frame 32 does not decode cleanly, and those up to"
                    + " 89, which build on them, may be wrong."),
        read.faults().get(0));
    assertEquals(List.of(), TestFootage.range(footage, 0, 20).faults());
  }
}
