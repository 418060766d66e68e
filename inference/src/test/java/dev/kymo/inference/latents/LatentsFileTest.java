package dev.kymo.inference.latents;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LatentsFileTest {
  @TempDir Path folder;
  private Path file;
  private final Map<String, HostTensor> tensors = new LinkedHashMap<>();

  @BeforeEach
  void aGoodFile() {
    file = folder.resolve("latents.npz");
    tensors.put("z_c", HostTensor.of(new float[] {1, 2, 3}, 3));
    tensors.put("z_m", HostTensor.of(new float[] {1, 2, 3, 4}, 2, 2));
    tensors.put("noise_0", HostTensor.of(new float[] {1}, 1, 1, 1, 1));
    tensors.put("noise_1", HostTensor.of(new float[] {1, 2, 3, 4}, 1, 1, 2, 2));
  }

  @Test
  void comesBackAsItWas() throws IOException {
    Latents latents =
        new Latents(
            given(0.5f, -1, 2),
            List.of(given(1, 2), given(3, 4)),
            List.of(given(7), given(1, 2, 3, 4)));
    LatentsFile.write(file, latents);
    assertEquals(latents, LatentsFile.read(file));
    assertArrayEquals(new long[] {1, 1, 2, 2}, NpzFile.read(file).get("noise_1").shape());
  }

  @Test
  void safetensorsHoldTheSame() throws IOException {
    Latents latents =
        new Latents(given(0.5f, -1, 2), List.of(given(1, 2)), List.of(given(7), given(1, 2, 3, 4)));
    Path other = folder.resolve("latents.safetensors");
    LatentsFile.write(other, latents);
    assertEquals(latents, LatentsFile.read(other));
    Files.write(other, new byte[] {1, 2, 3});
    FileException refused = assertThrows(FileException.class, () -> LatentsFile.read(other));
    assertTrue(refused.getMessage().startsWith(other.toString()), refused.getMessage());
  }

  @Test
  void noiseMayBeMissing() throws IOException {
    LatentsFile.write(file, new Latents(given(1), List.of(given(2)), List.of()));
    assertTrue(LatentsFile.read(file).noiseCode().isEmpty());
  }

  @Test
  void readsWhatOthersWrite() throws IOException {
    tensors.put("comment", HostTensor.of(new float[] {1}));
    tensors.put("z_c", HostTensor.of(new float[] {1, 2, 3}, 1, 3));
    ByteBuffer halves = ByteBuffer.wrap(new byte[] {0, 0x3C, 0, (byte) 0xC0});
    tensors.put("z_m", HostTensor.wrap(DType.FLOAT16, new long[] {2}, halves));
    NpzFile.write(file, tensors);
    Latents latents = LatentsFile.read(file);
    assertEquals(given(1, 2, 3), latents.content());
    assertEquals(List.of(given(1, -2)), latents.motions());
    assertEquals(
        new NoiseCode.Given(List.of(given(1), given(1, 2, 3, 4))),
        latents.noiseCode().orElseThrow());
  }

  @Test
  void refusesWithASentenceThatNamesTheArray() throws IOException {
    refuses("z_c", null, "holds no latents: the array z_c is missing.");
    refuses("z_m", null, "holds no latents: the array z_m is missing.");
    refuses("z_c", HostTensor.of(new float[4], 2, 2), ": z_c has the shape [2, 2]");
    refuses("z_c", HostTensor.of(new float[0], 0), ": z_c has the shape [0]");
    refuses("z_m", HostTensor.of(new float[0], 2, 0), ": z_m has the shape [2, 0]");
    refuses("z_m", HostTensor.of(new float[8], 2, 2, 2), ": z_m has the shape [2, 2, 2]");
    refuses("z_m", HostTensor.of(new float[] {Float.NaN}, 1, 1), "z_m holds a number that is not");
    refuses("noise_0", null, "noise_0 is missing.");
    refuses("noise_1", HostTensor.of(new float[2], 1, 1, 1, 2), ": noise_1 has the shape");
    refuses(
        "z_m",
        HostTensor.wrap(DType.UINT8, new long[] {1, 2}, ByteBuffer.allocate(2)),
        ": z_m holds UINT8 numbers, not floats.");
  }

  @Test
  void refusesOtherEndings() {
    Path other = folder.resolve("latents.txt");
    String message = assertThrows(FileException.class, () -> LatentsFile.read(other)).getMessage();
    assertTrue(message.startsWith(other + " is no latents file by its name"), message);
  }

  private void refuses(String name, HostTensor tensor, String sentence) throws IOException {
    Map<String, HostTensor> broken = new LinkedHashMap<>(tensors);
    if (tensor == null) {
      broken.remove(name);
    } else {
      broken.put(name, tensor);
    }
    NpzFile.write(file, broken);
    String message = assertThrows(FileException.class, () -> LatentsFile.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    assertTrue(message.contains(sentence), message);
  }

  private static LatentCode.Given given(float... values) {
    return (LatentCode.Given) LatentCode.of(values);
  }
}
