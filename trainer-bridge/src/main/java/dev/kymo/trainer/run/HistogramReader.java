package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Follows the histograms of one tag in a run's TensorBoard files, the only place where a run keeps
 * them. Everything else in these files is skipped unread. At most {@value #MOST} are kept: when
 * there are more, every second one is forgotten. Used by one thread at a time.
 */
public final class HistogramReader {
  private static final int MOST = 512;
  private static final int CHUNK = 1 << 20;

  /** Larger records are pictures. */
  private static final int LARGEST_RECORD = 1 << 16;

  private static final int LENGTH_AND_CHECK = 12;
  private static final int CHECK = 4;

  private final Path folder;
  private final byte[] tag;
  private final List<Histogram> histograms = new ArrayList<>();
  private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
  private Optional<Path> current = Optional.empty();
  private long position;
  private long perKept = 1;
  private long seen;

  /** Histograms of a tag, such as {@code frequencies}. */
  public HistogramReader(RunDirectory run, String tag) {
    this.folder = run.tensorboard();
    this.tag = tag.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * How values were distributed at a step: {@code counts.get(i)} values lie below {@code
   * limits.get(i)} and not below the limit before; the first bucket begins at {@code min}.
   *
   * @param step steps done
   * @param min the smallest value
   * @param limits upper ends of the buckets, rising
   * @param counts as many
   */
  public record Histogram(long step, double min, List<Double> limits, List<Double> counts) {
    /** Keeps immutable copies. */
    public Histogram {
      limits = List.copyOf(limits);
      counts = List.copyOf(counts);
      if (limits.size() != counts.size()) {
        throw new IllegalArgumentException("A histogram needs as many counts as limits.");
      }
    }
  }

  /** What is kept, in order of the steps. */
  public List<Histogram> histograms() {
    return List.copyOf(histograms);
  }

  /**
   * Reads what has come since the last call. A record that is not complete yet waits for the next.
   *
   * @return whether there was anything new
   * @throws FileException with a sentence, when a file cannot be read
   */
  public boolean poll() throws FileException {
    boolean news = false;
    for (Path file : files()) {
      int order = current.map(path -> file.compareTo(path)).orElse(1);
      if (order < 0) {
        continue;
      }
      if (order > 0) {
        current = Optional.of(file);
        position = 0;
      }
      news |= follow(file);
    }
    return news;
  }

  /** Their names begin with the time at which they were started. */
  private List<Path> files() throws FileException {
    List<Path> files = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return files;
    }
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*tfevents*")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw FileException.reading(folder, e);
    }
    Collections.sort(files);
    return files;
  }

  private boolean follow(Path file) throws FileException {
    boolean news = false;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      buffer.limit(0);
      long base = position;
      while (size - position >= LENGTH_AND_CHECK) {
        if (position - base + LENGTH_AND_CHECK > buffer.limit()) {
          base = position;
          fill(channel, base);
        }
        long length = buffer.getLong((int) (position - base));
        long end = position + LENGTH_AND_CHECK + length + CHECK;
        if (length < 0 || end > size) {
          return news;
        }
        if (length <= LARGEST_RECORD) {
          if (end - base > buffer.limit()) {
            base = position;
            fill(channel, base);
          }
          int from = (int) (position - base) + LENGTH_AND_CHECK;
          news |= take(buffer.slice(from, (int) length).order(ByteOrder.LITTLE_ENDIAN));
        }
        position = end;
        if (position - base > buffer.limit()) {
          base = position;
          buffer.limit(0);
        }
      }
      return news;
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private void fill(FileChannel channel, long from) throws IOException {
    buffer.clear();
    while (buffer.hasRemaining() && channel.read(buffer, from + buffer.position()) > 0) {
      // Until it is full, or the file is at its end.
    }
    buffer.flip();
  }

  /** An Event: its step (2), its version (3), or a summary (5). */
  private boolean take(ByteBuffer event) {
    long step = 0;
    boolean first = false;
    Optional<ByteBuffer> summary = Optional.empty();
    try {
      while (event.hasRemaining()) {
        long key = varint(event);
        if (key == (2 << 3)) {
          step = varint(event);
        } else if (key == (5 << 3 | 2)) {
          summary = Optional.of(bytes(event));
        } else {
          first |= key == (3 << 3 | 2);
          skip(event, key);
        }
      }
      if (first) {
        // A trainer starts: it does again what an earlier one did after this step.
        long start = step;
        return histograms.removeIf(h -> h.step() > start);
      }
      return summary.isPresent() && takeSummary(step, summary.get());
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // Not ours, or damaged: TensorBoard passes over it as well.
      return false;
    }
  }

  private boolean takeSummary(long step, ByteBuffer summary) {
    while (summary.hasRemaining()) {
      long key = varint(summary);
      if (key != (1 << 3 | 2)) {
        skip(summary, key);
        continue;
      }
      ByteBuffer value = bytes(summary);
      Optional<ByteBuffer> histogram = Optional.empty();
      boolean ours = false;
      while (value.hasRemaining()) {
        long field = varint(value);
        if (field == (1 << 3 | 2)) {
          ours = bytes(value).equals(ByteBuffer.wrap(tag));
          if (!ours) {
            break;
          }
        } else if (field == (5 << 3 | 2)) {
          histogram = Optional.of(bytes(value));
        } else {
          skip(value, field);
        }
      }
      if (ours && histogram.isPresent()) {
        keep(histogram(step, histogram.get()));
        return true;
      }
    }
    return false;
  }

  private static Histogram histogram(long step, ByteBuffer message) {
    double min = 0;
    List<Double> limits = List.of();
    List<Double> counts = List.of();
    while (message.hasRemaining()) {
      long key = varint(message);
      if (key == (1 << 3 | 1)) {
        min = message.getDouble();
      } else if (key == (6 << 3 | 2)) {
        limits = reals(bytes(message));
      } else if (key == (7 << 3 | 2)) {
        counts = reals(bytes(message));
      } else {
        skip(message, key);
      }
    }
    return new Histogram(step, min, limits, counts);
  }

  private static List<Double> reals(ByteBuffer packed) {
    List<Double> values = new ArrayList<>(packed.remaining() / Double.BYTES);
    while (packed.remaining() >= Double.BYTES) {
      values.add(packed.getDouble());
    }
    return values;
  }

  private void keep(Histogram histogram) {
    if (seen++ % perKept != 0) {
      return;
    }
    if (histograms.size() == MOST) {
      List<Histogram> half = new ArrayList<>();
      for (int i = 0; i < MOST; i += 2) {
        half.add(histograms.get(i));
      }
      histograms.clear();
      histograms.addAll(half);
      perKept *= 2;
    }
    histograms.add(histogram);
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = in.get();
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("A number without an end.");
  }

  private static ByteBuffer bytes(ByteBuffer in) {
    long length = varint(in);
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = in.slice(in.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + (int) length);
    return part;
  }

  private static void skip(ByteBuffer in, long key) {
    switch ((int) (key & 7)) {
      case 0 -> varint(in);
      case 1 -> in.getDouble();
      case 2 -> bytes(in);
      case 5 -> in.getFloat();
      default -> throw new IllegalArgumentException("An unknown kind of field.");
    }
  }
}
