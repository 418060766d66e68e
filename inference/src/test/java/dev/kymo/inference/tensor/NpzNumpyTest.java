package dev.kymo.inference.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ways with the real NumPy; skipped where there is none. */
class NpzNumpyTest {
  @TempDir Path folder;

  @BeforeAll
  static void needsNumpy() throws InterruptedException {
    boolean found;
    try {
      found = python("import numpy").isEmpty();
    } catch (IOException e) {
      found = false;
    }
    assumeTrue(found, "skipped: there is no python3 with NumPy on the PATH");
  }

  @Test
  void readsWhatNumpyWrites() throws Exception {
    Path file = folder.resolve("numpy.npz");
    String types = "['<f8','<f4','<f2','<i8','<i4','<i2','|i1','|u1','|b1']";
    String arrays =
        "a = {t[1:]: np.arange(6).astype(t).reshape(2, 3) for t in %s};".formatted(types)
            + "a['scalar'] = np.float32(2.5); a['fortran'] = np.arange(24.).reshape(2,3,4).T;"
            + "a['empty'] = np.zeros((0, 3), '<f4'); a['text'] = np.array(['a', 'b']);"
            + "a['big'] = np.arange(3).astype('>f4');";
    for (String save : new String[] {"savez", "savez_compressed"}) {
      assertEquals(
          "", python("import numpy as np; %s np.%s('%s', **a)".formatted(arrays, save, file)));
      try (NpzReader reader = NpzReader.open(file)) {
        for (String name : reader.names()) {
          if (name.equals("text") || name.equals("big")) {
            assertThrows(FileException.class, () -> reader.read(name));
            continue;
          }
          HostTensor array = reader.read(name);
          switch (name) {
            case "scalar" -> assertArrayEquals(new float[] {2.5f}, array.toFloats());
            case "empty" -> assertArrayEquals(new long[] {0, 3}, array.shape());
            case "fortran" -> {
              assertArrayEquals(new long[] {4, 3, 2}, array.shape());
              float[] values = array.toFloats();
              // Element (i, j, k) of the transposed array is (k, j, i) of the first.
              assertEquals(12 * 1 + 4 * 2 + 3, values[3 * 6 + 2 * 2 + 1]);
              assertEquals(4 * 1 + 2, values[2 * 6 + 1 * 2]);
            }
            case "b1" -> assertArrayEquals(new float[] {0, 1, 1, 1, 1, 1}, array.toFloats());
            default -> assertArrayEquals(new float[] {0, 1, 2, 3, 4, 5}, array.toFloats(), name);
          }
        }
        assertEquals(14, reader.names().size());
      }
    }
  }

  @Test
  void numpyReadsWhatKymoWrites() throws Exception {
    Path file = folder.resolve("kymo.npz");
    Map<String, HostTensor> arrays = new LinkedHashMap<>();
    arrays.put("z_c", HostTensor.of(new float[] {1, 2, 3}, 3));
    arrays.put("z_m", HostTensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
    arrays.put("noise_0", HostTensor.of(new float[] {-1}, 1, 1, 1, 1));
    arrays.put("scalar", HostTensor.of(new float[] {0.5f}));
    arrays.put("empty", HostTensor.of(new float[0], 0, 3));
    NpzFile.write(file, arrays);
    String said =
        python(
            ("import numpy as np; z = np.load('%s'); assert z.zip.testzip() is None;"
                    + "print([(k, z[k].dtype.str, z[k].shape, z[k].ravel().tolist())"
                    + " for k in z.files])")
                .formatted(file));
    assertTrue(said.contains("('z_c', '<f4', (3,), [1.0, 2.0, 3.0])"), said);
    assertTrue(said.contains("('z_m', '<f4', (3, 2), [1.0, 2.0, 3.0, 4.0, 5.0, 6.0])"), said);
    assertTrue(said.contains("('noise_0', '<f4', (1, 1, 1, 1), [-1.0])"), said);
    assertTrue(said.contains("('scalar', '<f4', (), [0.5])"), said);
    assertTrue(said.contains("('empty', '<f4', (0, 3), [])"), said);
  }

  private static String python(String code) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("python3", "-c", code).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said.strip();
  }
}
