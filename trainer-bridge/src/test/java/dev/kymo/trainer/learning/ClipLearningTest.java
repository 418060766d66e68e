package dev.kymo.trainer.learning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.network.TestCompute;
import dev.kymo.trainer.run.PublishedArgs;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.Training;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole steps of learning: it learns, resumes, and shares its steps among threads. */
class ClipLearningTest {
  private static Compute compute;

  @BeforeAll
  static void open() {
    compute = TestCompute.open();
  }

  @AfterAll
  static void close() {
    compute.close();
  }

  @Test
  void aClipIsLearnedAndInBetweenFramesWithIt() throws Exception {
    TrainingOptions options = Clips.options(1, 250, 1);
    try (Training training = start(options, 1, Optional.empty())) {
      Map<String, Double> before = training.figures();
      advance(training, 250);
      Map<String, Double> after = training.figures();
      assertTrue(after.get("fit_db") > 30, after.toString());
      assertTrue(after.get("fit_db") > before.get("fit_db") + 10, before + " " + after);
      assertTrue(after.get("between_db") > after.get("fit_db") - 3, after.toString());
      assertTrue(after.get("between_ssim") > 0.9, after.toString());
    }
  }

  @Test
  void severalClipsAreLearnedUnderCodesOfTheirOwn() throws Exception {
    TrainingOptions options = Clips.options(3, 400, 1);
    try (Training training = start(options, 3, Optional.empty())) {
      advance(training, 400);
      assertTrue(training.figures().get("fit_db") > 24, training.figures().toString());
    }
  }

  @Test
  void twiceHalfARunIsTheWholeBitForBit(@TempDir Path folder) throws Exception {
    assumeTrue(TestCompute.onCpu(), "cards add in an order of their own");
    TrainingOptions options = Clips.options(1, 40, 1);
    CheckpointState unbroken;
    try (Training training = start(options, 1, Optional.empty())) {
      advance(training, 40);
      unbroken = training.fullState();
    }
    Path file = folder.resolve("half.safetensors");
    try (Training training = start(options, 1, Optional.empty())) {
      advance(training, 20);
      Map<String, Object> entries = new LinkedHashMap<>(training.fullState().entries());
      entries.put(CheckpointState.OPTIONS, PublishedArgs.of(options));
      CheckpointWriter.write(new CheckpointState(entries), options.model().generator(), file);
    }
    CheckpointState half = CheckpointReader.read(file).state();
    assertTrue(half.full());
    try (Training training = start(options, 1, Optional.of(half))) {
      assertEquals(20, training.step());
      advance(training, 20);
      same(unbroken, training.fullState(), 0);
    }
  }

  @Test
  void twoThreadsFindWhatOneFinds() throws Exception {
    CheckpointState alone;
    try (Training training = start(Clips.options(1, 100, 1), 1, Optional.empty())) {
      advance(training, 2);
      alone = training.fullState();
    }
    try (Training training = start(Clips.options(1, 100, 2), 1, Optional.empty())) {
      advance(training, 2);
      same(alone, training.fullState(), 2e-3);
    }
  }

  @Test
  void aCheckpointNamesItsFootageAndNoFolder(@TempDir Path folder) throws Exception {
    TrainingOptions options = Clips.options(2, 100, 1);
    Path file = folder.resolve("learned.safetensors");
    try (Training training = start(options, 2, Optional.empty())) {
      advance(training, 1);
      Map<String, Double> figures = training.figures();
      Map<String, Object> entries = new LinkedHashMap<>(training.fullState().entries());
      entries.put(CheckpointState.OPTIONS, PublishedArgs.of(options));
      CheckpointWriter.write(new CheckpointState(entries), options.model().generator(), file);
      CheckpointState read = CheckpointReader.read(file).state();
      assertEquals(figures, read.figures());
      assertEquals(
          options.learning().orElseThrow().withoutFolders().origins(),
          FootageOrigins.read(read.options()));
      assertTrue(!read.options().toString().contains("somewhere"), read.options().toString());
      assertEquals(
          options.withoutFootageFolders(),
          PublishedArgs.read(CheckpointReader.read(file)).options());
    }
  }

  private static void same(CheckpointState expected, CheckpointState found, double tolerance)
      throws Exception {
    for (String network : new String[] {"g", "g_ema"}) {
      for (String name : expected.tensors(network).keySet()) {
        assertArrayEquals(
            expected.tensors(network).get(name).load().toFloats(),
            found.tensors(network).get(name).load().toFloats(),
            (float) tolerance,
            network + "." + name);
      }
    }
  }

  private static Training start(TrainingOptions options, int clips, Optional<CheckpointState> from)
      throws Exception {
    return new LearningStart(options, compute, Clips.puppets(clips)).start(from).training();
  }

  private static void advance(Training training, int steps) throws Exception {
    for (int i = 0; i < steps; i++) {
      training.advance();
    }
  }
}
