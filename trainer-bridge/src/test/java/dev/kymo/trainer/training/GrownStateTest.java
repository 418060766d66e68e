package dev.kymo.trainer.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.trainer.network.TestCompute;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From 16 x 16 to 32 x 32. */
class GrownStateTest {
  private static Compute compute;

  @BeforeAll
  static void open() {
    compute = TestCompute.open();
  }

  @AfterAll
  static void close() {
    compute.close();
  }

  @ParameterizedTest
  @EnumSource(VideoDiscriminatorKind.class)
  void networksKeepWhatTheyLearnedAndGoOn(VideoDiscriminatorKind kind) throws Exception {
    TrainingOptions small = Runs.options(kind, 4, false);
    TrainingOptions large = larger(small, List.of(16, 16, 16, 8));
    CheckpointState learned;
    try (Training training = start(small, Optional.empty())) {
      training.advance();
      learned = training.fullState();
    }
    try (Training training = start(large, Optional.of(learned))) {
      assertEquals(0, training.step());
      CheckpointState grown = training.fullState();
      for (String network : List.of("g", "g_ema")) {
        Map<String, StoredTensor> old = learned.tensors(network);
        for (String name : old.keySet()) {
          assertArrayEquals(values(old, name), values(grown.tensors(network), name), name);
        }
        for (float weight : values(grown.tensors(network), "renderer.to_rgbs.2.conv.weight")) {
          assertEquals(0, weight);
        }
      }
      for (String network : List.of("img_d", "vid_d")) {
        Map<String, StoredTensor> old = learned.tensors(network);
        Map<String, StoredTensor> now = grown.tensors(network);
        // The block that was the first is the second.
        for (String layer : List.of("conv1.0.weight", "conv2.1.weight", "skip.1.weight")) {
          assertArrayEquals(values(old, "convs.1." + layer), values(now, "convs.2." + layer));
        }
        assertArrayEquals(values(old, "final_conv.0.weight"), values(now, "final_conv.0.weight"));
        float[] skip = values(now, "convs.1.skip.1.weight");
        for (int i = 0; i < skip.length; i++) {
          // (conv2 + skip / sqrt(8)) / sqrt(2) is the identity on the eight features.
          assertEquals(i / 8 == i % 8 ? 4 : 0, skip[i], 1e-6, "weight " + i);
        }
        for (float weight : values(now, "convs.1.conv2.1.weight")) {
          assertEquals(0, weight);
        }
      }
      StepReport report = training.advance();
      assertEquals(1, report.step());
      assertTrue(report.losses().values().stream().allMatch(Double::isFinite));
    }
  }

  @Test
  void aGeneratorAloneGrowsToo() throws Exception {
    TrainingOptions small = Runs.options(VideoDiscriminatorKind.DELTA, 4, false);
    CheckpointState full;
    try (Training training = start(small, Optional.empty())) {
      full = training.fullState();
    }
    CheckpointState alone = new CheckpointState(Map.of("g_ema", full.entries().get("g_ema")));
    try (Training training = start(larger(small, List.of(16, 16, 16, 8)), Optional.of(alone))) {
      String name = "renderer.convs.2.conv.weight";
      assertArrayEquals(
          values(full.tensors("g_ema"), name), values(training.fullState().tensors("g"), name));
    }
  }

  @Test
  void layersThatAreThereDoNotChange() throws Exception {
    TrainingOptions small = Runs.options(VideoDiscriminatorKind.DELTA, 4, false);
    CheckpointState full;
    try (Training training = start(small, Optional.empty())) {
      full = training.fullState();
    }
    TrainingOptions other = larger(small, List.of(16, 24, 16, 8));
    TrainingException refusal =
        assertThrows(TrainingException.class, () -> start(other, Optional.of(full)));
    assertTrue(
        refusal.getMessage().contains("a larger image size may add layers"), refusal.getMessage());
  }

  private static TrainingOptions larger(TrainingOptions small, List<Integer> channels) {
    GeneratorSpec old = small.model().generator();
    GeneratorSpec spec =
        new GeneratorSpec(
            2 * old.imageSize(),
            old.contentDim(),
            old.motionDim(),
            old.contentLayers(),
            old.motionLayers(),
            old.frequencyRanges(),
            channels,
            old.videoLength());
    return new TrainingOptions(
        small.data(),
        new ModelOptions(
            spec,
            small.model().imageDiscriminator(),
            channels,
            small.model().videoDiscriminator(),
            channels),
        small.loss(),
        small.schedule(),
        small.machine(),
        small.seed());
  }

  private static Training start(TrainingOptions options, Optional<CheckpointState> from)
      throws Exception {
    return new TrainingStart(options, List.of(compute), Runs.noise(options, 1))
        .start(from)
        .training();
  }

  private static float[] values(Map<String, StoredTensor> tensors, String name) throws Exception {
    return tensors.get(name).load().toFloats();
  }
}
