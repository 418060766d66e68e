package dev.kymo.inference.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

class NpzFuzzTest {
  private static Path folder;
  private static byte[] whole;

  @BeforeContainer
  static void writeAFile() throws IOException {
    folder = Files.createTempDirectory("npz-fuzz");
    Path file = folder.resolve("whole.npz");
    float[] values = new float[60];
    for (int i = 0; i < 60; i++) {
      values[i] = 0.37f * i;
    }
    NpzFile.write(
        file, Map.of("z_c", HostTensor.of(values, 60), "z_m", HostTensor.of(values, 3, 20)));
    whole = Files.readAllBytes(file);
  }

  @AfterContainer
  static void clean() throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @Property(tries = 3000)
  void aMutatedFileIsReadOrRefusedWithASentence(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 8) int flips) throws IOException {
    Random random = new Random(seed);
    byte[] bytes = whole.clone();
    for (int i = 0; i < flips; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
    }
    if (random.nextInt(4) == 0) {
      bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
    }
    Path file = folder.resolve("mutated.npz");
    Files.write(file, bytes);
    try {
      NpzFile.read(file).values().forEach(array -> assertTrue(array.count() <= 60));
    } catch (FileException e) {
      assertTrue(e.getMessage().contains("mutated.npz"), e.getMessage());
      assertTrue(e.getMessage().endsWith("."), e.getMessage());
    }
  }

  @Property(tries = 2000)
  void anyBytesAreAHeaderOrRefused(@ForAll @Size(max = 200) byte[] tail) throws IOException {
    byte[] start = NpyHeader.format(DType.FLOAT32, new long[] {3});
    byte[] bytes = Arrays.copyOf(start, 10 + tail.length);
    System.arraycopy(tail, 0, bytes, 10, tail.length);
    bytes[8] = (byte) tail.length;
    bytes[9] = 0;
    try {
      NpyHeader header = NpyHeader.read(new ByteArrayInputStream(bytes));
      assertEquals(bytes.length, header.bytes());
    } catch (NpyFormatException e) {
      assertTrue(e.getMessage().matches("(is|has|holds|claims|ends) .*"), e.getMessage());
    }
  }

  @Property(tries = 500)
  void everyShapeSurvivesItsHeader(@ForAll("shapes") long[] shape, @ForAll("written") DType dtype)
      throws IOException {
    byte[] bytes = NpyHeader.format(dtype, shape);
    assertEquals(0, bytes.length % 64);
    NpyHeader header = NpyHeader.read(new ByteArrayInputStream(bytes));
    assertArrayEquals(shape, header.shape());
    assertEquals(dtype, header.dtype());
    assertEquals(bytes.length, header.bytes());
  }

  @Provide
  Arbitrary<long[]> shapes() {
    return Arbitraries.longs().between(0, 1L << 40).array(long[].class).ofMaxSize(12);
  }

  @Provide
  Arbitrary<DType> written() {
    return Arbitraries.of(DType.class).filter(dtype -> dtype != DType.BFLOAT16);
  }
}
