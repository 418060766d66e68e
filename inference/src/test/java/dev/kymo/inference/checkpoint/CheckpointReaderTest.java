package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.torch.TorchWriter;
import dev.kymo.inference.tensor.DType;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointReaderTest {
  @TempDir Path folder;

  @Test
  void readsAPublishedGenerator() throws Exception {
    Path file = Golden.file("generator-16px.pt");
    Checkpoint checkpoint = CheckpointReader.read(file);
    assertEquals(
        new GeneratorSpec(16, 64, 48, 8, 2, List.of(7.0), List.of(16, 16, 16), 16),
        checkpoint.spec());
    assertEquals(CheckpointFormat.PUBLISHED_PT, checkpoint.format());
    assertEquals(OptionalLong.of(5001), checkpoint.step());
    assertFalse(checkpoint.full());
    assertEquals(file, checkpoint.source());
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    assertEquals(HexFormat.of().formatHex(digest), checkpoint.id());
    assertEquals(10L, checkpoint.options().get("r1"));
    assertEquals(1.0, checkpoint.options().get("VD_resize_ratio"));
    assertEquals(true, checkpoint.options().get("DiffAugment"));
    assertTrue(checkpoint.options().containsKey("ckpt_path"));
    assertNull(checkpoint.options().get("ckpt_path"));
    assertEquals(
        GeneratorLayout.shapes(checkpoint.spec()).keySet(), checkpoint.generator().keySet());
    // As PyTorch prints it.
    float[] noise = checkpoint.generator().get("renderer.noises.noise_0").toFloats();
    assertArrayEquals(
        new float[] {0.4224f, 0.2312f, 0.0451f, 1.1726f},
        new float[] {noise[0], noise[1], noise[2], noise[3]},
        6e-5f);
  }

  @Test
  void readsSeveralFrequencyGroups() throws IOException {
    GeneratorSpec spec = CheckpointReader.read(Golden.file("generator-32px-3groups.pt")).spec();
    assertEquals(
        new GeneratorSpec(32, 48, 64, 8, 2, List.of(3.0, 5.0, 7.0), List.of(24, 24, 24, 24), 16),
        spec);
  }

  /**
   * {@code odd-16px.pt} was saved by PyTorch 2.13: an OrderedDict with _metadata, Parameters, half,
   * bfloat16 and double, channels-last and transposed strides, views of one shared storage, and
   * torch's own values in the options.
   */
  @Test
  void readsWhatNewerPyTorchWritesInEveryFlavour() throws IOException {
    Checkpoint checkpoint = CheckpointReader.read(Golden.file("odd-16px.pt"));
    assertEquals(TinyCheckpoints.SPEC, checkpoint.spec());
    Map<String, StoredTensor> expected =
        TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
    for (Map.Entry<String, HostTensor> tensor : checkpoint.generator().entrySet()) {
      assertArrayEquals(
          expected.get(tensor.getKey()).load().toFloats(),
          tensor.getValue().toFloats(),
          tensor.getKey());
    }
    assertEquals("torch.bfloat16", checkpoint.options().get("dtype"));
    assertEquals("torch.device(cuda, 1)", checkpoint.options().get("device"));
    assertEquals(
        BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(5)), checkpoint.options().get("seed"));

    Path own = folder.resolve("odd.safetensors");
    CheckpointWriter.write(checkpoint, own);
    CheckpointAssert.assertSame(checkpoint.state(), CheckpointReader.read(own).state());
  }

  @Test
  void readsAFullCheckpointAndItsTrainingState() throws IOException {
    Checkpoint checkpoint = CheckpointReader.read(Golden.file("training-16px.pt"));
    assertTrue(checkpoint.full());
    assertEquals(OptionalLong.of(12_000), checkpoint.step());
    assertEquals(22, checkpoint.state().tensors("img_d").size());
    Map<?, ?> optimiser = (Map<?, ?>) checkpoint.state().entries().get("g_optim");
    Map<?, ?> adam = (Map<?, ?>) ((Map<?, ?>) optimiser.get("state")).get(0L);
    assertArrayEquals(new long[] {64, 1}, ((StoredTensor) adam.get("exp_avg")).shape());
    assertEquals(0, ((StoredTensor) adam.get("step")).shape().length);
    Map<?, ?> group = (Map<?, ?>) ((List<?>) optimiser.get("param_groups")).get(0);
    assertEquals(List.of(0.0, 0.99), group.get("betas"));
    assertEquals(0L, group.get("weight_decay"));
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT64", "FLOAT32", "FLOAT16", "BFLOAT16"})
  void widensEveryRealType(DType dtype) throws IOException {
    Map<String, StoredTensor> stored = TinyCheckpoints.generator(TinyCheckpoints.SPEC, dtype);
    Map<String, StoredTensor> wide = TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
    for (String extension : List.of(".pt", ".safetensors")) {
      Path file = folder.resolve("model" + extension);
      CheckpointWriter.write(
          TinyCheckpoints.state(stored, Map.of("freq_val", "3,7")), TinyCheckpoints.SPEC, file);
      Checkpoint checkpoint = CheckpointReader.read(file);
      assertEquals(TinyCheckpoints.SPEC, checkpoint.spec());
      assertEquals(dtype, checkpoint.state().tensors("g_ema").get("LFF.0.ffm.linear.bias").dtype());
      for (Map.Entry<String, HostTensor> entry : checkpoint.generator().entrySet()) {
        assertEquals(DType.FLOAT32, entry.getValue().dtype());
        assertArrayEquals(
            wide.get(entry.getKey()).load().toFloats(),
            entry.getValue().toFloats(),
            entry.getKey());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 64, 1024})
  void readsEverySizeAndUnevenWidths(int size) throws IOException {
    List<Integer> channels = List.of(7, 6, 5, 4, 3, 2, 1, 2, 3);
    int doublings = Integer.numberOfTrailingZeros(size) - 2;
    GeneratorSpec spec =
        new GeneratorSpec(size, 5, 3, 1, 3, List.of(2.5), channels.subList(0, doublings + 1), 24);
    Path file = folder.resolve("model.pt");
    CheckpointWriter.write(
        TinyCheckpoints.state(
            TinyCheckpoints.generator(spec, DType.BFLOAT16),
            Map.of("freq_val", 2.5, "video_length", 24L, "image_size", (long) size)),
        spec,
        file);
    assertEquals(spec, CheckpointReader.read(file).spec());
  }

  @Test
  void derivesGroupsFromTheTensorsWhenThereAreNoOptions() throws IOException {
    Path file = folder.resolve("model.pt");
    Map<String, StoredTensor> generator =
        TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
    generator.put(
        "LFF.1.ffm.linear.weight", StoredTensor.of(HostTensor.of(new float[] {-6.5f, 2}, 2, 1)));
    TorchWriter.write(file, Map.of("g_ema", generator));
    Checkpoint checkpoint = CheckpointReader.read(file);
    assertEquals(2, checkpoint.spec().groups());
    assertEquals(6.5, checkpoint.spec().frequencyRanges().get(1));
    assertEquals(16, checkpoint.spec().videoLength());
    assertEquals(OptionalLong.empty(), checkpoint.step());
    assertTrue(checkpoint.options().isEmpty());
  }

  @Test
  void readsSafetensorsWithoutMetadataByTheNames() throws IOException {
    Path file = folder.resolve("model.safetensors");
    Map<String, StoredTensor> prefixed = new LinkedHashMap<>();
    TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32)
        .forEach((name, tensor) -> prefixed.put("g_ema." + name, tensor));
    SafetensorsFile.write(file, prefixed, Map.of());
    assertEquals(2, CheckpointReader.read(file).spec().groups());
  }

  @Test
  void readsTheBundledDemo() throws IOException {
    Path file = folder.resolve("demo.safetensors");
    try (InputStream demo =
        getClass().getResourceAsStream("/dev/kymo/assets/demo/toy-shapes-64.safetensors")) {
      Files.copy(demo, file);
    }
    Checkpoint checkpoint = CheckpointReader.read(file);
    assertEquals(
        new GeneratorSpec(64, 128, 128, 4, 2, List.of(7.0), List.of(48, 48, 48, 32, 24), 16),
        checkpoint.spec());
    assertEquals(OptionalLong.of(500), checkpoint.step());
  }

  @Test
  void keepsTensorsThatItDoesNotKnow() throws IOException {
    Map<String, StoredTensor> generator =
        TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
    generator.put("extra.thing", StoredTensor.of(HostTensor.of(new float[] {1, 2}, 2)));
    Path file = folder.resolve("model.pt");
    CheckpointWriter.write(TinyCheckpoints.state(generator, Map.of()), TinyCheckpoints.SPEC, file);
    Checkpoint checkpoint = CheckpointReader.read(file);
    assertFalse(checkpoint.generator().containsKey("extra.thing"));
    assertTrue(checkpoint.state().tensors("g_ema").containsKey("extra.thing"));
  }

  @Test
  void refusesToMixTwoFilesOfOneName() throws IOException {
    Path file = folder.resolve("model.pt");
    CheckpointWriter.write(TinyCheckpoints.full(), TinyCheckpoints.SPEC, file);
    Checkpoint checkpoint = CheckpointReader.read(file);
    StoredTensor late = checkpoint.state().tensors("img_d").get("LFF.0.ffm.linear.bias");
    Files.write(file, new byte[] {1, 2, 3});
    assertTrue(assertThrows(IOException.class, late::load).getMessage().contains("changed since"));
    assertThrows(UncheckedIOException.class, checkpoint::id);
    assertEquals(3, checkpoint.generator().get("renderer.style.1.bias").count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"module.", "_orig_mod.", "module._orig_mod."})
  void takesAwayWhatWrappersPutBeforeNames(String prefix, @TempDir Path folder) throws IOException {
    Map<String, StoredTensor> plain =
        TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT32);
    Map<String, StoredTensor> wrapped = new LinkedHashMap<>();
    plain.forEach((name, tensor) -> wrapped.put(prefix + name, tensor));
    for (String name : List.of("wrapped.pt", "wrapped.safetensors")) {
      Path file = folder.resolve(name);
      CheckpointWriter.write(
          TinyCheckpoints.state(wrapped, Map.of("freq_val", "3,7")), TinyCheckpoints.SPEC, file);
      Checkpoint checkpoint = CheckpointReader.read(file);
      assertEquals(TinyCheckpoints.SPEC, checkpoint.spec());
      assertEquals(plain.keySet(), checkpoint.state().tensors("g_ema").keySet());
    }
  }

  @Test
  void saysWhatAFullFileLacks() {
    Map<String, Object> entries = new LinkedHashMap<>(TinyCheckpoints.full().entries());
    assertEquals(List.of(), new CheckpointState(entries).lacking());
    entries.remove("g_optim");
    entries.remove("vid_d_optim");
    assertEquals(List.of("g_optim", "vid_d_optim"), new CheckpointState(entries).lacking());
    entries.keySet().retainAll(List.of("g_ema", "args", "iter"));
    assertEquals(List.of(), new CheckpointState(entries).lacking());
  }
}
