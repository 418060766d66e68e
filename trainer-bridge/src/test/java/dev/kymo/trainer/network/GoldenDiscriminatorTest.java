package dev.kymo.trainer.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Known answers of the five discriminators: logits, losses, gradients, R1 gradients, to 1e-4. */
class GoldenDiscriminatorTest {
  private static final double TOLERANCE = 1e-4;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ImageDiscriminator",
        "PatchImageDiscriminator",
        "DeltaVideoDiscriminator",
        "VideoDiscriminator",
        "PatchVideoDiscriminator"
      })
  void everyAnswerIsReproduced(String kind) throws IOException, URISyntaxException {
    Map<String, HostTensor> golden = NpzFile.read(resource("discriminator-" + kind + ".npz"));
    try (Compute compute = TestCompute.open();
        Kernels kernels = TrainingKernels.load(compute);
        NDManager scope = compute.newScope()) {
      compute.enterTrainingThread();
      Discriminator discriminator = discriminator(kind, kernels);
      assertNames(discriminator, golden);

      Map<String, NDArray> leaves = new LinkedHashMap<>();
      for (String name : discriminator.shapes().keySet()) {
        if (InitialDiscriminator.isLearned(name)) {
          NDArray plain = upload(compute, scope, golden.get("weight/" + name));
          leaves.put(name, kernels.trace(scope, "leaf", plain));
        }
      }
      Weights weights = new Weights(leaves);
      NDArray[] list = leaves.values().toArray(new NDArray[0]);
      Judged real = judged(compute, scope, golden, "real");
      Judged fake = judged(compute, scope, golden, "fake");
      NDArray realLogits = discriminator.logits(scope, weights, real, ComputeType.FLOAT32);
      NDArray fakeLogits = discriminator.logits(scope, weights, fake, ComputeType.FLOAT32);
      assertClose(golden.get("real_logits").toFloats(), realLogits, "real logits");
      assertClose(golden.get("fake_logits").toFloats(), fakeLogits, "fake logits");
      assertClose(
          golden.get("generator_loss").toFloats(),
          kernels.trace(scope, "generator_loss", fakeLogits),
          "generator loss");
      NDArray loss = kernels.trace(scope, "logistic_loss", realLogits, fakeLogits);
      assertClose(golden.get("logistic_loss").toFloats(), loss, "logistic loss");
      assertGradients(
          golden, "grad/", leaves, kernels.traceForList(scope, "gradients", loss, list));

      ComputeType penaltyType =
          ConvolutionCheck.trustworthy(compute, kernels)
              ? ComputeType.FLOAT32
              : ComputeType.FLOAT64;
      NDArray pixels = kernels.trace(scope, "leaf", real.pixels());
      NDArray logits =
          discriminator.logits(scope, weights, new Judged(pixels, real.deltas()), penaltyType);
      NDArray penalty = kernels.trace(scope, "r1_penalty", logits, pixels);
      assertClose(golden.get("r1_penalty").toFloats(), penalty, "R1 penalty");
      assertGradients(
          golden, "r1_grad/", leaves, kernels.traceForList(scope, "gradients", penalty, list));
    }
  }

  private static Discriminator discriminator(String kind, Kernels kernels) {
    List<Integer> channels = List.of(16, 16, 16);
    return switch (kind) {
      case "ImageDiscriminator" -> new ImageDiscriminator(kernels, channels);
      case "PatchImageDiscriminator" -> new PatchImageDiscriminator(kernels, channels);
      case "DeltaVideoDiscriminator" -> new DeltaVideoDiscriminator(kernels, channels);
      case "VideoDiscriminator" -> new VideoDiscriminator(kernels, channels, 16);
      case "PatchVideoDiscriminator" -> new PatchVideoDiscriminator(kernels, channels);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  /** The learned tensors have the published names and shapes in the published order. */
  private static void assertNames(Discriminator discriminator, Map<String, HostTensor> golden) {
    List<String> expected =
        golden.keySet().stream()
            .filter(key -> key.startsWith("weight/"))
            .map(key -> key.substring("weight/".length()))
            .filter(InitialDiscriminator::isLearned)
            .toList();
    List<String> actual = new ArrayList<>(discriminator.shapes().keySet());
    actual.removeIf(name -> !InitialDiscriminator.isLearned(name));
    assertEquals(expected, actual);
    for (String name : actual) {
      assertArrayEquals(
          golden.get("weight/" + name).shape(), discriminator.shapes().get(name), name);
    }
  }

  private static Judged judged(
      Compute compute, NDManager scope, Map<String, HostTensor> golden, String which) {
    NDArray pixels = upload(compute, scope, golden.get(which));
    HostTensor deltas = golden.get(which + "_delta");
    return new Judged(
        pixels, deltas == null ? pixels : compute.upload(scope, deltas.toFloats(), deltas.count()));
  }

  private static NDArray upload(Compute compute, NDManager scope, HostTensor tensor) {
    return compute.upload(scope, tensor.toFloats(), tensor.shape());
  }

  private static void assertGradients(
      Map<String, HostTensor> golden,
      String prefix,
      Map<String, NDArray> weights,
      NDArray[] gradients) {
    int i = 0;
    for (String name : weights.keySet()) {
      HostTensor expected = golden.get(prefix + name);
      float[] values = expected == null ? new float[0] : expected.toFloats();
      if (expected == null) {
        // Not in the file: the loss does not depend on it.
        for (float value : gradients[i].toFloatArray()) {
          assertEquals(0f, value, prefix + name);
        }
      } else {
        assertClose(values, gradients[i], prefix + name);
      }
      i++;
    }
  }

  /** The norm of the difference against the norm of the expected values. */
  private static void assertClose(float[] expected, NDArray actual, String what) {
    float[] values = actual.toFloatArray();
    assertEquals(expected.length, values.length, what);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < values.length; i++) {
      difference += Math.pow(values[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    double relative = Math.sqrt(difference) / Math.max(Math.sqrt(norm), 1e-12);
    assertTrue(relative < TOLERANCE, what + ": " + relative);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(GoldenDiscriminatorTest.class.getResource("/golden/" + name), name)
            .toURI());
  }
}
