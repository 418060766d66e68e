package dev.kymo.inference.footage;

import static dev.kymo.inference.footage.TestFootage.all;
import static dev.kymo.inference.footage.TestFootage.assertColor;
import static dev.kymo.inference.footage.TestFootage.mean;
import static dev.kymo.inference.footage.TestFootage.open;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that other readers got wrong. */
@Timeout(60)
class FootageCasesTest {

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
    // A test picture has its gray ramp and bars at known places; turned ones have them elsewhere.
    double[] upright = mean(all(open("hevc.mp4")).frame(0), 0, 0, 1, 0.25);
    double[] turned = mean(all(open("rot180.mp4")).frame(0), 0, 0, 1, 0.25);
    assertEquals(List.of("It is turned upright, by 180 degrees clockwise."), notes("rot180.mp4"));
    assertEquals(List.of("It is turned upright, by 270 degrees clockwise."), notes("rot90.mp4"));
    assertTrue(Math.abs(upright[0] - turned[0]) >= 0);
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
