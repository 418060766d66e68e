package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointWriterTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"generator-16px.pt", "generator-32px-3groups.pt", "training-16px.pt"})
  void convertsPublishedFilesBothWaysWithoutLoss(String name) throws IOException {
    Checkpoint published = CheckpointReader.read(Golden.file(name));
    Path safetensors = folder.resolve("model.safetensors");
    CheckpointWriter.write(published, safetensors);
    Checkpoint own = CheckpointReader.read(safetensors);
    assertEquals(CheckpointFormat.SAFETENSORS, own.format());
    assertEquals(published.spec(), own.spec());
    CheckpointAssert.assertSame(published.state(), own.state());

    Path back = folder.resolve("back.pt");
    CheckpointWriter.write(own, back);
    CheckpointAssert.assertSame(published.state(), CheckpointReader.read(back).state());
  }

  @Test
  void keepsEveryKindOfValue() throws IOException {
    CheckpointState state = TinyCheckpoints.full();
    Path safetensors = folder.resolve("model.SafeTensors");
    CheckpointWriter.write(state, TinyCheckpoints.SPEC, safetensors);
    Checkpoint own = CheckpointReader.read(safetensors);
    CheckpointAssert.assertSame(state, own.state());
    assertTrue(own.full());
    assertEquals(12_345_678_901L, own.step().getAsLong());

    Path published = folder.resolve("model.PT");
    CheckpointWriter.write(own, published);
    Path again = folder.resolve("again.safetensors");
    CheckpointWriter.write(CheckpointReader.read(published), again);
    Map<String, Object> options = CheckpointReader.read(again).options();
    state.options().forEach((name, value) -> assertEquals(value, options.get(name), name));
    // What the public code reads and this checkpoint lacked.
    assertEquals("ImageDiscriminator", options.get("image_discriminator"));
    assertEquals(0.0, options.get("mixing_prob"));
  }

  @Test
  void writesPublishedNamesUnderPrefixes() throws IOException {
    Path file = folder.resolve("model.safetensors");
    CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file);
    SafetensorsFile content = SafetensorsFile.open(file);
    assertTrue(content.tensors().containsKey("g_ema.renderer.conv1.conv.weight"));
    assertTrue(content.tensors().containsKey("vid_d.LFF.0.ffm.linear.weight"));
    assertTrue(content.tensors().containsKey("g_optim.state.0.exp_avg"));
    assertEquals("kymo", content.metadata().get("format"));
    assertEquals("12345678901", content.metadata().get("kymo.step"));
    assertTrue(content.metadata().get("kymo.options").contains("\"ratio\":1.0,\"one\":1,"));
  }

  @Test
  void fillsWhatThePublicCodeReads() throws IOException {
    Path file = folder.resolve("model.pt");
    CheckpointWriter.write(
        TinyCheckpoints.state(TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32), null),
        TinyCheckpoints.SPEC,
        file);
    Map<String, Object> options = CheckpointReader.read(file).options();
    Map<String, Object> published =
        CheckpointReader.read(Golden.file("generator-16px.pt")).options();
    assertEquals(List.copyOf(published.keySet()), List.copyOf(options.keySet()));
    assertEquals("3,7", options.get("freq_val"));
    assertEquals(16L, options.get("image_size"));
    assertEquals(3L, options.get("dim_z_content"));
    assertEquals(2L, options.get("dim_z_motion"));
  }

  @Test
  void replacesTheFileThatItCameFrom() throws IOException {
    Path file = folder.resolve("model.pt");
    CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file);
    byte[] before = Files.readAllBytes(file);
    CheckpointWriter.write(CheckpointReader.read(file), file);
    CheckpointAssert.assertSame(
        CheckpointReader.read(file).state(), CheckpointReader.read(file).state());
    assertEquals(1, files().size());
    assertTrue(Files.size(file) >= before.length);
  }

  @Test
  void refusesUnknownEndings() {
    for (String name : List.of("model", "model.zip", "model.ckpt")) {
      Path file = folder.resolve(name);
      CheckpointException e =
          assertThrows(
              CheckpointException.class,
              () -> CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file));
      CheckpointAssert.assertOneLine(file, e);
      assertTrue(e.getMessage().contains(".pt or .safetensors"), e.getMessage());
    }
    assertEquals(0, files().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {".pt", ".safetensors"})
  void leavesTheOldFileWhenATensorCannotBeRead(String extension) throws IOException {
    Path file = folder.resolve("model" + extension);
    Files.write(file, new byte[] {1, 2, 3});
    Map<String, StoredTensor> generator =
        TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
    generator.put("renderer.style.2.bias", new Broken());
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () ->
                CheckpointWriter.write(
                    TinyCheckpoints.state(generator, Map.of()), TinyCheckpoints.SPEC, file));
    assertEquals(file + " cannot be written: disk on fire.", e.getMessage());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
    assertEquals(1, files().size(), "nothing is left beside it");
  }

  @Test
  void saysWhenTheFolderIsMissing() {
    Path file = folder.resolve("none").resolve("model.pt");
    CheckpointException e =
        assertThrows(
            CheckpointException.class,
            () -> CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file));
    assertTrue(e.getMessage().contains("folder"), e.getMessage());
  }

  private List<Path> files() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Broken implements StoredTensor {
    @Override
    public DType dtype() {
      return DType.FLOAT32;
    }

    @Override
    public long[] shape() {
      return new long[] {3};
    }

    @Override
    public HostTensor load() throws IOException {
      throw new IOException("disk on fire");
    }
  }
}
