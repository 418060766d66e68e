package dev.kymo.inference.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpzFileTest {
  @TempDir Path folder;

  @Test
  void keepsNamesOrderShapesAndValues() throws IOException {
    Map<String, HostTensor> arrays = new LinkedHashMap<>();
    arrays.put("z_m", HostTensor.of(new float[] {1, -2, 3.5f, 4, 5, 6}, 2, 3));
    arrays.put("a scalar", HostTensor.of(new float[] {7}));
    arrays.put("empty", HostTensor.of(new float[0], 0, 4));
    arrays.put("vector", HostTensor.of(new float[] {Float.NaN, Float.NEGATIVE_INFINITY}, 2));
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, arrays);

    Map<String, HostTensor> read = NpzFile.read(file);

    assertEquals(List.copyOf(arrays.keySet()), List.copyOf(read.keySet()));
    arrays.forEach(
        (name, array) -> {
          assertArrayEquals(array.shape(), read.get(name).shape(), name);
          assertArrayEquals(array.toFloats(), read.get(name).toFloats(), name);
        });
  }

  @Test
  void keepsEveryElementTypeButBfloat16() throws IOException {
    for (DType dtype : DType.values()) {
      byte[] bytes = new byte[6 * dtype.bytes()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = dtype == DType.BOOL ? (byte) (i & 1) : (byte) (31 * i);
      }
      HostTensor tensor = HostTensor.wrap(dtype, new long[] {3, 2}, ByteBuffer.wrap(bytes));
      Path file = folder.resolve(dtype + ".npz");
      if (dtype == DType.BFLOAT16) {
        assertThrows(
            IllegalArgumentException.class, () -> NpzFile.write(file, Map.of("x", tensor)));
        assertFalse(Files.exists(file));
        continue;
      }
      NpzFile.write(file, Map.of("x", tensor));
      HostTensor read = NpzFile.read(file).get("x");
      assertEquals(dtype, read.dtype());
      assertEquals(tensor.data(), read.data());
    }
  }

  @Test
  void writesTheSameBytesForTheSameArrays() throws IOException {
    Map<String, HostTensor> arrays = Map.of("x", HostTensor.of(new float[] {1, 2}, 2));
    NpzFile.write(folder.resolve("a.npz"), arrays);
    NpzFile.write(folder.resolve("b.npz"), arrays);
    assertEquals(-1, Files.mismatch(folder.resolve("a.npz"), folder.resolve("b.npz")));
  }

  @Test
  void appendsRowByRow() throws IOException {
    Path file = folder.resolve("rows.npz");
    float[] row = new float[40_000];
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.begin("images", DType.FLOAT32, 3, row.length);
      for (int i = 0; i < 3; i++) {
        Arrays.fill(row, i);
        row[row.length - 1] = -i;
        writer.append(row);
      }
      writer.write("t", HostTensor.of(new float[] {9}, 1));
      writer.finish();
    }
    Map<String, HostTensor> read = NpzFile.read(file);
    float[] images = read.get("images").toFloats();
    assertEquals(3 * row.length, images.length);
    assertEquals(1, images[row.length]);
    assertEquals(2, images[3 * row.length - 2]);
    assertEquals(-2, images[3 * row.length - 1]);
    assertArrayEquals(new float[] {9}, read.get("t").toFloats());
  }

  @Test
  void refusesToFinishAnArrayThatIsNotFullAndLeavesTheOldFile() throws IOException {
    Path file = folder.resolve("old.npz");
    NpzFile.write(file, Map.of("x", HostTensor.of(new float[] {1}, 1)));
    byte[] before = Files.readAllBytes(file);
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.begin("x", DType.FLOAT32, 2);
      writer.append(1f);
      assertThrows(IllegalStateException.class, writer::finish);
      assertThrows(IllegalStateException.class, () -> writer.begin("y", DType.FLOAT32, 1));
      assertThrows(IllegalStateException.class, () -> writer.append(1f, 2f));
    }
    assertArrayEquals(before, Files.readAllBytes(file));
    assertOnlyFile(file);
  }

  @Test
  void refusesTwoArraysOfOneName() throws IOException {
    Path file = folder.resolve("twice.npz");
    try (NpzWriter writer = NpzWriter.create(file)) {
      writer.write("x", HostTensor.of(new float[] {1}, 1));
      assertThrows(
          IllegalArgumentException.class,
          () -> writer.write("x", HostTensor.of(new float[] {1}, 1)));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void readsFortranOrderAsRowMajor() throws IOException {
    // The columns of [[1, 2, 3], [4, 5, 6]], one after another.
    Path file = npz("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", 1, 4, 2, 5, 3, 6);
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, NpzFile.read(file).get("x").toFloats());
  }

  @Test
  void readsDeflatedEntriesAndOtherSpellingsOfTheHeader() throws IOException {
    Path file = npz("{\"shape\":(2,),\"fortran_order\":False,\"descr\":\"<f4\"}\n", 1, 2);
    assertArrayEquals(new float[] {1, 2}, NpzFile.read(file).get("x").toFloats());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<U2', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '|O', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<c8', 'fortran_order': False, 'shape': (1,), }",
        "{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': 0, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (3,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (999999999999999999, 99), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (9223372036854775808,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000000000,), }",
        "{'descr': '<f4', 'fortran_order': False, }",
        "{'descr': '<f4', 'descr': '<f4', 'fortran_order': False, 'shape': (2,), }",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': 1}",
        "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), } or exit()",
        "{'descr",
        "",
      })
  void refusesWithOneSentenceThatNamesFileAndArray(String header) throws IOException {
    Path file = npz(header, 1, 2);
    try (NpzReader reader = NpzReader.open(file)) {
      assertEquals(List.of("x"), List.copyOf(reader.names()));
      String message = assertThrows(FileException.class, () -> reader.read("x")).getMessage();
      assertTrue(message.startsWith(file + ": the array x "), message);
      assertTrue(message.endsWith("."), message);
      assertFalse(message.contains("\n"), message);
    }
  }

  @Test
  void saysThatAnArrayIsNotThere() throws IOException {
    Path file = folder.resolve("a.npz");
    NpzFile.write(file, Map.of("x", HostTensor.of(new float[] {1}, 1)));
    try (NpzReader reader = NpzReader.open(file)) {
      String message = assertThrows(FileException.class, () -> reader.read("z_c")).getMessage();
      assertEquals(file + " holds no array z_c.", message);
    }
  }

  @Test
  void saysThatAFileIsMissingOrAFolderOrNoZip() throws IOException {
    Path missing = folder.resolve("missing.npz");
    assertEquals(
        missing + " cannot be read: it does not exist.",
        assertThrows(FileException.class, () -> NpzFile.read(missing)).getMessage());
    assertEquals(
        folder + " cannot be read: it is a folder.",
        assertThrows(FileException.class, () -> NpzFile.read(folder)).getMessage());
    Path text = Files.writeString(folder.resolve("text.npz"), "hello");
    String message = assertThrows(FileException.class, () -> NpzFile.read(text)).getMessage();
    assertTrue(message.startsWith(text + " is not a whole .npz file: "), message);
  }

  @Test
  void refusesABombBeforeItGoesOff() throws IOException {
    Path file = folder.resolve("bomb.npz");
    long bytes = 64L << 20;
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String name : List.of("a.npy", "b.npy")) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(NpyHeader.format(DType.UINT8, new long[] {bytes}));
        byte[] zeros = new byte[1 << 20];
        for (long written = 0; written < bytes; written += zeros.length) {
          zip.write(zeros);
        }
      }
    }
    assertTrue(Files.size(file) < 1 << 20);
    try (NpzReader reader = NpzReader.open(file, bytes)) {
      assertEquals(bytes, reader.read("a").count());
      String message = assertThrows(FileException.class, () -> reader.read("b")).getMessage();
      assertTrue(message.contains("more than the memory that is left for it (0)"), message);
    }
  }

  @Test
  void noticesAFlippedBitInTheElements() throws IOException {
    Path file = folder.resolve("a.npz");
    float[] values = new float[1000];
    NpzFile.write(file, Map.of("x", HostTensor.of(values, 1000)));
    byte[] bytes = Files.readAllBytes(file);
    bytes[2000] ^= 1;
    Files.write(file, bytes);
    String message = assertThrows(FileException.class, () -> NpzFile.read(file)).getMessage();
    assertEquals(file + ": the array x is damaged: its checksum does not match.", message);
  }

  /** A deflated .npz with one array x of these float32 elements behind this header. */
  private Path npz(String header, float... elements) throws IOException {
    Path file = folder.resolve("made.npz");
    byte[] text = header.getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(10 + text.length + 4 * elements.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.ISO_8859_1));
    bytes.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
    for (float element : elements) {
      bytes.putFloat(element);
    }
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("x.npy"));
      zip.write(bytes.array());
    }
    return file;
  }

  private void assertOnlyFile(Path file) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }
}
