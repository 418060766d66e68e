package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.PublishedArgs;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carries the demo, with options of a run of somebody's, from one format to the other. */
class ConvertCommandTest {
  private final CommandRun kymo = new CommandRun();
  @TempDir private Path dir;
  private Checkpoint demo;

  @BeforeEach
  void demo() throws IOException {
    demo = CheckpointReader.read(new DemoFiles(dir).checkpoint(Demo.SHAPES));
  }

  private Path with(PyNamespace args) throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>(demo.state().entries());
    entries.put("args", args);
    Path file = dir.resolve("in.safetensors");
    CheckpointWriter.write(new CheckpointState(entries), demo.spec(), file);
    return file;
  }

  private TrainingOptions options() {
    TrainingOptions toy = Preset.TOY_64.options("/home/ada/clips");
    ModelOptions model = toy.model();
    return toy.withModel(
        new ModelOptions(
            demo.spec(),
            model.imageDiscriminator(),
            demo.spec().channels(),
            model.videoDiscriminator(),
            demo.spec().channels()));
  }

  private Path convert(String option, String ending) throws IOException {
    Path in = with(PublishedArgs.of(options()));
    Path out = dir.resolve("out." + ending);
    int status =
        option.isEmpty()
            ? kymo.run("convert", in.toString(), out.toString())
            : kymo.run("convert", option, in.toString(), out.toString());
    assertEquals(0, status, kymo.consoles.err());
    return out;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pt", "safetensors"})
  void everythingGoesAlong(String ending) throws IOException {
    Checkpoint out = CheckpointReader.read(convert("", ending));
    assertEquals("/home/ada/clips", out.options().get("data_path"));
    assertEquals(demo.spec(), out.spec());
    assertEquals(demo.step(), out.step());
    assertSameGenerator(out);
  }

  @Test
  void rawWeightsTakeThePlaceOfTheAverage() throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>(demo.state().entries());
    Map<String, StoredTensor> average = demo.state().tensors("g_ema");
    Map<String, StoredTensor> raw = new LinkedHashMap<>(average);
    String name = "renderer.to_rgb1.bias";
    long[] shape = demo.generator().get(name).shape();
    raw.put(name, StoredTensor.of(HostTensor.of(new float[] {1, 2, 3}, shape)));
    entries.put("g", raw);
    entries.put("g_optim", Map.of());
    Path in = dir.resolve("full.safetensors");
    CheckpointWriter.write(new CheckpointState(entries), demo.spec(), in);
    Path out = dir.resolve("raw.safetensors");
    assertEquals(0, kymo.run("convert", "--raw", in.toString(), out.toString()));
    Checkpoint read = CheckpointReader.read(out);
    assertArrayEquals(new float[] {1, 2, 3}, read.generator().get(name).toFloats());
    assertFalse(read.state().entries().containsKey("g"));
    assertFalse(read.state().entries().containsKey("g_optim"));
    assertEquals(demo.step(), read.step());
    CommandRun again = new CommandRun();
    assertEquals(1, again.run("convert", "--raw", out.toString(), dir.resolve("b.pt").toString()));
    assertTrue(again.consoles.err().contains("averaged generator only"), again.consoles.err());
  }

  /** What torch.load(weights_only=True) allows: no class but those that tensors are made of. */
  @Test
  void plainOneNamesNoClassButThoseOfTensors() throws IOException {
    Path file = convert("--plain", "pt");
    String pickle;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry data =
          zip.stream().filter(e -> e.getName().endsWith("/data.pkl")).findFirst().orElseThrow();
      pickle = new String(zip.getInputStream(data).readAllBytes(), StandardCharsets.ISO_8859_1);
    }
    Matcher globals = Pattern.compile("c([a-z_.]+)\n([A-Za-z_0-9]+)\n").matcher(pickle);
    Set<String> named = new TreeSet<>();
    while (globals.find()) {
      named.add(globals.group(1) + "." + globals.group(2));
    }
    assertEquals(
        Set.of("collections.OrderedDict", "torch.FloatStorage", "torch._utils._rebuild_tensor_v2"),
        named);
    assertFalse(pickle.contains("argparse"));
    Checkpoint out = CheckpointReader.read(file);
    assertEquals("/home/ada/clips", out.options().get("data_path"));
    assertEquals(demo.spec(), out.spec());
    assertSameGenerator(out);
    assertEquals(
        1,
        kymo.run("convert", "--plain", file.toString(), dir.resolve("a.safetensors").toString()));
    assertTrue(kymo.consoles.err().contains("only a .pt"), kymo.consoles.err());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pt", "safetensors"})
  void foldersAreLeftOutWhenAskedFor(String ending) throws IOException {
    Checkpoint out = CheckpointReader.read(convert("--without-folders", ending));
    assertEquals("clips", out.options().get("data_path"));
    assertEquals("DeltaVideoDiscriminator", out.options().get("video_discriminator"));
    assertFalse(out.options().toString().contains("ada"), out.options().toString());
    assertSameGenerator(out);
  }

  private void assertSameGenerator(Checkpoint out) {
    Map<String, HostTensor> generator = out.generator();
    assertEquals(demo.generator().keySet(), generator.keySet());
    demo.generator()
        .forEach(
            (name, tensor) ->
                assertArrayEquals(tensor.toFloats(), generator.get(name).toFloats(), name));
  }

  @Test
  void ownOptionsThatCannotBeReadAreTold() throws IOException {
    Path in = with(new PyNamespace(new LinkedHashMap<>(Map.of("kymo_options", "[]"))));
    Path out = dir.resolve("out.pt");
    assertEquals(1, kymo.run("convert", "--without-folders", in.toString(), out.toString()));
    assertTrue(kymo.consoles.err().contains(in + " cannot be read: It is not a JSON object"));
    assertFalse(Files.exists(out));
  }
}
