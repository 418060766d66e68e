package dev.kymo.trainer.dataset.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.image.FrameEncoder.Format;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VideoExtractionTest {
  @TempDir private Path dir;
  private Path videos;
  private Path out;

  @BeforeEach
  void makeVideos() throws IOException {
    videos = Files.createDirectories(dir.resolve("videos"));
    out = dir.resolve("out");
    TestDatasets.mp4(videos.resolve("b.mp4"), 32, 4);
    TestDatasets.mp4(videos.resolve("a.mp4"), 16, 7);
  }

  private static VideoExtraction extraction(Format format) {
    return new VideoExtraction(TestDatasets.VIDEOS, new FrameEncoder(format, 95), 2);
  }

  private ExtractionReport run(VideoExtraction extraction)
      throws IOException, InterruptedException {
    return extraction.run(videos, out, WorkProgress.NONE, () -> false);
  }

  private static int grey(Path file) throws IOException {
    RgbFrame frame = new FrameDecoder().decode(Files.readAllBytes(file), "x");
    return frame.rgb()[0] & 0xFF;
  }

  @Test
  void writesEveryFrameInOrder() throws Exception {
    for (Format format : Format.values()) {
      ExtractionReport report = run(extraction(format));
      assertEquals(2, report.extracted());
      assertEquals(0, report.kept());
      assertEquals(11, report.frames());
      assertEquals(List.of(), report.failures());
      assertEquals(List.of("a", "b"), TestDatasets.names(out));
      List<String> frames = TestDatasets.names(out.resolve("a"));
      assertEquals(7, frames.size());
      assertEquals("frame_000006." + format.ending(), frames.get(6));
      for (int k = 0; k < 7; k++) {
        assertEquals(TestDatasets.grey(k), grey(out.resolve("a").resolve(frames.get(k))), 3);
      }
    }
  }

  @Test
  void carriesOnAfterABreak() throws Exception {
    run(extraction(Format.JPG));
    Path kept = out.resolve("a/frame_000002.jpg");
    FileTime old = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(kept, old);
    Files.delete(out.resolve("b/frame_000001.jpg"));
    ExtractionReport report = run(extraction(Format.JPG));
    assertEquals(1, report.extracted());
    assertEquals(1, report.kept());
    assertEquals(old, Files.getLastModifiedTime(kept));
    assertEquals(4, TestDatasets.names(out.resolve("b")).size());
  }

  @Test
  void aBrokenVideoDoesNotStopTheOthers() throws Exception {
    Files.write(videos.resolve("aa.mp4"), new byte[100]);
    ExtractionReport report = run(extraction(Format.JPG));
    assertEquals(2, report.extracted());
    assertEquals(1, report.failures().size());
    assertTrue(report.failures().get(0).contains("aa.mp4"));
    assertEquals(List.of("a", "b"), TestDatasets.names(out));
  }

  @Test
  void cancellingLeavesNothingHalf() {
    AtomicInteger asked = new AtomicInteger();
    assertThrows(
        CancellationException.class,
        () ->
            extraction(Format.JPG)
                .run(videos, out, WorkProgress.NONE, () -> asked.incrementAndGet() > 4));
    assertTrue(out.toFile().list().length == 0);
  }

  @Test
  void wrongFoldersAreASentence() throws Exception {
    Path empty = Files.createDirectory(dir.resolve("empty"));
    for (Path wrong : List.of(empty, dir.resolve("none"), videos.resolve("a.mp4"))) {
      DatasetException refused =
          assertThrows(
              DatasetException.class,
              () -> extraction(Format.JPG).run(wrong, out, WorkProgress.NONE, () -> false));
      assertTrue(refused.getMessage().contains(wrong.toString()), refused.getMessage());
    }
    Files.write(videos.resolve("a.MP4"), new byte[1]);
    assumeTrue(TestDatasets.names(videos).size() == 3, "names differ by case");
    assertTrue(
        assertThrows(DatasetException.class, () -> run(extraction(Format.JPG)))
            .getMessage()
            .contains("share a folder"));
  }
}
