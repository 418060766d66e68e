package dev.kymo.trainer.dataset.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.check.DatasetReport.ShortVideo;
import dev.kymo.trainer.dataset.check.DatasetReport.SizeCount;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
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
    TestDatasets.folders(dir.resolve("other"), 9, 1);
    Files.copy(dir.resolve("other/v000/0000.png"), dir.resolve("v000/9999.png"));
    Files.write(dir.resolve("v002/0004.png"), new byte[] {1, 2});
    Files.write(dir.resolve("v002/0002.png"), new byte[0]);
    DatasetReport report = run(dir);
    assertFalse(report.usable());
    assertEquals(2, report.unreadableCount());
    assertTrue(report.unreadable().get(0).reason().contains("0002.png"));
    assertTrue(report.unreadable().get(1).reason().contains("0004.png"));
    assertEquals("v002", report.unreadable().get(0).video());
    assertEquals(new SizeCount(9, 9, 1, "v000"), report.sizes().get(1));
    assertEquals(
        List.of(new ShortVideo("other", 0), new ShortVideo("v001", 3), new ShortVideo("v003", 0)),
        report.tooShort());
    assertEquals(3, report.tooShortCount());
    assertEquals(2, report.usableVideos());
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
