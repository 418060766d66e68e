package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Writes a TensorBoard event file: records framed by their length and masked CRC32C, each holding
 * an {@code Event} message (see {@code docs/decisions/0004-write-tensorboard-files.md}). Every
 * trainer of a run writes a file of its own; TensorBoard joins them. Used by one thread at a time.
 */
public final class TensorBoardLog implements AutoCloseable {
  private static final String VERSION = "brain.Event:2";
  private static final int BUCKETS = 64;

  private final Path file;

  /** The type of tensors of strings, DT_STRING of TensorFlow. */
  private static final int STRINGS = 7;

  private final FileChannel channel;

  private TensorBoardLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Starts a file.
   *
   * @param step that the trainer starts at: what earlier files say of later steps is void
   * @throws FileException with a sentence
   */
  public static TensorBoardLog open(RunDirectory run, long step) throws FileException {
    long now = System.currentTimeMillis();
    String name =
        String.format(
            Locale.ROOT,
            "events.out.tfevents.%d.%03d.%s.%d",
            now / 1000,
            now % 1000,
            RunStatus.thisHost(),
            ProcessHandle.current().pid());
    Path file = run.tensorboard().resolve(name);
    try {
      TensorBoardLog log =
          new TensorBoardLog(
              file, FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
      log.write(event(step).text(3, VERSION));
      if (step > 0) {
        // SessionLog.START makes TensorBoard drop the steps that are done again.
        log.write(event(step).message(7, new ProtoMessage().number(1, 1)));
      }
      return log;
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  private static ProtoMessage event(long step) {
    return new ProtoMessage().real(1, System.currentTimeMillis() / 1e3).number(2, step);
  }

  /** Appends numbers by tag, such as {@code loss/generator}. */
  public void scalars(long step, Map<String, Double> values) throws FileException {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(
        (tag, value) ->
            summary.message(1, new ProtoMessage().text(1, tag).real(2, (float) (double) value)));
    append(step, summary);
  }

  /** Appends a text, which TensorBoard shows among the texts. */
  public void text(long step, String tag, String text) throws FileException {
    ProtoMessage plugin = new ProtoMessage().message(1, new ProtoMessage().text(1, "text"));
    ProtoMessage shape = new ProtoMessage().message(2, new ProtoMessage().number(1, 1));
    ProtoMessage tensor = new ProtoMessage().number(1, STRINGS).message(2, shape).text(8, text);
    append(
        step,
        new ProtoMessage()
            .message(1, new ProtoMessage().text(1, tag).message(9, plugin).message(8, tensor)));
  }

  /** Appends a PNG image. */
  public void image(long step, String tag, int width, int height, byte[] png) throws FileException {
    int rgb = 3;
    ProtoMessage image =
        new ProtoMessage().number(1, height).number(2, width).number(3, rgb).bytes(4, png);
    append(step, new ProtoMessage().message(1, new ProtoMessage().text(1, tag).message(4, image)));
  }

  /**
   * Appends a histogram.
   *
   * @param values at least one, finite
   */
  public void histogram(long step, String tag, float[] values) throws FileException {
    append(
        step,
        new ProtoMessage()
            .message(1, new ProtoMessage().text(1, tag).message(5, histogram(values))));
  }

  private static ProtoMessage histogram(float[] values) {
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = sorted[0];
    double high = sorted[sorted.length - 1];
    double width = high > low ? (high - low) / BUCKETS : 1;
    double[] limits = new double[BUCKETS];
    double[] counts = new double[BUCKETS];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < BUCKETS; i++) {
      limits[i] = low + (i + 1) * width;
    }
    for (float value : sorted) {
      counts[Math.min(BUCKETS - 1, (int) ((value - low) / width))]++;
      sum += value;
      squares += (double) value * value;
    }
    return new ProtoMessage()
        .real(1, low)
        .real(2, high)
        .real(3, (double) sorted.length)
        .real(4, sum)
        .real(5, squares)
        .reals(6, limits)
        .reals(7, counts);
  }

  private void append(long step, ProtoMessage summary) throws FileException {
    try {
      write(event(step).message(5, summary));
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  /** Length, its checksum, the message, its checksum. */
  private void write(ProtoMessage event) throws IOException {
    byte[] data = event.toBytes();
    byte[] length = new byte[Long.BYTES];
    ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).putLong(data.length);
    ByteBuffer record = ByteBuffer.allocate(16 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    record.put(length).putInt(masked(length));
    record.put(data).putInt(masked(data)).flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  private static int masked(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    int value = (int) crc.getValue();
    return ((value >>> 15) | (value << 17)) + 0xa282ead8;
  }

  @Override
  public void close() throws FileException {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }
}
