package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpzClipWriterTest {
  @TempDir Path folder;

  @Test
  void keepsNumbersAsTheyAre() throws IOException {
    Path file = folder.resolve("clip.npz");
    try (NpzClipWriter writer = NpzClipWriter.open(file, 3, 4, 5)) {
      for (int k = 0; k < 3; k++) {
        float[] w = new float[5];
        float[] image = new float[48];
        Arrays.fill(w, k);
        Arrays.fill(image, -1.5f * k);
        writer.write(-1 + 2.0 * k / 3, w, image);
      }
      writer.finish();
    }
    Map<String, HostTensor> read = NpzFile.read(file);
    assertEquals(List.of("images", "w", "t"), List.copyOf(read.keySet()));
    assertArrayEquals(new long[] {3, 3, 4, 4}, read.get("images").shape());
    assertArrayEquals(new long[] {3, 5}, read.get("w").shape());
    assertArrayEquals(new long[] {3}, read.get("t").shape());
    assertEquals(DType.FLOAT32, read.get("images").dtype());
    assertEquals(-3f, read.get("images").toFloats()[2 * 48]);
    assertEquals(1f, read.get("w").toFloats()[9]);
    assertEquals(-1 + 2.0 / 3, read.get("t").data().getDouble(8));
  }

  @Test
  void wantsExactlyItsFramesAndLeavesNothingWithoutThem() throws IOException {
    Path file = folder.resolve("clip.npz");
    try (NpzClipWriter writer = NpzClipWriter.open(file, 2, 4, 5)) {
      assertThrows(
          IllegalArgumentException.class, () -> writer.write(0, new float[4], new float[48]));
      writer.write(0, new float[5], new float[48]);
      assertThrows(IllegalStateException.class, writer::finish);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(0, files.count());
    }
  }
}
