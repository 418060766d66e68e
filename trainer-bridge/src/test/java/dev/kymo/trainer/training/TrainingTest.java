package dev.kymo.trainer.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.trainer.network.TestCompute;
import dev.kymo.trainer.run.ImageDiscriminatorKind;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole steps: resuming, replicas, the published full checkpoint, ends. */
class TrainingTest {
  private static Compute compute;
  private static int threads;

  @BeforeAll
  static void oneThread() {
    compute = TestCompute.open();
    threads = compute.threads();
    compute.limitThreads(1);
  }

  @AfterAll
  static void close() {
    compute.limitThreads(threads);
    compute.close();
  }

  @ParameterizedTest
  @EnumSource(VideoDiscriminatorKind.class)
  void twiceHalfARunIsTheWholeBitForBit(VideoDiscriminatorKind kind, @TempDir Path folder)
      throws Exception {
    assumeTrue(TestCompute.onCpu(), "cards add in an order of their own");
    TrainingOptions options = Runs.options(kind, 4, true);
    int half = kind == VideoDiscriminatorKind.DELTA ? 20 : 3;
    CheckpointState unbroken;
    try (Training training = start(options, Optional.empty())) {
      advance(training, 2 * half);
      unbroken = training.fullState();
    }
    Path file = folder.resolve("half.safetensors");
    try (Training training = start(options, Optional.empty())) {
      advance(training, half);
      CheckpointWriter.write(withOptions(training.fullState(), 2), spec(options), file);
    }
    CheckpointState read = CheckpointReader.read(file).state();
    try (Training training = start(options, Optional.of(read))) {
      assertEquals(half, training.step());
      advance(training, half);
      CheckpointState resumed = training.fullState();
      assertEquals(unbroken.step(), resumed.step());
      for (String network : List.of("g", "g_ema", "img_d", "vid_d")) {
        for (String name : unbroken.tensors(network).keySet()) {
          assertArrayEquals(
              unbroken.tensors(network).get(name).load().toFloats(),
              resumed.tensors(network).get(name).load().toFloats(),
              network + "." + name);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(VideoDiscriminatorKind.class)
  void twoReplicasAreOneDeviceWithTheJointBatch(VideoDiscriminatorKind kind) throws Exception {
    // 8 = 2 x 4, so that the groups of the minibatch deviation have four samples each way.
    TrainingOptions joint = Runs.options(kind, 8, true);
    TrainingOptions shared = Runs.options(kind, 4, true);
    try (Training one = start(joint, Optional.empty());
        Training two =
            new TrainingStart(shared, List.of(compute, compute), Runs.noise(shared, 2))
                .start(Optional.empty())
                .training()) {
      for (int i = 0; i < 3; i++) {
        Map<String, Double> expected = one.advance().losses();
        Map<String, Double> actual = two.advance().losses();
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach(
            (name, value) ->
                assertEquals(value, actual.get(name), 1e-3 * Math.abs(value) + 1e-5, name));
      }
    }
  }

  @Test
  void thePublishedFullCheckpointGoesOnAndIsWrittenBack(@TempDir Path folder) throws Exception {
    CheckpointState published =
        CheckpointReader.read(
                Path.of(
                    Objects.requireNonNull(
                            TrainingTest.class.getResource("/golden/training-16px.pt"))
                        .toURI()))
            .state();
    TrainingOptions options = published(published);
    try (Training training =
        new TrainingStart(options, List.of(compute), Runs.noise(options, 1))
            .start(Optional.of(published))
            .training()) {
      assertEquals(12000, training.step());
      CheckpointState same = training.fullState();
      Path file = folder.resolve("back.pt");
      CheckpointWriter.write(withOptions(same, 1), spec(options), file);
      CheckpointState back = CheckpointReader.read(file).state();
      for (String entry : List.of("g", "g_ema", "img_d", "vid_d")) {
        assertEquals(published.tensors(entry).keySet(), back.tensors(entry).keySet(), entry);
        for (String name : published.tensors(entry).keySet()) {
          assertArrayEquals(
              published.tensors(entry).get(name).load().toFloats(),
              back.tensors(entry).get(name).load().toFloats(),
              entry + "." + name);
        }
      }
      assertSameMoments(published, back, "g_optim");
      assertSameMoments(published, back, "img_d_optim");
      assertSameMoments(published, back, "vid_d_optim");
      StepReport report = training.advance();
      assertEquals(12001, report.step());
      assertTrue(report.losses().values().stream().allMatch(Double::isFinite));
    }
  }

  @Test
  void anAveragedGeneratorFollowsSlowly() throws Exception {
    TrainingOptions options = Runs.options(VideoDiscriminatorKind.DELTA, 4, false);
    try (Training training = start(options, Optional.empty())) {
      Map<String, HostTensor> before = training.averagedGenerator();
      advance(training, 1);
      // 0.5 ^ (4 / 500) after one step.
      double decay = Math.pow(0.5, 4.0 / 500);
      String name = "renderer.conv1.conv.modulation.bias";
      float[] now = training.fullState().tensors("g").get(name).load().toFloats();
      float[] average = training.averagedGenerator().get(name).toFloats();
      float[] start = before.get(name).toFloats();
      for (int i = 0; i < now.length; i++) {
        assertEquals(decay * start[i] + (1 - decay) * now[i], average[i], 1e-6);
      }
    }
  }

  @Test
  void aGeneratorAloneIsAStart() throws Exception {
    TrainingOptions options = Runs.options(VideoDiscriminatorKind.DELTA, 4, false);
    CheckpointState full;
    try (Training training = start(options, Optional.empty())) {
      advance(training, 2);
      full = training.fullState();
    }
    CheckpointState alone = new CheckpointState(Map.of("g_ema", full.entries().get("g_ema")));
    try (Training training = start(options, Optional.of(alone))) {
      assertEquals(0, training.step());
      String name = "renderer.conv1.conv.weight";
      assertArrayEquals(
          full.tensors("g_ema").get(name).load().toFloats(),
          training.fullState().tensors("g").get(name).load().toFloats());
    }
  }

  @Test
  void aStateOfAnotherShapeIsRefusedWithASentence() throws Exception {
    TrainingOptions options = Runs.options(VideoDiscriminatorKind.DELTA, 4, false);
    CheckpointState full;
    try (Training training = start(options, Optional.empty())) {
      full = training.fullState();
    }
    TrainingOptions other = Runs.options(VideoDiscriminatorKind.VIDEO, 4, false);
    TrainingException refusal =
        assertThrows(TrainingException.class, () -> start(other, Optional.of(full)));
    assertTrue(refusal.getMessage().contains("vid_d."), refusal.getMessage());
  }

  @Test
  void aLossThatIsNotANumberStopsTheRun() throws Exception {
    TrainingOptions options = Runs.options(VideoDiscriminatorKind.DELTA, 4, false);
    CheckpointState full;
    try (Training training = start(options, Optional.empty())) {
      full = training.fullState();
    }
    Map<String, Object> entries = new LinkedHashMap<>(full.entries());
    Map<String, Object> judge = new LinkedHashMap<>();
    full.tensors("img_d").forEach(judge::put);
    // A number, or it would be refused at once; a batch of such logits has an infinite loss.
    float[] largest = {Float.MAX_VALUE};
    judge.put("final_linear.1.bias", StoredTensor.of(HostTensor.of(largest, 1)));
    entries.put("img_d", judge);
    try (Training training = start(options, Optional.of(new CheckpointState(entries)))) {
      TrainingException end = assertThrows(TrainingException.class, training::advance);
      assertEquals(TrainingException.Reason.NOT_A_NUMBER, end.reason());
    }
  }

  private static Training start(TrainingOptions options, Optional<CheckpointState> from)
      throws Exception {
    return new TrainingStart(options, List.of(compute), Runs.noise(options, 1))
        .start(from)
        .training();
  }

  private static void advance(Training training, int steps) throws Exception {
    for (int i = 0; i < steps; i++) {
      training.advance();
    }
  }

  private static GeneratorSpec spec(TrainingOptions options) {
    return options.model().generator();
  }

  /** The architecture of {@code training-16px.pt}. */
  private static TrainingOptions published(CheckpointState state) throws URISyntaxException {
    TrainingOptions base = Runs.options(VideoDiscriminatorKind.DELTA, 4, true);
    List<Integer> channels = List.of(16, 16, 16);
    GeneratorSpec spec = new GeneratorSpec(16, 64, 64, 8, 2, List.of(7.0), channels, Runs.FRAMES);
    List<Integer> widths =
        List.of(
            (int) state.tensors("img_d").get("final_conv.0.weight").shape()[0],
            (int) state.tensors("img_d").get("convs.1.conv2.1.weight").shape()[0],
            (int) state.tensors("img_d").get("convs.0.0.weight").shape()[0]);
    return new TrainingOptions(
        base.data(),
        new ModelOptions(
            spec, ImageDiscriminatorKind.IMAGE, widths, VideoDiscriminatorKind.DELTA, widths),
        base.loss(),
        base.schedule(),
        base.machine(),
        1);
  }

  private static CheckpointState withOptions(CheckpointState state, int groups) {
    Map<String, Object> entries = new LinkedHashMap<>(state.entries());
    entries.put(
        "args",
        new LinkedHashMap<>(
            Map.of(
                "freq_val",
                groups == 1 ? "7" : "3,7",
                "video_length",
                (long) Runs.FRAMES,
                "image_size",
                (long) Runs.SIZE)));
    return new CheckpointState(entries);
  }

  private static void assertSameMoments(
      CheckpointState expected, CheckpointState actual, String entry) throws Exception {
    Map<?, ?> before = (Map<?, ?>) ((Map<?, ?>) expected.entries().get(entry)).get("state");
    Map<?, ?> after = (Map<?, ?>) ((Map<?, ?>) actual.entries().get(entry)).get("state");
    assertEquals(before.size(), after.size(), entry);
    for (Object index : before.keySet()) {
      for (String part : List.of("exp_avg", "exp_avg_sq")) {
        assertArrayEquals(moments(before, index, part), moments(after, index, part), entry);
      }
    }
  }

  private static float[] moments(Map<?, ?> state, Object index, String part) throws Exception {
    return ((StoredTensor) ((Map<?, ?>) state.get(index)).get(part)).load().toFloats();
  }
}
