package dev.kymo.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.TestCompute;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Published checkpoints with known answers: w to 1e-5, images to 1e-4, relative, in float32. */
class GoldenGeneratorTest {
  /** What the files write for "the last band is open". */
  private static final double OPEN = 1e8;

  @ParameterizedTest
  @ValueSource(strings = {"generator-16px", "generator-32px-3groups"})
  void everyCaseIsReproduced(String name) throws IOException, URISyntaxException {
    Checkpoint checkpoint = CheckpointReader.read(resource(name + ".pt"));
    Map<String, HostTensor> golden = NpzFile.read(resource(name + ".npz"));
    JsonObject description =
        JsonParser.parseString(Files.readString(resource(name + ".json"))).getAsJsonObject();
    try (Compute compute = TestCompute.open();
        Generator generator =
            Generator.load(checkpoint.spec(), checkpoint.generator(), compute, Precision.FP32)) {
      LatentCode content = LatentCode.of(golden.get("z_c").toFloats());
      assertClose(golden, "content", generator.content(content), 1e-5);
      NoiseCode noise = noise(golden, checkpoint.spec().styledLayers());
      JsonArray cases = description.getAsJsonArray("cases");
      assertEquals(9, cases.size());
      for (JsonElement element : cases) {
        JsonObject one = element.getAsJsonObject();
        String id = one.get("id").getAsString();
        double[] times = times(one);
        GeneratedClip clip = generator.clip(content, noise, edit(one, golden));
        assertClose(golden, id + "_w", clip.latents(times), 1e-5);
        double[] drawn = drawn(times, golden.get(id + "_frames").toFloats());
        assertClose(golden, id + "_images", clip.raw(drawn).images(), 1e-4);
      }
      MotionEdit plain = edit(cases.get(0).getAsJsonObject(), golden);
      double[] firstTwo = {-1, -1 + 2.0 / 16};
      GeneratedClip stored = generator.clip(content, new NoiseCode.Stored(), plain);
      assertClose(golden, "stored_noise_images", stored.raw(firstTwo).images(), 1e-4);
    }
  }

  private static double[] times(JsonObject one) {
    JsonArray t = one.getAsJsonArray("t");
    return new TimeGrid(t.get(0).getAsDouble(), t.get(1).getAsDouble(), t.get(2).getAsInt())
        .times();
  }

  private static double[] drawn(double[] times, float[] frames) {
    double[] drawn = new double[frames.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = times[(int) frames[i]];
    }
    return drawn;
  }

  private static MotionEdit edit(JsonObject one, Map<String, HostTensor> golden) {
    int width = (int) golden.get("z_m").shape()[1];
    float[] codes = golden.get("z_m").toFloats();
    List<Double> cuts = new ArrayList<>();
    List<BandEdit> bands = new ArrayList<>();
    JsonArray edges = one.getAsJsonArray("bands");
    for (int k = 0; k < edges.size(); k++) {
      if (edges.get(k).getAsDouble() < OPEN) {
        cuts.add(edges.get(k).getAsDouble());
      }
      int row = one.getAsJsonArray("codes").get(k).getAsInt();
      LatentCode code = LatentCode.of(Arrays.copyOfRange(codes, row * width, (row + 1) * width));
      BandEdit band =
          BandEdit.trained(code)
              .withGain(value(one, "gain", k, 1))
              .withSpeed(value(one, "speed", k, 1))
              .withPhase(value(one, "phase", k, 0))
              .withMuted(!kept(one, k));
      bands.add(band);
    }
    return new MotionEdit(new BandPlan(cuts), bands);
  }

  private static double value(JsonObject one, String key, int band, double otherwise) {
    return one.has(key) ? one.getAsJsonArray(key).get(band).getAsDouble() : otherwise;
  }

  private static boolean kept(JsonObject one, int band) {
    return !one.has("keep")
        || one.getAsJsonArray("keep").asList().stream().anyMatch(e -> e.getAsInt() == band);
  }

  private static NoiseCode noise(Map<String, HostTensor> golden, int layers) {
    List<LatentCode> maps = new ArrayList<>();
    for (int i = 0; i < layers; i++) {
      maps.add(LatentCode.of(golden.get("noise_" + i).toFloats()));
    }
    return new NoiseCode.Given(maps);
  }

  private static void assertClose(
      Map<String, HostTensor> golden, String key, float[] actual, double tolerance) {
    float[] expected = golden.get(key).toFloats();
    assertEquals(expected.length, actual.length, key);
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    assertTrue(difference <= tolerance * largest, key + ": " + difference / largest);
  }

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(GoldenGeneratorTest.class.getResource("/golden/" + name).toURI());
  }
}
