package dev.kymo.inference.tensor;

import dev.kymo.inference.file.FileException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * An open .npz file: a zip of .npy arrays, stored or deflated. An array is read, and only then
 * judged, when it is asked for by name. Lengths are compared with the shape, with the file and with
 * a budget before anything is allocated; checksums are verified.
 */
public final class NpzReader implements AutoCloseable {
  private static final String ENDING = ".npy";

  /** Deflate cannot pack tighter than 1:1032, so whoever claims more is lying. */
  private static final long DEFLATE_LIMIT = 1032;

  private final Path file;
  private final ZipFile zip;
  private final long fileBytes;
  private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
  private long budget;

  private NpzReader(Path file, ZipFile zip, long fileBytes, long budget) {
    this.file = file;
    this.zip = zip;
    this.fileBytes = fileBytes;
    this.budget = budget;
  }

  /** Opens a file whose arrays may take half of the Java heap together. */
  public static NpzReader open(Path file) throws FileException {
    return open(file, Runtime.getRuntime().maxMemory() / 2);
  }

  /**
   * Opens a file.
   *
   * @param budget the most bytes that all arrays read may take together
   * @throws FileException when it is no zip, or holds two arrays of the same name
   */
  public static NpzReader open(Path file, long budget) throws FileException {
    if (Files.isDirectory(file)) {
      throw new FileException(file + " cannot be read: it is a folder.");
    }
    try {
      long bytes = Files.size(file);
      ZipFile zip = new ZipFile(file.toFile());
      NpzReader reader = new NpzReader(file, zip, bytes, budget);
      try {
        reader.list();
      } catch (IOException | RuntimeException e) {
        zip.close();
        throw e;
      }
      return reader;
    } catch (ZipException | IllegalArgumentException e) {
      // ZipFile reports a name in no known encoding as an IllegalArgumentException.
      throw new FileException(file + " is not a whole .npz file: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private void list() throws FileException {
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (!name.endsWith(ENDING)) {
        continue;
      }
      String array = name.substring(0, name.length() - ENDING.length());
      if (entries.put(array, entry) != null) {
        throw new FileException(file + " holds two arrays named " + array + ".");
      }
    }
  }

  /** The names of the arrays, in the file's order, whether or not they can be read. */
  public Set<String> names() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /**
   * Reads one array, in C order whatever its order in the file.
   *
   * @throws FileException when there is none of this name, it is damaged, holds text, records,
   *     complex or big-endian numbers, or does not fit the budget
   */
  public HostTensor read(String name) throws FileException {
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new FileException(file + " holds no array " + name + ".");
    }
    try {
      CheckedInputStream in =
          new CheckedInputStream(new BufferedInputStream(open(entry), 1 << 16), new CRC32());
      try (in) {
        NpyHeader header = NpyHeader.read(in);
        DType dtype = header.dtype();
        byte[] data = new byte[checkedSize(entry, header, dtype)];
        if (in.readNBytes(data, 0, data.length) < data.length || in.read() >= 0) {
          throw new NpyFormatException("is shorter or longer than the file says");
        }
        if (entry.getCrc() != in.getChecksum().getValue()) {
          throw new NpyFormatException("is damaged: its checksum does not match");
        }
        long[] shape = header.shape();
        ByteBuffer bytes =
            header.fortranOrder()
                ? FortranOrder.toRowMajor(data, shape, dtype.bytes())
                : ByteBuffer.wrap(data);
        return HostTensor.wrap(dtype, shape, bytes);
      }
    } catch (NpyFormatException e) {
      throw new FileException(file + ": the array " + name + " " + e.getMessage() + ".", e);
    } catch (ZipException e) {
      throw new FileException(
          file + ": the array " + name + " is damaged: " + e.getMessage() + ".", e);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private InputStream open(ZipEntry entry) throws IOException {
    InputStream in = zip.getInputStream(entry);
    if (in == null) {
      throw new NpyFormatException("is listed but not there");
    }
    return in;
  }

  private int checkedSize(ZipEntry entry, NpyHeader header, DType dtype) throws NpyFormatException {
    long bytes;
    try {
      bytes = Math.multiplyExact(HostTensor.count(header.shape()), (long) dtype.bytes());
    } catch (ArithmeticException | IllegalArgumentException e) {
      throw new NpyFormatException("has an impossible shape", e);
    }
    if (entry.getSize() - header.bytes() != bytes) {
      throw new NpyFormatException(
          "should take "
              + bytes
              + " bytes by its shape, but takes "
              + (entry.getSize() - header.bytes()));
    }
    boolean impossible =
        entry.getCompressedSize() > fileBytes
            || entry.getSize() / DEFLATE_LIMIT > entry.getCompressedSize();
    if (impossible) {
      throw new NpyFormatException("claims more bytes than the file can hold");
    }
    if (bytes > Integer.MAX_VALUE - 16) {
      throw new NpyFormatException(
          "takes " + bytes + " bytes, more than the 2 GiB that Kymo reads");
    }
    if (bytes > budget) {
      throw new NpyFormatException(
          "takes " + bytes + " bytes, more than the memory that is left for it (" + budget + ")");
    }
    budget -= bytes;
    return (int) bytes;
  }

  /** Closes the file; arrays already read stay valid. */
  @Override
  public void close() throws FileException {
    try {
      zip.close();
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }
}
