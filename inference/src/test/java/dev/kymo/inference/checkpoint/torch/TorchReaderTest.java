package dev.kymo.inference.checkpoint.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.tensor.FileSnapshot;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.inference.tensor.TensorFileException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TorchReaderTest {
  @TempDir Path folder;

  @Test
  void writesAndReadsEveryValue() throws IOException {
    Map<Object, Object> values = new LinkedHashMap<>();
    values.put("ints", List.of(0L, 255L, 256L, 65_535L, 65_536L, -1L, 1L << 40, Long.MIN_VALUE));
    values.put("big", BigInteger.ONE.shiftLeft(100).negate());
    values.put("floats", List.of(0.1, -0.0, Double.MAX_VALUE, Double.NEGATIVE_INFINITY));
    values.put("again", PyTuple.of("ints", "ints", PyTuple.of()));
    values.put(3L, Map.of());
    values.put("dtype", new PyGlobal("torch", "float16"));
    values.put("device", new PyCall(new PyGlobal("torch", "device"), PyTuple.of("cuda", 0L)));
    Path file = folder.resolve("values.pt");
    TorchWriter.write(file, values);
    assertEquals(values, TorchReader.read(FileSnapshot.of(file)));
  }

  /** What numpy-minded code puts among its options; see odd-args.txt. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void keepsWhatItDoesNotKnowAsText(int protocol) throws IOException, URISyntaxException {
    String line =
        Files.readAllLines(Path.of(TorchReaderTest.class.getResource("/odd-args.txt").toURI()))
            .get(protocol);
    assertTrue(line.startsWith(protocol + " "));
    Path file = folder.resolve("odd.pt");
    byte[] pickle = Base64.getDecoder().decode(line.substring(2));
    Files.write(file, TorchFiles.zip(Map.of("x/data.pkl", pickle)));
    Map<?, ?> root = (Map<?, ?>) TorchReader.read(FileSnapshot.of(file));
    Map<Object, Object> args = ((PyNamespace) root.get("args")).fields();
    assertEquals(16L, args.get("image_size"));
    assertEquals(0.5, args.get("lr"));
    assertEquals(2.5, args.get("big"));
    assertEquals(true, args.get("flag"));
    assertEquals("né", args.get("label"));
    assertEquals("/data/logs/a b", args.get("log_path"));
    assertEquals("{3}", args.get("names"));
    assertEquals("{q}", args.get("frozen"));
    assertEquals("lab.Config(rate=0.002, name=x)", args.get("config"));
    assertEquals("lab.Mode(1)", args.get("mode"));
    assertEquals("lab.relu", args.get("activation"));
    assertEquals("lab.Config", args.get("cls"));
    assertEquals(
        "collections.defaultdict(" + (protocol < 3 ? "__builtin__" : "builtins") + ".list, a, [3])",
        args.get("groups"));
    assertEquals("b'ab?'", args.get("raw"));
    assertTrue(String.valueOf(args.get("array")).startsWith("numpy."));
    assertEquals(7L, args.get("plain"));
    assertEquals(true, args.get("yes"));
    assertEquals(BigInteger.ONE.shiftLeft(70), args.get("long"));
    assertEquals(18, args.size());
  }

  @Test
  void textOfWhatIsNotKnownStaysShort() throws IOException {
    // A list of a thousand references to one long text, as the argument of an unknown class.
    PickleText pickle = new PickleText().ops("}").text("args").global("lab", "Big").op(']', '(');
    pickle.text("x".repeat(10_000)).op('q', 0);
    pickle.ops("h\0".repeat(1000)).op('e', 0x85, 0x81, 's');
    Path file = folder.resolve("long.pt");
    Files.write(file, TorchFiles.zip(Map.of("x/data.pkl", pickle.stop())));
    Map<?, ?> root = (Map<?, ?>) TorchReader.read(FileSnapshot.of(file));
    String text = (String) root.get("args");
    assertTrue(text.startsWith("lab.Big([xxx"), text);
    assertTrue(text.length() < 1100, "length " + text.length());
  }

  @ParameterizedTest
  @CsvSource({"os, system", "posix, popen", "builtins, eval", "subprocess, Popen", "torch, load"})
  void refusesNamesThatOnlyAnAttackNeedsWhereverTheyAre(String module, String name)
      throws IOException {
    PickleText pickle =
        new PickleText().ops("}").text("args").global(module, name).ops("(").text("x").ops("tRs");
    Path file = folder.resolve("attack.pt");
    Files.write(file, TorchFiles.zip(Map.of("x/data.pkl", pickle.stop())));
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> TorchReader.read(FileSnapshot.of(file)));
    assertTrue(e.getMessage().contains("asks for " + module + "." + name), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    // sizes, strides, offset, expected
    "2 3, 3 1, 0, 0 1 2 3 4 5",
    "3 2, 1 3, 0, 0 3 1 4 2 5",
    "2 2, 3 1, 1, 1 2 4 5",
    "2, 3, 2, 2 5",
    "1 2 1, 99 2 77, 1, 1 3",
    "'', '', 4, 4",
    "0 3, 3 1, 6, ''",
  })
  void gathersStridedViews(String sizes, String strides, int offset, String expected)
      throws IOException {
    StoredTensor tensor = tensor(numbers(sizes), numbers(strides), offset, 6, "0");
    float[] values = tensor.load().toFloats();
    int[] wanted = numbers(expected);
    assertEquals(wanted.length, values.length);
    for (int i = 0; i < wanted.length; i++) {
      assertEquals(wanted[i], values[i]);
    }
  }

  @Test
  void gathersChannelsLast() throws IOException {
    StoredTensor tensor = tensor(new int[] {1, 2, 1, 3}, new int[] {6, 1, 6, 2}, 0, 6, "0");
    assertArrayEquals(new float[] {0, 2, 4, 1, 3, 5}, tensor.load().toFloats());
  }

  @ParameterizedTest
  @CsvSource({
    "2 3, 3 1, 1, 6, outside its storage",
    "7, 1, 0, 6, outside its storage",
    "6, 0, 0, 6, ''",
    "2000000000 2000000000 2000000000, 1 1 1, 0, 6, impossible shape",
    "2 2, 2000000000 2000000000, 0, 6, outside its storage",
    "1000000, 0, 0, 6, outside its storage",
    "2, 1, 0, 5, 24 bytes where 5 elements",
    "2 3, 3, 0, 6, description is damaged",
  })
  void checksViewsAgainstTheirStorage(
      String sizes, String strides, int offset, int count, String fault) throws IOException {
    int[] shape = numbers(sizes);
    if (fault.isEmpty()) {
      assertEquals(6, tensor(shape, numbers(strides), offset, count, "0").load().count());
      return;
    }
    TensorFileException e =
        assertThrows(
            TensorFileException.class, () -> tensor(shape, numbers(strides), offset, count, "0"));
    assertTrue(e.getMessage().contains(fault), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "../0", ""})
  void namesAMissingStorage(String key) {
    TensorFileException e =
        assertThrows(
            TensorFileException.class, () -> tensor(new int[] {6}, new int[] {1}, 0, 6, key));
    assertTrue(e.getMessage().contains("data/" + key + " is missing"), e.getMessage());
  }

  @Test
  void findsDamageInATensor() throws IOException {
    Path file = write(new int[] {6}, new int[] {1}, 0, 6, "0");
    byte[] bytes = Files.readAllBytes(file);
    int at = indexOf(bytes, floats());
    bytes[at + 5] ^= 1;
    Files.write(file, bytes);
    StoredTensor tensor = (StoredTensor) TorchReader.read(FileSnapshot.of(file));
    TensorFileException e = assertThrows(TensorFileException.class, tensor::load);
    assertTrue(e.getMessage().contains("x/data/0 is damaged"), e.getMessage());
  }

  private StoredTensor tensor(int[] shape, int[] strides, int offset, int count, String key)
      throws IOException {
    Path file = write(shape, strides, offset, count, key);
    return (StoredTensor) TorchReader.read(FileSnapshot.of(file));
  }

  private Path write(int[] shape, int[] strides, int offset, int count, String key)
      throws IOException {
    PickleText pickle = new PickleText().global("torch._utils", "_rebuild_tensor_v2").ops("((");
    pickle.text("storage").global("torch", "FloatStorage").text(key).text("cpu");
    integer(pickle, count).ops("tQ");
    integer(pickle, offset);
    tuple(pickle, shape);
    tuple(pickle, strides);
    pickle.op(0x89).global("collections", "OrderedDict").ops(")RtR");
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("x/data.pkl", pickle.stop());
    entries.put("x/data/0", floats());
    Path file = folder.resolve("tensor.pt");
    Files.write(file, TorchFiles.zip(entries));
    return file;
  }

  private static byte[] floats() {
    ByteBuffer floats = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 6; i++) {
      floats.putFloat(i);
    }
    return floats.array();
  }

  private static void tuple(PickleText pickle, int[] values) {
    pickle.ops("(");
    for (int value : values) {
      integer(pickle, value);
    }
    pickle.ops("t");
  }

  private static PickleText integer(PickleText pickle, int v) {
    return pickle.op('J', v & 0xFF, v >>> 8 & 0xFF, v >>> 16 & 0xFF, v >>> 24);
  }

  private static int[] numbers(String text) {
    return text.isEmpty()
        ? new int[0]
        : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  private static int indexOf(byte[] bytes, byte[] part) {
    for (int i = 0; i <= bytes.length - part.length; i++) {
      if (Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not there");
  }
}
