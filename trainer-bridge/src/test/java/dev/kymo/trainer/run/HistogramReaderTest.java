package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.run.HistogramReader.Histogram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistogramReaderTest {
  private static final float[] VALUES = {-3, -1, 0.5f, 2, 2, 4};

  @TempDir private Path folder;

  private RunDirectory run() throws IOException {
    return RunDirectory.create(folder.resolve("run"), Preset.TOY_64.options("clips"));
  }

  private static double total(Histogram histogram) {
    return histogram.counts().stream().mapToDouble(c -> c).sum();
  }

  @Test
  void readsWhatTheLogWritesAmongEverythingElse() throws IOException {
    RunDirectory run = run();
    HistogramReader reader = new HistogramReader(run, "frequencies");
    assertFalse(reader.poll());
    try (TensorBoardLog log = TensorBoardLog.open(run, 0)) {
      for (long step = 1; step <= 3; step++) {
        log.scalars(step, Map.of("loss/generator", 2.5));
        log.image(step, "samples", 4, 4, new byte[200_000]);
        log.histogram(step, "phases", VALUES);
        log.histogram(step, "frequencies", VALUES);
      }
      assertTrue(reader.poll());
      assertFalse(reader.poll());
      assertEquals(List.of(1L, 2L, 3L), steps(reader));
      Histogram first = reader.histograms().get(0);
      assertEquals(-3, first.min());
      assertEquals(4, first.limits().get(first.limits().size() - 1), 1e-9);
      assertEquals(VALUES.length, total(first));
      log.histogram(4, "frequencies", VALUES);
      assertTrue(reader.poll());
      assertEquals(List.of(1L, 2L, 3L, 4L), steps(reader));
    }
  }

  @Test
  void aResumedRunReplacesTheStepsItDoesAgain() throws Exception {
    RunDirectory run = run();
    try (TensorBoardLog log = TensorBoardLog.open(run, 0)) {
      for (long step = 10; step <= 50; step += 10) {
        log.histogram(step, "frequencies", VALUES);
      }
    }
    HistogramReader reader = new HistogramReader(run, "frequencies");
    reader.poll();
    Thread.sleep(5); // Files are told apart by the millisecond of their start.
    try (TensorBoardLog log = TensorBoardLog.open(run, 30)) {
      log.histogram(40, "frequencies", new float[] {1, 2});
    }
    reader.poll();
    assertEquals(List.of(10L, 20L, 30L, 40L), steps(reader));
    assertEquals(2, total(reader.histograms().get(3)));
  }

  @Test
  void aTornRecordWaitsAndLongRunsAreThinned() throws IOException {
    RunDirectory run = run();
    int many = 3_000;
    try (TensorBoardLog log = TensorBoardLog.open(run, 0)) {
      for (long step = 1; step <= many; step++) {
        log.histogram(step, "frequencies", VALUES);
      }
    }
    Path file;
    try (Stream<Path> files = Files.list(run.tensorboard())) {
      file = files.findFirst().orElseThrow();
    }
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 7));
    HistogramReader reader = new HistogramReader(run, "frequencies");
    reader.poll();
    assertTrue(reader.histograms().size() <= 512 && reader.histograms().size() > 255);
    List<Long> steps = steps(reader);
    assertEquals(1, steps.get(0));
    assertEquals(steps.get(1) - steps.get(0), steps.get(100) - steps.get(99), "evenly");
    Files.write(file, whole);
    reader.poll();
    assertTrue(steps(reader).get(steps(reader).size() - 1) > many - 16);
  }

  private static List<Long> steps(HistogramReader reader) {
    return reader.histograms().stream().map(Histogram::step).toList();
  }
}
