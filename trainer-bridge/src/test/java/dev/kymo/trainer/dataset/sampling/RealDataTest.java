package dev.kymo.trainer.dataset.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.sampling.Preparation.Storage;
import dev.kymo.trainer.dataset.sampling.StepDraw.FramePlace;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTest {
  private static final int[] FRAMES = {20, 5, 16, 33};
  private static final int[] USED = {0, 2, 3};
  private static final long PLENTY = 1L << 30;

  @TempDir private Path dir;
  private Path data;

  @BeforeEach
  void makeData() throws IOException {
    data = TestDatasets.folders(dir.resolve("data"), 8, FRAMES);
  }

  private static SamplingPlan plan(Pairing pairing) {
    return new SamplingPlan(8, 16, 1, 3, 2, pairing, 11);
  }

  private SampledBatches open(Path dataset, Pairing pairing, long budget)
      throws DatasetException, InterruptedException {
    return RealData.open(
        dataset,
        plan(pairing),
        new PrepareOptions(dir.resolve("cache"), budget, 2),
        TestDatasets.VIDEOS,
        WorkProgress.NONE,
        () -> false);
  }

  /** What a step must hold, from the sampler and the colours of the test's frames. */
  private static void assertStep(RealBatch batch, Pairing pairing, long step) {
    StepDraw draw = new StepSampler(plan(pairing), new int[] {20, 16, 33}).draw(step);
    assertTrue(batch.images().isDirect() && batch.clips().isDirect());
    assertEquals(3 * 8 * 8 * 3, batch.images().remaining());
    assertFrames(draw.images(), batch.images().duplicate());
    List<FramePlace> all = draw.clips().stream().flatMap(List::stream).toList();
    assertEquals(all.size() * 8 * 8 * 3, batch.clips().remaining());
    assertFrames(all, batch.clips().duplicate());
    assertEquals(pairing == Pairing.WHOLE ? 0 : 2, batch.deltas().length);
  }

  private static void assertFrames(List<FramePlace> places, ByteBuffer pixels) {
    for (FramePlace place : places) {
      byte[] frame = new byte[8 * 8 * 3];
      pixels.get(frame);
      byte[] expected = TestDatasets.plain(USED[place.video()], place.frame(), 8);
      assertArrayEquals(expected, frame);
    }
  }

  @Test
  void batchesHoldTheFramesThatWereDrawn() throws Exception {
    for (long budget : new long[] {PLENTY, 0}) {
      for (Pairing pairing : Pairing.values()) {
        try (SampledBatches batches = open(data, pairing, budget)) {
          for (long step = 1; step < 12; step++) {
            assertStep(batches.take(step), pairing, step);
          }
        }
      }
    }
  }

  @Test
  void anyOrderOfStepsGivesTheSameBatches() throws Exception {
    List<Long> steps = new ArrayList<>();
    for (long step = 0; step < 60; step++) {
      steps.add(step % 40);
    }
    Collections.shuffle(steps, new Random(4));
    try (SampledBatches batches = open(data, Pairing.PAIRS, PLENTY)) {
      for (long step : steps) {
        assertStep(batches.take(step), Pairing.PAIRS, step);
      }
      assertStep(batches.take(1_000_000_007L), Pairing.PAIRS, 1_000_000_007L);
      assertTrue(batches.waitedNanos() > 0);
    }
  }

  @Test
  void aBatchStaysUntilTheNextIsTaken() throws Exception {
    try (SampledBatches batches = open(data, Pairing.WHOLE, PLENTY)) {
      RealBatch batch = batches.take(3);
      byte[] before = new byte[batch.clips().remaining()];
      batch.clips().duplicate().get(before);
      Thread.sleep(50);
      assertStep(batch, Pairing.WHOLE, 3);
      assertEquals(ByteBuffer.wrap(before), batch.clips().duplicate());
    }
  }

  @Test
  void saysWhatTheDatasetTurnedOutToBe() throws Exception {
    try (SampledBatches batches = open(data, Pairing.WHOLE, PLENTY)) {
      Preparation preparation = batches.preparation();
      assertEquals(3, preparation.videos());
      assertEquals(69, preparation.frames());
      assertEquals(List.of("v001"), preparation.tooShort());
      assertEquals(Storage.MEMORY, preparation.storage());
      assertEquals(69 * 8 * 8 * 3, preparation.bytes());
      assertFalse(Files.exists(dir.resolve("cache")));
    }
  }

  @Test
  void theCacheFileIsFoundAgainUntilTheDataChanges() throws Exception {
    assertEquals(Storage.NEW_FILE, storage());
    assertEquals(Storage.OLD_FILE, storage());
    assertEquals(1, TestDatasets.names(dir.resolve("cache")).size());
    Files.setLastModifiedTime(data.resolve("v000/0000.png"), FileTime.fromMillis(5_000_000));
    assertEquals(Storage.NEW_FILE, storage());
    assertEquals(2, TestDatasets.names(dir.resolve("cache")).size());
  }

  private Storage storage() throws DatasetException, InterruptedException {
    try (SampledBatches batches = open(data, Pairing.WHOLE, 0)) {
      assertStep(batches.take(1), Pairing.WHOLE, 1);
      return batches.preparation().storage();
    }
  }

  @Test
  void aDamagedCacheFileIsMadeAgain() throws Exception {
    storage();
    Path cache = dir.resolve("cache").resolve(TestDatasets.names(dir.resolve("cache")).get(0));
    try (FileChannel channel = FileChannel.open(cache, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1);
    }
    assertEquals(Storage.NEW_FILE, storage());
  }

  @Test
  void aCacheFileCutShortWhileInUseIsASentence() throws Exception {
    try (SampledBatches batches = open(data, Pairing.WHOLE, 0)) {
      Path cache = dir.resolve("cache").resolve(TestDatasets.names(dir.resolve("cache")).get(0));
      try (FileChannel channel = FileChannel.open(cache, StandardOpenOption.WRITE)) {
        channel.truncate(64);
      }
      DatasetException cut = assertThrows(DatasetException.class, () -> batches.take(1));
      assertTrue(cut.getMessage().contains("cut short"), cut.getMessage());
      assertThrows(DatasetException.class, () -> batches.take(1));
    }
  }

  @Test
  void zipsGiveTheSameAsTheirFolders() throws Exception {
    Path zip = TestDatasets.zip(data, dir.resolve("data.zip"));
    try (SampledBatches batches = open(zip, Pairing.WHOLE, PLENTY)) {
      assertStep(batches.take(5), Pairing.WHOLE, 5);
      assertEquals(List.of("v001"), batches.preparation().tooShort());
      assertEquals(0, batches.preparation().passedOver());
    }
  }

  @Test
  void progressReachesTheEndAndCancellingStops() throws Exception {
    List<Long> done = new ArrayList<>();
    PrepareOptions options = new PrepareOptions(dir.resolve("cache"), 0, 2);
    RealData.open(
            data,
            plan(Pairing.WHOLE),
            options,
            TestDatasets.VIDEOS,
            (n, of) -> done.add(n * 1000 + of),
            () -> false)
        .close();
    assertEquals(69, done.size());
    assertEquals(69_069, done.get(68));
    Files.setLastModifiedTime(data.resolve("v000/0000.png"), FileTime.fromMillis(5_000_000));
    assertThrows(
        CancellationException.class,
        () ->
            RealData.open(
                data,
                plan(Pairing.WHOLE),
                options,
                TestDatasets.VIDEOS,
                WorkProgress.NONE,
                () -> true));
    // Neither a part nor a whole file is left of it.
    assertEquals(1, TestDatasets.names(dir.resolve("cache")).size());
  }

  @Test
  void aBrokenFrameIsNamed() throws Exception {
    Files.write(data.resolve("v002/0007.png"), new byte[] {1, 2, 3});
    DatasetException broken =
        assertThrows(DatasetException.class, () -> open(data, Pairing.WHOLE, PLENTY));
    assertTrue(broken.getMessage().contains("0007.png"), broken.getMessage());
  }

  @Test
  void onlyShortVideosAreASentence() throws Exception {
    Path shorts = TestDatasets.folders(dir.resolve("short"), 8, 3, 15);
    DatasetException none =
        assertThrows(DatasetException.class, () -> open(shorts, Pairing.WHOLE, PLENTY));
    assertTrue(none.getMessage().contains("at least 16 frames"), none.getMessage());
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    SampledBatches batches = open(data, Pairing.WHOLE, 0);
    batches.take(1);
    List<Thread> threads = batchThreads();
    assertTrue(threads.size() > 0);
    batches.close();
    batches.close();
    for (Thread thread : threads) {
      // A pool has ended a moment before the system lets go of its last thread.
      thread.join(10_000);
    }
    assertEquals(0, batchThreads().size());
    assertThrows(IllegalStateException.class, () -> batches.take(2));
    assertEquals(1, TestDatasets.names(dir.resolve("cache")).size());
  }

  private static List<Thread> batchThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("kymo-batches"))
        .toList();
  }

  @Test
  void plansWithoutSenseAreRefused() {
    PrepareOptions options = new PrepareOptions(dir, 0, 1);
    SamplingPlan none = new SamplingPlan(8, 16, 0, 3, 2, Pairing.WHOLE, 1);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            RealData.open(
                data, none, options, TestDatasets.VIDEOS, WorkProgress.NONE, () -> false));
    assertThrows(IllegalArgumentException.class, () -> new PrepareOptions(dir, -1, 1));
  }
}
