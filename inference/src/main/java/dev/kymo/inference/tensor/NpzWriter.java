package dev.kymo.inference.tensor;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a .npz file array by array. One array after another is begun, each with its whole shape,
 * and filled piece by piece, so that an array larger than the memory can be written. The file
 * appears under its name at {@link #finish} and not before; {@link #close} without it leaves no
 * trace. The same arrays give the same bytes.
 */
public final class NpzWriter implements AutoCloseable {
  /** The first moment a zip can name: a fixed one keeps files reproducible. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final PendingFile file;
  private final ZipOutputStream zip;
  private final Set<String> names = new HashSet<>();
  private final byte[] chunk = new byte[1 << 16];
  private String current;
  private long missing;

  private NpzWriter(PendingFile file) {
    this.file = file;
    this.zip =
        new ZipOutputStream(
            new BufferedOutputStream(Channels.newOutputStream(file.channel()), 1 << 16));
    // Floats hardly shrink, and a zip's stored entries need a checksum before their first byte.
    zip.setLevel(Deflater.NO_COMPRESSION);
  }

  /**
   * Starts a file.
   *
   * @throws FileException when nothing can be written there
   */
  public static NpzWriter create(Path target) throws FileException {
    return new NpzWriter(PendingFile.open(target));
  }

  /** Writes a whole array. */
  public void write(String name, HostTensor tensor) throws FileException {
    begin(name, tensor.dtype(), tensor.shape());
    append(tensor.data());
  }

  /**
   * Begins an array, whose elements then follow by {@link #append}.
   *
   * @param name not used before in this file
   * @param dtype the element type, not bfloat16
   * @param shape sizes, each 0 or more
   * @throws IllegalStateException when the array before it is not full
   */
  public void begin(String name, DType dtype, long... shape) throws FileException {
    requireFull();
    long bytes = Math.multiplyExact(HostTensor.count(shape), (long) dtype.bytes());
    byte[] header = NpyHeader.format(dtype, shape);
    if (name.isEmpty() || !names.add(name)) {
      throw new IllegalArgumentException(
          "an array is already named '" + name + "', or has no name");
    }
    try {
      ZipEntry entry = new ZipEntry(name + ".npy");
      entry.setTimeLocal(NO_TIME);
      zip.putNextEntry(entry);
      zip.write(header);
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    current = name;
    missing = bytes;
  }

  /** Appends elements of the array's type, little-endian, from position to limit. */
  public void append(ByteBuffer elements) throws FileException {
    int bytes = elements.remaining();
    if (bytes > missing) {
      throw new IllegalStateException(
          "array " + current + " lacks " + missing + " bytes, but gets " + bytes);
    }
    ByteBuffer source = elements.duplicate();
    try {
      while (source.hasRemaining()) {
        int length = Math.min(source.remaining(), chunk.length);
        source.get(chunk, 0, length);
        zip.write(chunk, 0, length);
      }
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    missing -= bytes;
  }

  /** Appends elements to a float32 array. */
  public void append(float... elements) throws FileException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * Math.min(elements.length, 1 << 14));
    bytes.order(ByteOrder.LITTLE_ENDIAN);
    for (int from = 0; from < elements.length; from += bytes.capacity() / 4) {
      int length = Math.min(elements.length - from, bytes.capacity() / 4);
      bytes.asFloatBuffer().put(elements, from, length);
      append(bytes.limit(4 * length));
    }
  }

  /**
   * Completes the file and moves it into place.
   *
   * @throws IllegalStateException when the last array is not full
   */
  public void finish() throws FileException {
    requireFull();
    try {
      zip.finish();
      zip.flush();
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
    file.commit();
  }

  private void requireFull() {
    if (missing > 0) {
      throw new IllegalStateException("array " + current + " lacks " + missing + " bytes");
    }
  }

  /** Discards what was written, unless it was finished. */
  @Override
  public void close() throws FileException {
    try (file) {
      // Also frees the deflater's memory; what it still writes goes where it is discarded.
      zip.close();
    } catch (FileException e) {
      throw e;
    } catch (IOException e) {
      throw FileException.writing(file.target(), e);
    }
  }
}
