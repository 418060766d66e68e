package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.torch.PickleText;
import dev.kymo.inference.checkpoint.torch.TorchFiles;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Broken and hostile files: each is refused with one line, and nothing happens. */
class HostileCheckpointTest {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void setUp() {
    file = folder.resolve("hostile.pt");
  }

  @Test
  void refusesWhatIsNoFile() throws IOException {
    assertTrue(CheckpointAssert.fault(folder).endsWith("is a folder, not a file"));
    assertTrue(CheckpointAssert.fault(file).endsWith("there is no such file"));
    Files.write(file, new byte[0]);
    assertTrue(CheckpointAssert.fault(file).endsWith("is empty"));
  }

  @Test
  void refusesRandomBytes() throws IOException {
    Random random = new Random(3);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[1 + random.nextInt(300)];
      random.nextBytes(bytes);
      Files.write(file, bytes);
      assertFalse(CheckpointAssert.fault(file).isEmpty());
    }
  }

  @Test
  void refusesTheOldFormatAndSaysHowToConvert() throws IOException {
    Files.write(file, new PickleText().op(0x8a, 10).ops("l\374\234F\371 j\250P\031").stop());
    assertTrue(CheckpointAssert.fault(file).contains("torch.save it again"));
  }

  @Test
  void saysWhatIsTakenForACheckpoint() throws IOException {
    Files.writeString(file, "version https://git-lfs.github.com/spec/v1\noid sha256:ab\n");
    assertTrue(CheckpointAssert.fault(file).contains("is a Git LFS pointer"));
    Files.writeString(file, "<!DOCTYPE html><html><body>Not found</body></html>");
    assertTrue(CheckpointAssert.fault(file).contains("is a web page"));
    Files.writeString(file, "L119547037146038801333356L\n.");
    assertTrue(CheckpointAssert.fault(file).contains("PyTorch's old format"));
    for (String pickle :
        List.of("(dp0\nVa\np1\nI1\ns.", "}q\0X", "ccollections\nOrderedDict\n)R.")) {
      Files.writeString(file, pickle);
      assertTrue(CheckpointAssert.fault(file).contains("is a pickle without"), pickle);
    }
    Files.write(file, new PickleText().ops("}").stop());
    assertTrue(CheckpointAssert.fault(file).contains("is a pickle without"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity"})
  void namesTheTensorThatIsNotFinite(String value) throws IOException {
    Map<String, StoredTensor> generator = generator();
    String name = "renderer.convs.2.conv.weight";
    long[] shape = generator.get(name).shape();
    float[] values = new float[(int) HostTensor.count(shape)];
    values[values.length - 1] = Float.parseFloat(value);
    generator.put(name, StoredTensor.of(HostTensor.of(values, shape)));
    String fault = write(generator, Map.of());
    assertTrue(fault.contains("'" + name + "' holds NaN or infinite numbers"), fault);
    file = folder.resolve("diverged.safetensors");
    assertTrue(write(generator, Map.of()).contains("'" + name + "' holds NaN"), file.toString());
  }

  @Test
  void saysWhatIsThereInsteadOfAGenerator() throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("g", generator());
    CheckpointWriter.write(new CheckpointState(entries), TinyCheckpoints.SPEC, file);
    assertTrue(CheckpointAssert.fault(file).contains("('g'), but not its average ('g_ema')"));
    entries = new LinkedHashMap<>(generator());
    CheckpointWriter.write(new CheckpointState(entries), TinyCheckpoints.SPEC, file);
    assertTrue(CheckpointAssert.fault(file).contains("state dict alone"));
    String whole =
        pickle(
            new PickleText().ops("}").text("g_ema").global("lab", "Net").op(')', 0x81, 's').stop());
    assertTrue(whole.contains("as a whole object (lab.Net())"), whole);
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 997) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertFalse(CheckpointAssert.fault(file).isEmpty());
    }
    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    assertTrue(CheckpointAssert.fault(file).contains("cut short"));
  }

  @Test
  void refusesHeadersOfAPetabyte() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(1_000_000_000_000_000L).put((byte) '{');
    Files.write(file, bytes.array());
    assertTrue(CheckpointAssert.fault(file).contains("header of 1000000000000000 bytes"));
  }

  @Test
  void refusesMissingShortAndLongStorages() throws IOException {
    CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file);
    byte[] whole = Files.readAllBytes(file);
    change(whole, "archive/data/3", bytes -> null);
    assertTrue(CheckpointAssert.fault(file).contains("data/3 is missing"));
    change(whole, "archive/data/3", bytes -> Arrays.copyOf(bytes, bytes.length - 4));
    assertTrue(CheckpointAssert.fault(file).contains("data/3 has"));
    change(whole, "archive/data/3", bytes -> Arrays.copyOf(bytes, bytes.length + 1));
    assertTrue(CheckpointAssert.fault(file).contains("data/3 has"));
    change(whole, "archive/data.pkl", bytes -> null);
    assertTrue(CheckpointAssert.fault(file).contains("has no data.pkl"));
    change(whole, "archive/byteorder", bytes -> "big".getBytes(StandardCharsets.US_ASCII));
    assertTrue(CheckpointAssert.fault(file).contains("big-endian"));
  }

  @ParameterizedTest
  @CsvSource({
    "renderer.conv1.conv.weight, no tensor 'renderer.conv1.conv.weight'",
    "renderer.noises.noise_4, no tensor 'renderer.noises.noise_4'",
    "renderer.to_rgbs.1.upsample.kernel, no tensor 'renderer.to_rgbs.1.upsample.kernel'",
    "renderer.to_rgbs.1.bias, sizes from 16 to 1024",
    "motion_linear.1.1.bias, no tensor 'motion_linear.1.1.bias'",
    "LFF.1.ffm.linear.weight, hold 1 groups of frequencies",
    "LFF.0.ffm.linear.weight, no tensor 'LFF.0.ffm.linear.weight'",
    "renderer.input.input, no tensor 'renderer.input.input'",
  })
  void namesTheTensorThatIsMissing(String name, String fault) throws IOException {
    Map<String, StoredTensor> generator = generator();
    generator.remove(name);
    assertTrue(write(generator, Map.of("freq_val", "3,7")).contains(fault));
  }

  @Test
  void refusesEveryWrongShape() throws IOException {
    for (String name : generator().keySet()) {
      Map<String, StoredTensor> generator = generator();
      long[] shape = generator.get(name).shape();
      shape[shape.length - 1]++;
      float[] values = new float[(int) HostTensor.count(shape)];
      generator.put(name, StoredTensor.of(HostTensor.of(values, shape)));
      String fault = write(generator, Map.of());
      assertTrue(fault.contains("has the shape") || fault.contains("pixels"), fault);
    }
  }

  @Test
  void refusesIntegersOtherFiltersAndContradictions() throws IOException {
    assertTrue(
        write(
                TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.INT32),
                Map.of("freq_val", "3,7"))
            .contains("is of type INT32"));
    Map<String, StoredTensor> generator = generator();
    generator.put(
        "renderer.convs.0.conv.blur.kernel", StoredTensor.of(HostTensor.of(new float[16], 4, 4)));
    assertTrue(write(generator, Map.of()).contains("is another filter"));
    assertTrue(write(generator(), Map.of("image_size", 32L)).contains("image_size is 32"));
    assertTrue(write(generator(), Map.of("dim_z_content", 9L)).contains("dim_z_content is 9"));
    assertTrue(write(generator(), Map.of("freq_val", "3,5,7")).contains("hold 2 groups"));
    assertTrue(write(generator(), Map.of("freq_val", "3,NaN")).contains("not positive numbers"));
    assertTrue(write(generator(), Map.of("video_length", -1L)).contains("video_length is -1"));
    assertTrue(write(Map.of("x", List.of()), Map.of()).contains("holds no generator"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"global", "stack global", "inst", "obj", "import by build"})
  void runsNothing(String how) throws IOException {
    Path trace = folder.resolve("trace");
    String command = "touch " + trace;
    PickleText pickle = new PickleText();
    switch (how) {
      case "global" -> pickle.global("os", "system").ops("(").text(command).ops("tR");
      case "stack global" ->
          pickle.text("posix").text("system").op(0x93).ops("(").text(command).ops("tR");
      case "inst" -> pickle.ops("(").text(command).ops("ios\nsystem\n");
      case "obj" -> pickle.ops("(").global("os", "system").text(command).ops("o");
      default ->
          pickle
              .global("argparse", "Namespace")
              .op(')', 0x81, '}')
              .text("__class__")
              .global("os", "system")
              .ops("sb");
    }
    String fault = pickle(pickle.stop());
    assertTrue(
        fault.contains("os.system")
            || fault.contains("posix.system")
            || fault.contains("instruction"),
        fault);
    assertFalse(Files.exists(trace));
  }

  @ParameterizedTest
  @CsvSource({
    "builtins, eval",
    "builtins, getattr",
    "torch, load",
    "torch.serialization, load",
    "collections, defaultdict",
    "torch.storage, _load_from_bytes",
    "numpy, ndarray",
    "java.lang, Runtime",
    "torch, FloatStorage2",
    "'', ''",
  })
  void namesWhatIsNotOnTheList(String module, String name) throws IOException {
    String fault = pickle(new PickleText().global(module, name).ops(")R").stop());
    assertTrue(fault.contains("asks for " + module + "." + name), fault);
  }

  @ParameterizedTest
  @ValueSource(ints = {'i', 'o', 'P', 0x82, 0x83, 0x84, 0x97, 0x98, '1', '2', 'S', 'V', 'F', 0xFF})
  void refusesInstructionsThatNoCheckpointNeeds(int opcode) throws IOException {
    String fault = pickle(new PickleText().ops("}(").op(opcode, 0, 0, 0, 0).stop());
    assertTrue(fault.contains("instruction 0x%02x".formatted(opcode)), fault);
  }

  @Test
  void checksDeclaredLengthsBeforeAllocating() throws IOException {
    List<PickleText> liars =
        List.of(
            new PickleText().op('X', 0xFF, 0xFF, 0xFF, 0x7F),
            new PickleText().op('X', 0xFF, 0xFF, 0xFF, 0xFF),
            new PickleText().op(0x8d, 0, 0, 0, 0, 0, 0, 0, 0x80),
            new PickleText().op(0x8d, 0, 0, 0, 0x40, 0, 0, 0, 0),
            new PickleText().op('T', 0xFF, 0xFF, 0xFF, 0x7F),
            new PickleText().op(0x8b, 0xFF, 0xFF, 0xFF, 0x7F),
            new PickleText().op(0x8b, 0xFF, 0xFF, 0xFF, 0xFF));
    for (PickleText liar : liars) {
      long before = AllocationMeter.bytes();
      assertFalse(pickle(liar.stop()).isEmpty());
      assertTrue(AllocationMeter.bytes() - before < 4_000_000);
    }
    // Memo slots are a table of what there is, not an array as long as the largest slot.
    assertTrue(
        pickle(new PickleText().op('}', 'r', 0xFF, 0xFF, 0xFF, 0x7F).stop())
            .contains("no generator"));
    assertTrue(pickle(new PickleText().op('j', 0xFF, 0xFF, 0xFF, 0x7F).stop()).contains("damaged"));
  }

  @Test
  void refusesDeepNestingCyclesAndLaughs() throws IOException {
    String deep = "]".repeat(100_000) + "a".repeat(99_999);
    assertTrue(root(new PickleText().ops("}").text("g_ema").ops(deep + "s")).contains("nested"));
    assertTrue(
        root(new PickleText().ops("}q\0").text("g_ema").ops("h\0s"))
            .contains("nested without end"));
    assertTrue(
        root(new PickleText().ops("}").text("g_ema").ops("]q\1h\1as"))
            .contains("nested without end"));

    // Forty lists, each of ten times the one before.
    long before = AllocationMeter.bytes();
    PickleText laughs = new PickleText().text("ha").op('q', 0, '0');
    for (int i = 0; i < 40; i++) {
      laughs.op(']', 'q', i + 1, '(').ops(("h" + (char) i).repeat(10)).ops("e0");
    }
    assertTrue(root(laughs.ops("}").text("g_ema").op('h', 40, 's')).contains("unfolds"));
    assertTrue(AllocationMeter.bytes() - before < 40_000_000);
  }

  @Test
  void refusesDictKeysThatCannotBeHashed() throws IOException {
    assertTrue(root(new PickleText().ops("}]q\1h\1aNs")).contains("neither a text nor a number"));
  }

  @Test
  void refusesZipBombs() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(new byte[50_000_000]);
      zip.closeEntry();
    }
    Files.write(file, bytes.toByteArray());
    assertTrue(CheckpointAssert.fault(file).contains("archive/data.pkl is compressed"));
  }

  @Test
  void refusesAPickleBeyondMeasure() throws IOException {
    byte[] empties = new byte[5 << 20];
    Arrays.fill(empties, (byte) '}');
    assertTrue(pickle(empties).contains("more than any checkpoint"));
  }

  @Test
  void refusesAStorageThatIsUsedOverAndOver() throws IOException {
    GeneratorSpec wide = new GeneratorSpec(16, 64, 64, 8, 8, List.of(7.0), List.of(2, 2, 2), 16);
    StoredTensor shared =
        TinyCheckpoints.generator(wide, DType.FLOAT32).get("renderer.style.1.weight");
    Map<String, StoredTensor> generator = TinyCheckpoints.generator(wide, DType.FLOAT32);
    generator.replaceAll(
        (name, tensor) -> Arrays.equals(tensor.shape(), shared.shape()) ? shared : tensor);
    CheckpointWriter.write(TinyCheckpoints.state(generator, Map.of()), wide, file);
    // The writer gives each tensor its own storage; point them all at one again.
    Map<String, byte[]> entries = TorchFiles.unzip(Files.readAllBytes(file));
    List<String> names = List.copyOf(generator.keySet());
    String key = Integer.toString(names.indexOf("renderer.style.1.weight"));
    byte[] pickle = entries.get("archive/data.pkl");
    for (int i = 0; i < names.size(); i++) {
      String own = Integer.toString(i);
      if (generator.get(names.get(i)) == shared && own.length() == key.length()) {
        pickle = replace(pickle, own, key);
        entries.remove("archive/data/" + (own.equals(key) ? "none" : own));
      }
    }
    entries.put("archive/data.pkl", pickle);
    Files.write(file, TorchFiles.zip(entries));
    assertTrue(CheckpointAssert.fault(file).contains("share storage"));
  }

  @Test
  void saysWhatOtherFilesAre() throws IOException {
    assertTrue(pickle(new PickleText().ops("]").stop()).contains("does not hold a dict"));
    assertTrue(pickle(new PickleText().ops("}").stop()).contains("holds no generator"));
    Map<String, byte[]> program = new LinkedHashMap<>();
    program.put("m/data.pkl", new PickleText().ops("N").stop());
    program.put("m/constants.pkl", new PickleText().ops(")").stop());
    Files.write(file, TorchFiles.zip(program));
    assertTrue(CheckpointAssert.fault(file).contains("TorchScript"));
    Path named = folder.resolve("new\nline.pt");
    Files.write(named, new byte[] {1});
    CheckpointException e =
        assertThrows(CheckpointException.class, () -> CheckpointReader.read(named));
    assertEquals(1, e.getMessage().lines().count());
  }

  @Test
  void checksTheMetadataOfSafetensors() throws IOException {
    file = folder.resolve("hostile.safetensors");
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    generator().forEach((name, tensor) -> tensors.put("g_ema." + name, tensor));
    Map<String, String> faults = new LinkedHashMap<>();
    faults.put("{\"g_ema\":{}}", "is missing from its metadata");
    faults.put("{\"g_ema\":{\"$tensor\":\"nope\"}}", "names tensor 'nope'");
    faults.put("{\"g_ema\":" + "[".repeat(3000), "nested");
    faults.put("{\"g_ema\":{\"$call\":[\"os\",\"system\",\"x\"]}}", "odd '$call'");
    faults.put("{\"g_ema\":{\"$global\":[\"os\",\"system\"]}}", "odd '$global'");
    faults.put("{\"g_ema\":{\"$what\":1}}", "unknown '$what'");
    faults.put("{\"g_ema\":1,\"g_ema\":2}", "'g_ema' as a key twice");
    faults.put("{\"g_ema\":" + "9".repeat(500) + "}", "number of 500 digits");
    faults.put("[]", "is missing from its metadata");
    faults.put("{\"g_ema\":", "not the JSON");
    for (Map.Entry<String, String> fault : faults.entrySet()) {
      SafetensorsFile.write(
          file,
          tensors,
          Map.of("format", "kymo", "kymo.version", "1", "kymo.state", fault.getKey()));
      String message = CheckpointAssert.fault(file);
      assertTrue(message.contains(fault.getValue()), message);
    }
    SafetensorsFile.write(file, tensors, Map.of("format", "kymo", "kymo.version", "2"));
    assertTrue(CheckpointAssert.fault(file).contains("version 2, this Kymo reads version 1"));
    SafetensorsFile.write(file, tensors, Map.of("kymo.step", "soon"));
    assertTrue(CheckpointAssert.fault(file).contains("training step is 'soon'"));
    SafetensorsFile.write(file, generator(), Map.of());
    assertTrue(CheckpointAssert.fault(file).contains("g_ema"));
  }

  private Map<String, StoredTensor> generator() {
    return TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
  }

  private String write(Map<String, ?> generator, Map<String, Object> options) throws IOException {
    CheckpointWriter.write(
        TinyCheckpoints.state(generator, options.isEmpty() ? Map.of("freq_val", "3,7") : options),
        TinyCheckpoints.SPEC,
        file);
    return CheckpointAssert.fault(file);
  }

  private String root(PickleText pickle) throws IOException {
    return pickle(pickle.stop());
  }

  private String pickle(byte[] pickle) throws IOException {
    Files.write(file, TorchFiles.zip(Map.of("x/data.pkl", pickle)));
    return CheckpointAssert.fault(file);
  }

  private void change(byte[] archive, String entry, UnaryOperator<byte[]> change)
      throws IOException {
    Map<String, byte[]> entries = TorchFiles.unzip(archive);
    byte[] changed = change.apply(entries.get(entry));
    if (changed == null) {
      entries.remove(entry);
    } else {
      entries.put(entry, changed);
    }
    Files.write(file, TorchFiles.zip(entries));
  }

  /** Replaces the pickled text of one storage key by another of the same length. */
  private static byte[] replace(byte[] pickle, String from, String to) {
    Charset bytes = StandardCharsets.ISO_8859_1;
    String head = "X" + (char) from.length() + "\0\0\0";
    return new String(pickle, bytes).replace(head + from, head + to).getBytes(bytes);
  }
}
