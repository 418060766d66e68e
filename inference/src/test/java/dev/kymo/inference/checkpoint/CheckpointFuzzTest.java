package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.torch.TorchFiles;
import dev.kymo.inference.tensor.DType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of damaged files, the same ones every time: each loads, or is refused with one line
 * that names it. Any other exception or error fails the test, and so does memory out of proportion.
 */
class CheckpointFuzzTest {
  private static final int CASES = 1500;
  private static final long[] LIES = {
    0,
    1,
    -1,
    0x7F,
    0xFF,
    0x7FFF,
    0xFFFF,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0xFFFFFFFFL,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1_000_000_000_000_000L
  };

  @TempDir Path folder;
  private int loaded;
  private int refused;

  @Test
  void survivesDamagedArchives() throws IOException {
    Random random = new Random(20_230_501);
    byte[] archive = published();
    Path file = folder.resolve("fuzz.pt");
    for (int i = 0; i < CASES; i++) {
      read(file, mutate(random, archive));
    }
    assertCounts(CASES);
  }

  @Test
  void survivesDamagedPickles() throws IOException {
    Random random = new Random(20_230_502);
    Map<String, byte[]> entries = TorchFiles.unzip(published());
    byte[] pickle = entries.get("archive/data.pkl");
    Path file = folder.resolve("fuzz.pt");
    for (int i = 0; i < CASES; i++) {
      Map<String, byte[]> changed = new LinkedHashMap<>(entries);
      changed.put("archive/data.pkl", mutate(random, pickle));
      read(file, TorchFiles.zip(changed));
    }
    assertCounts(CASES);
  }

  @Test
  void survivesDamagedSafetensors() throws IOException {
    Random random = new Random(20_230_503);
    Path file = folder.resolve("fuzz.safetensors");
    CheckpointWriter.write(TinyCheckpoints.small(), TinyCheckpoints.SPEC, file);
    byte[] whole = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (int i = 0; i < CASES; i++) {
      byte[] text = mutate(random, Arrays.copyOfRange(whole, 8, 8 + header));
      ByteBuffer changed =
          ByteBuffer.allocate(8 + text.length + whole.length - 8 - header)
              .order(ByteOrder.LITTLE_ENDIAN);
      // Half of the headers tell their true length, so that what is in them is looked at.
      changed.putLong(random.nextBoolean() ? text.length : header);
      changed.put(text).put(whole, 8 + header, whole.length - 8 - header);
      read(file, changed.array());
    }
    assertCounts(CASES);
  }

  @Test
  void survivesNumbersAndWordsExchangedInHeaders() throws IOException {
    Random random = new Random(20_230_504);
    Path file = folder.resolve("fuzz.safetensors");
    CheckpointWriter.write(
        TinyCheckpoints.state(
            TinyCheckpoints.generator(TinyCheckpoints.SPEC, DType.FLOAT16), Map.of()),
        TinyCheckpoints.SPEC,
        file);
    byte[] whole = Files.readAllBytes(file);
    int header = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(whole, 8, header, StandardCharsets.UTF_8);
    List<String> words =
        List.of(
            "F16",
            "F64",
            "BOOL",
            "Q",
            "0",
            "1",
            "-1",
            "1e9",
            "99999999999999999999",
            "null",
            "{}",
            "[]",
            "\"",
            ",",
            "g_ema",
            "$tensor",
            "$dict",
            "$call",
            "kymo.state");
    String[] tokens = json.split("(?<=[^A-Za-z0-9_.$])|(?=[^A-Za-z0-9_.$])");
    for (int i = 0; i < CASES; i++) {
      String[] changed = tokens.clone();
      for (int n = random.nextInt(3); n >= 0; n--) {
        changed[random.nextInt(changed.length)] =
            random.nextBoolean()
                ? words.get(random.nextInt(words.size()))
                : tokens[random.nextInt(tokens.length)];
      }
      byte[] text = String.join("", changed).getBytes(StandardCharsets.UTF_8);
      ByteBuffer bytes =
          ByteBuffer.allocate(8 + text.length + whole.length - 8 - header)
              .order(ByteOrder.LITTLE_ENDIAN);
      bytes.putLong(text.length).put(text).put(whole, 8 + header, whole.length - 8 - header);
      read(file, bytes.array());
    }
    assertCounts(CASES);
  }

  private byte[] published() throws IOException {
    Path file = folder.resolve("sound.pt");
    CheckpointWriter.write(TinyCheckpoints.small(), TinyCheckpoints.SPEC, file);
    return Files.readAllBytes(file);
  }

  private void read(Path file, byte[] bytes) throws IOException {
    Files.write(file, bytes);
    long before = AllocationMeter.bytes();
    boolean sound = false;
    try {
      Checkpoint checkpoint = CheckpointReader.read(file);
      // What loads is whole: this is what keeps the native engine from seeing a wrong shape.
      assertEquals(
          GeneratorLayout.shapes(checkpoint.spec()).keySet(), checkpoint.generator().keySet());
      checkpoint.options();
      loaded++;
      sound = true;
      if (loaded % 10 == 0) {
        // Writing reads what was left in the file, which may be damaged, too.
        CheckpointWriter.write(checkpoint, file.resolveSibling("again.safetensors"));
        CheckpointWriter.write(checkpoint, file.resolveSibling("again.pt"));
      }
    } catch (CheckpointException e) {
      CheckpointAssert.assertOneLine(file, e);
      refused += sound ? 0 : 1;
    }
    long allocated = AllocationMeter.bytes() - before;
    assertTrue(allocated < 100L * bytes.length + 8_000_000, "allocated " + allocated);
  }

  private void assertCounts(int cases) {
    assertEquals(cases, loaded + refused);
    // Damage to what is read late or not at all leaves a file that loads; most does not.
    assertTrue(loaded > cases / 200 && refused > cases / 10, loaded + " loaded");
  }

  private static byte[] mutate(Random random, byte[] original) {
    byte[] bytes = original.clone();
    for (int n = random.nextInt(3); n >= 0; n--) {
      bytes = mutateOnce(random, bytes);
    }
    return bytes;
  }

  private static byte[] mutateOnce(Random random, byte[] bytes) {
    if (bytes.length < 16) {
      return bytes;
    }
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(6)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 3 -> {
        long lie = LIES[random.nextInt(LIES.length)];
        int width = 1 << random.nextInt(4);
        for (int i = 0; i < width && at + i < bytes.length; i++) {
          bytes[at + i] = (byte) (lie >>> (8 * i));
        }
      }
      case 4 -> {
        int length = random.nextInt(Math.min(64, bytes.length));
        System.arraycopy(
            bytes,
            random.nextInt(bytes.length - length),
            bytes,
            Math.min(at, bytes.length - length),
            length);
      }
      default -> {
        int length = random.nextInt(Math.min(32, bytes.length - at + 1));
        byte[] shorter = Arrays.copyOf(bytes, bytes.length - length);
        System.arraycopy(bytes, at + length, shorter, at, bytes.length - at - length);
        return shorter;
      }
    }
    return bytes;
  }
}
