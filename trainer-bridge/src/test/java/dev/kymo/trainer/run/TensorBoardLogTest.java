package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written, read back by another parser and another checksum. */
class TensorBoardLogTest {
  @TempDir private Path dir;
  private RunDirectory run;

  @BeforeEach
  void create() throws IOException {
    run = RunDirectory.create(dir.resolve("run"), Runs.options(Runs.schedule(10)));
  }

  /** CRC-32C bit by bit, from its polynomial. */
  private static int checksum(byte[] bytes) {
    int crc = -1;
    for (byte b : bytes) {
      crc ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        crc = crc >>> 1 ^ (0x82F63B78 & -(crc & 1));
      }
    }
    int value = ~crc;
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }

  private List<UnknownFieldSet> records() throws IOException {
    byte[] all;
    try (Stream<Path> files = Files.list(run.tensorboard())) {
      all = Files.readAllBytes(files.findFirst().orElseThrow());
    }
    ByteBuffer bytes = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    List<UnknownFieldSet> records = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertEquals(checksum(length), bytes.getInt());
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      assertEquals(checksum(data), bytes.getInt());
      records.add(UnknownFieldSet.parseFrom(data));
    }
    return records;
  }

  private static UnknownFieldSet nested(UnknownFieldSet set, int field) throws IOException {
    return UnknownFieldSet.parseFrom(set.getField(field).getLengthDelimitedList().get(0));
  }

  private static double real(UnknownFieldSet set, int field) {
    return Double.longBitsToDouble(set.getField(field).getFixed64List().get(0));
  }

  @Test
  void theChecksumIsTheKnownOne() {
    byte[] known = "123456789".getBytes(StandardCharsets.US_ASCII);
    int crc = 0xE3069283;
    assertEquals(((crc >>> 15) | (crc << 17)) + 0xa282ead8, checksum(known));
  }

  @Test
  void scalarsImagesAndHistogramsReadBack() throws IOException {
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 0, -1};
    try (TensorBoardLog log = TensorBoardLog.open(run, 300)) {
      log.scalars(301, Map.of("loss/generator", 0.75));
      log.image(302, "samples", 128, 32, png);
      log.histogram(303, "frequencies", new float[] {-2, -1, -1, 6});
    }
    List<UnknownFieldSet> records = records();
    assertEquals(5, records.size());
    assertEquals(
        ByteString.copyFromUtf8("brain.Event:2"),
        records.get(0).getField(3).getLengthDelimitedList().get(0));
    assertEquals(1, nested(records.get(1), 7).getField(1).getVarintList().get(0));
    assertEquals(300, records.get(1).getField(2).getVarintList().get(0));

    UnknownFieldSet scalar = nested(nested(records.get(2), 5), 1);
    assertEquals(301, records.get(2).getField(2).getVarintList().get(0));
    assertEquals(
        "loss/generator", scalar.getField(1).getLengthDelimitedList().get(0).toStringUtf8());
    assertEquals(0.75f, Float.intBitsToFloat(scalar.getField(2).getFixed32List().get(0)));

    UnknownFieldSet image = nested(nested(nested(records.get(3), 5), 1), 4);
    assertEquals(32, image.getField(1).getVarintList().get(0));
    assertEquals(128, image.getField(2).getVarintList().get(0));
    assertArrayEquals(png, image.getField(4).getLengthDelimitedList().get(0).toByteArray());

    UnknownFieldSet histogram = nested(nested(nested(records.get(4), 5), 1), 5);
    assertEquals(-2, real(histogram, 1));
    assertEquals(6, real(histogram, 2));
    assertEquals(4, real(histogram, 3));
    assertEquals(2, real(histogram, 4));
    assertEquals(42, real(histogram, 5));
    ByteBuffer limits = packed(histogram, 6);
    ByteBuffer counts = packed(histogram, 7);
    double sum = 0;
    for (int i = 0; i < 64; i++) {
      assertEquals(-2 + (i + 1) / 8.0, limits.getDouble(8 * i), 1e-12);
      sum += counts.getDouble(8 * i);
    }
    assertEquals(4, sum);
    assertEquals(2, counts.getDouble(8 * 8));
    assertEquals(1, counts.getDouble(8 * 63));
  }

  @Test
  void textsAreForThePluginOfTexts() throws IOException {
    try (TensorBoardLog log = TensorBoardLog.open(run, 0)) {
      log.text(300, "run/resumed", "Went on at step 300.");
    }
    UnknownFieldSet event = records().get(1);
    assertEquals(300, event.getField(2).getVarintList().get(0));
    UnknownFieldSet value = nested(nested(event, 5), 1);
    assertEquals("run/resumed", value.getField(1).getLengthDelimitedList().get(0).toStringUtf8());
    assertEquals(
        "text",
        nested(nested(value, 9), 1).getField(1).getLengthDelimitedList().get(0).toStringUtf8());
    UnknownFieldSet tensor = nested(value, 8);
    assertEquals(7, tensor.getField(1).getVarintList().get(0));
    assertEquals(1, nested(nested(tensor, 2), 2).getField(1).getVarintList().get(0));
    assertEquals(
        "Went on at step 300.", tensor.getField(8).getLengthDelimitedList().get(0).toStringUtf8());
  }

  private static ByteBuffer packed(UnknownFieldSet set, int field) {
    return ByteBuffer.wrap(set.getField(field).getLengthDelimitedList().get(0).toByteArray())
        .order(ByteOrder.LITTLE_ENDIAN);
  }
}
