package dev.kymo.trainer.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.check.DatasetCheck;
import dev.kymo.trainer.dataset.check.DatasetReport;
import dev.kymo.trainer.dataset.check.DatasetReport.Unreadable;
import dev.kymo.trainer.dataset.extract.ExtractionReport;
import dev.kymo.trainer.dataset.extract.VideoExtraction;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.image.FrameEncoder.Format;
import dev.kymo.trainer.dataset.sampling.PrepareOptions;
import dev.kymo.trainer.dataset.sampling.RealData;
import dev.kymo.trainer.dataset.sampling.SampledBatches;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Check, training and extraction see the same in files that are damaged, and say the same. */
class DamagedVideosTest {
  @TempDir private Path dir;
  private Path videos;

  @BeforeEach
  void copy() throws IOException {
    videos = Files.createDirectory(dir.resolve("videos"));
    for (String name : List.of("trunc_faststart.mp4", "damaged-middle.mp4", "hevc.mp4")) {
      try (InputStream in = getClass().getResourceAsStream("/footage/" + name)) {
        Files.copy(in, videos.resolve(name));
      }
    }
  }

  @Test
  void allThreeSayTheSame() throws Exception {
    DatasetReport checked =
        new DatasetCheck(8, 16, 1, 2, TestDatasets.VIDEOS)
            .run(videos, WorkProgress.NONE, () -> false);
    ExtractionReport extracted =
        new VideoExtraction(TestDatasets.VIDEOS, new FrameEncoder(Format.JPG, 80), 2)
            .run(videos, dir.resolve("frames"), WorkProgress.NONE, () -> false);
    SamplingPlan plan = new SamplingPlan(8, 16, 1, 3, 2, Pairing.WHOLE, 11);
    PrepareOptions options = new PrepareOptions(dir.resolve("cache"), 1 << 28, 2);
    List<String> trained;
    try (SampledBatches batches =
        RealData.open(videos, plan, options, TestDatasets.VIDEOS, WorkProgress.NONE, () -> false)) {
      assertEquals(160, batches.preparation().frames());
      trained = batches.preparation().notes();
    }

    assertEquals(160, checked.frames());
    assertEquals(160, extracted.frames());
    assertEquals(3, extracted.extracted());
    assertEquals(List.of(), extracted.failures());
    assertEquals(List.of(), checked.unreadable());
    List<String> damages = checked.damaged().stream().map(Unreadable::reason).toList();
    assertEquals(2, damages.size());
    assertEquals(2, checked.damagedCount());
    assertTrue(damages.get(0).contains("damaged-middle.mp4 is damaged: frame 32 "), damages.get(0));
    assertTrue(damages.get(1).contains("cut short: 40 of the 90 frames"), damages.get(1));
    assertEquals(damages, extracted.damages());
    assertTrue(trained.containsAll(damages), trained.toString());
    assertTrue(checked.usable());
    assertEquals(40, TestDatasets.names(dir.resolve("frames/trunc_faststart")).size());
    String untagged = "3 videos: Its colors are untagged and read as BT.601, as SD is.";
    assertEquals(List.of(untagged), checked.notes());
    assertEquals(List.of(untagged), extracted.notes());
    assertTrue(trained.contains(untagged));
  }

  @Test
  void whatIsNoVideoAtAllStopsATraining() throws Exception {
    Path bad = Files.write(videos.resolve("bad.mov"), new byte[500]);
    SamplingPlan plan = new SamplingPlan(8, 16, 1, 3, 2, Pairing.WHOLE, 11);
    PrepareOptions options = new PrepareOptions(dir.resolve("cache"), 1 << 28, 2);
    DatasetException refused =
        assertThrows(
            DatasetException.class,
            () ->
                RealData.open(
                    videos, plan, options, TestDatasets.VIDEOS, WorkProgress.NONE, () -> false));
    assertTrue(refused.getMessage().startsWith(bad + " cannot be read as a video"));
  }
}
