package dev.kymo.trainer.dataset.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.check.DatasetReport.PassedOverFiles;
import dev.kymo.trainer.dataset.check.DatasetReport.ShortVideo;
import dev.kymo.trainer.dataset.check.DatasetReport.SizeCount;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckTest {
  private final DatasetCheck check = new DatasetCheck(8, 16, 1, 2, TestDatasets.VIDEOS);
  @TempDir private Path dir;

  private DatasetReport run(Path data) throws Exception {
    return check.run(data, WorkProgress.NONE, () -> false);
  }

  @Test
  void aGoodDatasetIsUsable() throws Exception {
    DatasetReport report = run(TestDatasets.folders(dir, 12, 20, 16, 40, 18));
    assertTrue(report.usable());
    assertEquals("frame_folders", report.kind());
    assertEquals(4, report.videos());
    assertEquals(4, report.usableVideos());
    assertEquals(94, report.frames());
    assertEquals(
        List.of(16, 18, 40),
        List.of(report.fewestFrames(), report.medianFrames(), report.mostFrames()));
    assertEquals(
        List.of(new SizeCount(12, 12, 94, report.sizes().get(0).example())), report.sizes());
    assertEquals(94 * 8 * 8 * 3, report.decodedBytes());
    assertTrue(report.prepareSeconds() > 0);
    assertEquals(List.of(), report.tooShort());
    assertEquals(List.of(), report.unreadable());
  }

  @Test
  void oddSizesShortVideosAndBrokenFilesAreNamed() throws Exception {
    TestDatasets.folders(dir, 12, 20, 3, 16, 0);
    TestDatasets.folders(dir.resolve(".other"), 9, 1);
    Files.copy(dir.resolve(".other/v000/0000.png"), dir.resolve("v000/9999.png"));
    Files.write(dir.resolve("v002/0004.png"), new byte[] {1, 2});
    Files.write(dir.resolve("v002/0002.png"), new byte[0]);
    DatasetReport report = run(dir);
    assertFalse(report.usable());
    assertEquals(2, report.unreadableCount());
    assertTrue(report.unreadable().get(0).reason().contains("0002.png"));
    assertTrue(report.unreadable().get(1).reason().contains("0004.png"));
    assertEquals("v002", report.unreadable().get(0).video());
    assertEquals(new SizeCount(9, 9, 1, "v000"), report.sizes().get(1));
    assertEquals(List.of(new ShortVideo("v001", 3), new ShortVideo("v003", 0)), report.tooShort());
    assertEquals(2, report.tooShortCount());
    assertEquals(2, report.usableVideos());
  }

  @Test
  void whatIsBesideTheFramesIsCountedAndNamed() throws Exception {
    TestDatasets.folders(dir, 12, 20, 18);
    Files.writeString(dir.resolve("v000/.DS_Store"), "x");
    Files.writeString(dir.resolve("v001/Thumbs.db"), "x");
    Files.writeString(dir.resolve("readme.txt"), "x");
    Files.writeString(dir.resolve("clip.mov"), "x");
    Files.copy(dir.resolve("v000/0003.png"), dir.resolve("v000/0003.jpg"));
    Files.copy(dir.resolve("v000/0004.png"), dir.resolve("cover.png"));
    Files.delete(dir.resolve("v001/0009.png"));
    BufferedImage clear = new BufferedImage(12, 12, BufferedImage.TYPE_4BYTE_ABGR);
    ImageIO.write(clear, "png", dir.resolve("v001/0018.png").toFile());
    DatasetReport report = run(dir);
    assertTrue(report.usable());
    assertEquals(38, report.frames());
    assertEquals(
        List.of(
            new PassedOverFiles(
                "hidden or a system file", 2, List.of("v000/.DS_Store", "v001/Thumbs.db")),
            new PassedOverFiles("no JPEG or PNG image", 1, List.of("readme.txt")),
            new PassedOverFiles("a second file for the same frame", 1, List.of("v000/0003.jpg")),
            new PassedOverFiles("a video beside folders of frames", 1, List.of("clip.mov")),
            new PassedOverFiles("an image outside the videos' folders", 1, List.of("cover.png"))),
        report.passedOver());
    assertEquals(
        List.of(
            "One frame was put on black where transparent.",
            "v001: One frame is missing between 0008.png and 0010.png: what is there is shown"
                + " without a pause."),
        report.notes());
    assertEquals(2, report.noteCount());
  }

  @Test
  void listsAreBounded() throws Exception {
    int[] frames = new int[45];
    Arrays.fill(frames, 1);
    TestDatasets.folders(dir, 4, frames);
    for (int i = 0; i < 30; i++) {
      Files.write(dir.resolve("v000/bad" + i + ".jpg"), new byte[] {9});
    }
    DatasetReport report = run(dir);
    assertEquals(44, report.tooShortCount());
    assertEquals(DatasetCheck.MOST_LISTED, report.tooShort().size());
    assertEquals(30, report.unreadableCount());
    assertEquals(DatasetCheck.MOST_LISTED, report.unreadable().size());
  }

  @Test
  void videosAreChecked() throws Exception {
    TestDatasets.mp4(dir.resolve("a.mp4"), 32, 17);
    Files.write(dir.resolve("b.mp4"), new byte[500]);
    DatasetReport report = run(dir);
    assertEquals("video_files", report.kind());
    assertEquals(17, report.usableFrames());
    assertEquals(1, report.unreadableCount());
    assertTrue(report.unreadable().get(0).reason().contains("b.mp4"));
  }

  @Test
  void progressReachesTheEndAndCancellingStops() throws Exception {
    TestDatasets.folders(dir, 4, 5, 6);
    List<Long> done = new ArrayList<>();
    check.run(dir, (n, total) -> done.add(n * 100 + total), () -> false);
    assertEquals(1111, done.get(10));
    assertThrows(CancellationException.class, () -> check.run(dir, WorkProgress.NONE, () -> true));
  }

  @Test
  void noDatasetIsASentence() {
    assertThrows(DatasetException.class, () -> run(dir.resolve("none")));
  }
}
