package dev.kymo.inference.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsFileTest {
  @TempDir Path folder;

  @Test
  void writesAndReadsEveryType() throws IOException {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (DType dtype : DType.values()) {
      byte[] data = new byte[6 * dtype.bytes()];
      for (int i = 0; i < data.length; i++) {
        data[i] = (byte) (i * 37);
      }
      tensors.put(
          "z." + dtype,
          StoredTensor.of(HostTensor.wrap(dtype, new long[] {2, 3}, ByteBuffer.wrap(data))));
    }
    tensors.put("scalar", StoredTensor.of(HostTensor.of(new float[] {7})));
    tensors.put("empty", StoredTensor.of(HostTensor.of(new float[0], 0, 4)));
    Map<String, String> metadata = Map.of("who", "\"Kymo\" ☃\n");
    Path file = folder.resolve("all.safetensors");
    SafetensorsFile.write(file, tensors, metadata);

    SafetensorsFile read = SafetensorsFile.open(file);
    assertEquals(metadata, read.metadata());
    assertEquals(new ArrayList<>(tensors.keySet()), new ArrayList<>(read.tensors().keySet()));
    for (Map.Entry<String, StoredTensor> entry : tensors.entrySet()) {
      StoredTensor tensor = read.tensors().get(entry.getKey());
      assertEquals(entry.getValue().dtype(), tensor.dtype());
      assertArrayEquals(entry.getValue().shape(), tensor.shape());
      assertEquals(entry.getValue().load().data(), tensor.load().data(), entry.getKey());
    }
    long headerLength =
        ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, headerLength % 8);
  }

  @Test
  void readsPlacesInAnyOrderAndWithGaps() throws IOException {
    Path file =
        file(
            "{\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[5,7]},"
                + "\"a\":{\"data_offsets\":[0,3],\"shape\":[3,1],\"dtype\":\"U8\"}}   ",
            new byte[] {1, 2, 3, 0, 0, 6, 7, 9});
    Map<String, StoredTensor> tensors = SafetensorsFile.open(file).tensors();
    assertArrayEquals(new float[] {6, 7}, tensors.get("b").load().toFloats());
    assertArrayEquals(new float[] {1, 2, 3}, tensors.get("a").load().toFloats());
  }

  @Test
  void readsBeyondFourGibibytes() throws IOException {
    long far = 5L << 30;
    Path file =
        file(
            "{\"far\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[%d,%d]},"
                    .formatted(far, far + 4)
                + "\"huge\":{\"dtype\":\"U8\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                    .formatted(far, far),
            new byte[0]);
    long start = Files.size(file);
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.seek(start + far);
      sparse.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(2.5f)));
    }
    Map<String, StoredTensor> tensors = SafetensorsFile.open(file).tensors();
    assertArrayEquals(new float[] {2.5f}, tensors.get("far").load().toFloats());
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> tensors.get("huge").load());
    assertTrue(e.getMessage().contains("'huge' is larger than the limit of 2 GiB"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000_000_000_000_000L, -1, Long.MIN_VALUE, 0, 1, 1 << 30, 21})
  void refusesALyingHeaderLength(long length) throws IOException {
    Path file = folder.resolve("x.safetensors");
    ByteBuffer bytes = ByteBuffer.allocate(28).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(length).put("{}                  ".getBytes(StandardCharsets.US_ASCII));
    Files.write(file, bytes.array());
    String message = fault(file);
    assertTrue(message.contains("claims a header of " + Long.toUnsignedString(length)), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]                                                                | not the JSON",
        "{\"a\":1}                                                         | not the JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]    | not the JSON",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}x | not the JSON",
        "{'a':{}}                                                          | not the JSON",
        "{\"a\":{}}                                                        | lacks",
        "{\"a\":{\"dtype\":\"F8\",\"shape\":[1],\"data_offsets\":[0,1]}}   | unknown type 'F8'",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}  | takes 8 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}  | takes 4 bytes",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}} | impossible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[1.0],\"data_offsets\":[0,4]}}| impossible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[\"1\"],\"data_offsets\":[0,4]}} | impossible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[999999999,999999999,99999],\"data_offsets\":[0,4]}} | impossible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}} | impossible",
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[9],\"data_offsets\":[0,36]}} | ends at byte 36 of 8",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[3,7]}} | overlaps",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]},\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[1,2]}} | 'a' twice",
        "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1],\"dtype\":\"U8\"}} | repeated 'dtype'",
        "{\"__metadata__\":{\"k\":1}}                                      | not a string",
        "{\"__metadata__\":{\"k\":\"1\",\"k\":\"2\"}}                      | 'k' twice",
        "{\"__metadata__\":{},\"__metadata__\":{}}                         | __metadata__ twice",
      })
  void refusesUnsoundHeaders(String header, String expected) throws IOException {
    String message = fault(file(header.strip(), new byte[8]));
    assertTrue(message.contains(expected), message);
  }

  @Test
  void refusesWhatIsNotText() throws IOException {
    Path file = folder.resolve("x.safetensors");
    Files.write(file, new byte[] {4, 0, 0, 0, 0, 0, 0, 0, '{', (byte) 0xFF, (byte) 0xFE, '}'});
    assertTrue(fault(file).contains("not UTF-8"));
    Path deep = file("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}", new byte[0]);
    assertTrue(fault(deep).contains("not the JSON"));
  }

  @Test
  void keepsMessagesOnOnePrintableLine() throws IOException {
    String name = "a\\n\\u001b[31m" + "x".repeat(5000);
    String message =
        fault(
            file(
                "{\"%s\":{\"dtype\":\"F8\",\"shape\":[],\"data_offsets\":[0,1]}}".formatted(name),
                new byte[1]));
    assertTrue(message.length() < 700);
    assertTrue(message.chars().allMatch(c -> c >= ' '), message);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 9})
  void refusesShortFiles(int size) throws IOException {
    Path file = folder.resolve("x.safetensors");
    Files.write(file, new byte[size]);
    assertTrue(fault(file).contains("too short"));
  }

  @Test
  void refusesFoldersAndMissingFiles() {
    assertTrue(fault(folder).endsWith("is a folder, not a file"));
    assertTrue(fault(folder.resolve("none")).endsWith("there is no such file"));
    List<String> left = List.of(folder.toFile().list());
    assertEquals(List.of(), left);
  }

  private Path file(String header, byte[] data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json).put(data);
    Path file = folder.resolve("x.safetensors");
    Files.write(file, bytes.array());
    return file;
  }

  private static String fault(Path file) {
    TensorFileException e =
        assertThrows(TensorFileException.class, () -> SafetensorsFile.open(file));
    assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
    return e.getMessage();
  }
}
