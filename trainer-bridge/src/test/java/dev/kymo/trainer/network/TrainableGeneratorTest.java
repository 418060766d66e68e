package dev.kymo.trainer.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator in training draws what the published one draws, and its gradients are right. */
class TrainableGeneratorTest {
  private static Compute compute;
  private static Kernels kernels;

  @BeforeAll
  static void load() {
    compute = TestCompute.open();
    kernels = TrainingKernels.load(compute);
    compute.enterTrainingThread();
  }

  @AfterAll
  static void close() {
    kernels.close();
    compute.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"generator-16px", "generator-32px-3groups"})
  void drawsTheKnownAnswers(String name) throws IOException, URISyntaxException {
    Checkpoint checkpoint = CheckpointReader.read(resource(name + ".pt"));
    Map<String, HostTensor> golden = NpzFile.read(resource(name + ".npz"));
    GeneratorSpec spec = checkpoint.spec();
    TrainableGenerator generator = new TrainableGenerator(kernels, spec);
    try (NDManager scope = compute.newScope()) {
      Weights weights = weights(scope, checkpoint.generator());
      NDArray content = compute.upload(scope, golden.get("z_c").toFloats(), 1, spec.contentDim());
      float[] rows = golden.get("z_m").toFloats();
      NDArray motion =
          compute.upload(scope, Arrays.copyOf(rows, spec.motionDim()), 1, spec.motionDim());
      float[] t = golden.get("plain_t").toFloats();
      NDArray w =
          generator.latents(
              scope, weights, content, motion, compute.upload(scope, t, t.length), t.length);
      assertClose(golden.get("plain_w").toFloats(), w.toFloatArray(), 1e-5);

      float[] drawn = golden.get("plain_frames").toFloats();
      float[] all = w.toFloatArray();
      float[] some = new float[drawn.length * spec.contentDim()];
      for (int i = 0; i < drawn.length; i++) {
        System.arraycopy(
            all,
            ((int) drawn[i]) * spec.contentDim(),
            some,
            i * spec.contentDim(),
            spec.contentDim());
      }
      NDArray[] noise = new NDArray[spec.styledLayers()];
      for (int i = 0; i < noise.length; i++) {
        int r = spec.layerResolution(i);
        NDArray one = compute.upload(scope, golden.get("noise_" + i).toFloats(), 1, 1, r, r);
        noise[i] = kernels.trace(scope, "repeated_rows", one, drawn.length);
      }
      NDArray images =
          generator.images(
              scope,
              weights,
              compute.upload(scope, some, drawn.length, spec.contentDim()),
              noise,
              ComputeType.FLOAT32);
      assertClose(golden.get("plain_images").toFloats(), images.toFloatArray(), 1e-4);
    }
  }

  /** In every weight: the slope that the gradient gives against central differences. */
  @Test
  void gradientsAreThoseOfFiniteDifferences() {
    GeneratorSpec spec =
        new GeneratorSpec(16, 16, 16, 2, 2, List.of(3.0, 7.0), List.of(16, 16, 16), 8);
    TrainableGenerator generator = new TrainableGenerator(kernels, spec);
    Map<String, HostTensor> tensors = InitialWeights.of(spec, 3);
    List<String> names = tensors.keySet().stream().filter(GeneratorLayout::isLearned).toList();
    try (NDManager scope = compute.newScope()) {
      Weights plain = weights(scope, tensors);
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      names.forEach(name -> leaves.put(name, kernels.trace(scope, "leaf", plain.get(name))));
      NDArray loss = loss(scope, generator, spec, new Weights(leaves), ComputeType.FLOAT32);
      NDArray[] gradients =
          kernels.traceForList(scope, "gradients", loss, leaves.values().toArray(new NDArray[0]));
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        float[] gradient = gradients[i].toFloatArray();
        // Near the gradient, where there is most to see, but not along it.
        double norm = norm(gradient);
        float[] direction = Seeds.content(100 + i, gradient.length);
        double length = norm(direction);
        double slope = 0;
        for (int j = 0; j < gradient.length; j++) {
          direction[j] = (float) (0.5 * direction[j] / length + gradient[j] / norm);
          slope += (double) gradient[j] * direction[j];
        }
        double step = Math.min(0.0005 / norm, 0.002);
        double difference =
            (shifted(generator, spec, tensors, name, direction, step)
                    - shifted(generator, spec, tensors, name, direction, -step))
                / (2 * step);
        // What is left is float32 and the kinks of lrelu; a wrong factor would be 30 % and more.
        assertEquals(slope, difference, 0.2 * norm + 5e-4, name);
      }
    }
  }

  private static double norm(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }

  /** Whole gradients point the same way in bfloat16. */
  @Test
  void bfloat16GradientsPointTheSameWay() {
    GeneratorSpec spec = new GeneratorSpec(16, 16, 16, 2, 2, List.of(7.0), List.of(16, 16, 16), 8);
    TrainableGenerator generator = new TrainableGenerator(kernels, spec);
    Map<String, HostTensor> tensors = InitialWeights.of(spec, 3);
    double[] exact = gradient(generator, spec, tensors, ComputeType.FLOAT32);
    double[] half = gradient(generator, spec, tensors, ComputeType.BFLOAT16);
    double dot = 0;
    double a = 0;
    double b = 0;
    for (int i = 0; i < exact.length; i++) {
      dot += exact[i] * half[i];
      a += exact[i] * exact[i];
      b += half[i] * half[i];
    }
    assertTrue(dot / Math.sqrt(a * b) > 0.99, "cosine " + dot / Math.sqrt(a * b));
  }

  private static double[] gradient(
      TrainableGenerator generator,
      GeneratorSpec spec,
      Map<String, HostTensor> tensors,
      ComputeType type) {
    try (NDManager scope = compute.newScope()) {
      Weights plain = weights(scope, tensors);
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      tensors.keySet().stream()
          .filter(GeneratorLayout::isLearned)
          .forEach(name -> leaves.put(name, kernels.trace(scope, "leaf", plain.get(name))));
      NDArray loss = loss(scope, generator, spec, new Weights(leaves), type);
      NDArray[] gradients =
          kernels.traceForList(scope, "gradients", loss, leaves.values().toArray(new NDArray[0]));
      return Arrays.stream(gradients)
          .flatMapToDouble(
              g -> {
                float[] values = g.toFloatArray();
                return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
              })
          .toArray();
    }
  }

  private static double shifted(
      TrainableGenerator generator,
      GeneratorSpec spec,
      Map<String, HostTensor> tensors,
      String name,
      float[] direction,
      double step) {
    float[] values = tensors.get(name).toFloats();
    for (int i = 0; i < values.length; i++) {
      values[i] += (float) (step * direction[i]);
    }
    Map<String, HostTensor> moved = new LinkedHashMap<>(tensors);
    moved.put(name, HostTensor.of(values, tensors.get(name).shape()));
    try (NDManager scope = compute.newScope()) {
      return loss(scope, generator, spec, weights(scope, moved), ComputeType.FLOAT32)
          .toFloatArray()[0];
    }
  }

  /** The generator loss of a smooth judge: softplus(-mean of the pixels times fixed weights). */
  private static NDArray loss(
      NDManager scope,
      TrainableGenerator generator,
      GeneratorSpec spec,
      Weights weights,
      ComputeType type) {
    int clips = 2;
    int frames = 2;
    NDArray content = compute.upload(scope, Seeds.content(1, clips * 16), clips, spec.contentDim());
    NDArray motion = compute.upload(scope, Seeds.motion(1, clips * 16), clips, spec.motionDim());
    NDArray times = compute.upload(scope, new float[] {-1, 0.5f, -0.25f, 0.75f}, 4);
    NDArray[] noise = new NDArray[spec.styledLayers()];
    for (int i = 0; i < noise.length; i++) {
      int r = spec.layerResolution(i);
      noise[i] = compute.upload(scope, Seeds.noise(5, i, 2 * r), (long) clips * frames, 1, r, r);
    }
    NDArray w = generator.latents(scope, weights, content, motion, times, frames);
    NDArray images = generator.images(scope, weights, w, noise, type);
    int count = (int) images.size();
    NDArray judge = compute.upload(scope, Seeds.content(9, count), images.getShape().getShape());
    return kernels.trace(scope, "generator_loss", images.mul(judge));
  }

  private static Weights weights(NDManager scope, Map<String, HostTensor> tensors) {
    Map<String, NDArray> map = new LinkedHashMap<>();
    tensors.forEach(
        (name, tensor) -> map.put(name, compute.upload(scope, tensor.toFloats(), tensor.shape())));
    return new Weights(map);
  }

  private static void assertClose(float[] expected, float[] actual, double tolerance) {
    assertEquals(expected.length, actual.length);
    double difference = 0;
    double norm = 0;
    for (int i = 0; i < actual.length; i++) {
      difference += Math.pow(actual[i] - expected[i], 2);
      norm += Math.pow(expected[i], 2);
    }
    double relative = Math.sqrt(difference / norm);
    assertTrue(relative < tolerance, "relative difference " + relative);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(
        Objects.requireNonNull(TrainableGeneratorTest.class.getResource("/golden/" + name), name)
            .toURI());
  }
}
