package dev.kymo.inference.tensor;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A safetensors file: 8 bytes of little-endian header length, a JSON header that gives each
 * tensor's type, shape and place, and the elements. Everything that the header claims is checked
 * when it is opened; elements are read on demand, so files may be larger than memory.
 */
public final class SafetensorsFile {
  /** Largest header that is accepted, as in the reference implementation. */
  static final int MAX_HEADER = 100_000_000;

  private final Map<String, String> metadata;
  private final Map<String, StoredTensor> tensors;

  private SafetensorsFile(Map<String, String> metadata, Map<String, StoredTensor> tensors) {
    this.metadata = metadata;
    this.tensors = tensors;
  }

  /** The strings of {@code __metadata__}, in the header's order; unmodifiable. */
  public Map<String, String> metadata() {
    return metadata;
  }

  /** The tensors by name, in the header's order; unmodifiable. */
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  /**
   * Opens a file and checks its whole header.
   *
   * @throws TensorFileException when it cannot be read or is not sound
   */
  public static SafetensorsFile open(Path path) throws TensorFileException {
    return open(FileSnapshot.of(path));
  }

  /** The same, of a file that has been looked at already. */
  public static SafetensorsFile open(FileSnapshot file) throws TensorFileException {
    if (file.size() < 10) {
      throw new TensorFileException(
          file.path(), "is too short for a safetensors file: " + file.size() + " bytes");
    }
    long length = file.read(0, 8).getLong();
    if (length < 2 || length > MAX_HEADER || length > file.size() - 8) {
      throw new TensorFileException(
          file.path(),
          "claims a header of %s bytes in a file of %d bytes"
              .formatted(Long.toUnsignedString(length), file.size()));
    }
    SafetensorsHeader header =
        SafetensorsHeader.parse(file.path(), decode(file, file.read(8, (int) length)));
    long start = 8 + length;
    checkPlaces(file, header.entries(), file.size() - start);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    header
        .entries()
        .forEach((name, entry) -> tensors.put(name, new Located(file, start, name, entry)));
    return new SafetensorsFile(
        Collections.unmodifiableMap(header.metadata()), Collections.unmodifiableMap(tensors));
  }

  /**
   * Writes a file atomically, tensors in the map's order.
   *
   * @throws IOException when a tensor cannot be read or the file cannot be written; an existing
   *     file is then untouched
   */
  public static void write(
      Path path, Map<String, ? extends StoredTensor> tensors, Map<String, String> metadata)
      throws IOException {
    byte[] header = SafetensorsHeader.encode(tensors, metadata);
    if (header.length > MAX_HEADER) {
      throw new TensorFileException(path, "would need a header of " + header.length + " bytes");
    }
    try (PendingFile pending = PendingFile.open(path)) {
      ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      ChannelOutput out = new ChannelOutput(pending.channel());
      out.write(length.putLong(header.length).flip());
      out.write(ByteBuffer.wrap(header));
      for (StoredTensor tensor : tensors.values()) {
        out.write(tensor.load().data());
      }
      pending.commit();
    } catch (IOException e) {
      throw FileException.writing(path, e);
    }
  }

  private static String decode(FileSnapshot file, ByteBuffer header) throws TensorFileException {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .onUnmappableCharacter(CodingErrorAction.REPORT)
          .decode(header)
          .toString();
    } catch (CharacterCodingException e) {
      throw new TensorFileException(file.path(), "its header is not UTF-8 text", e);
    }
  }

  private static void checkPlaces(
      FileSnapshot file, Map<String, SafetensorsHeader.Entry> entries, long size)
      throws TensorFileException {
    List<Map.Entry<String, SafetensorsHeader.Entry>> byPlace = new ArrayList<>(entries.entrySet());
    byPlace.sort(
        Comparator.comparingLong(
                (Map.Entry<String, SafetensorsHeader.Entry> e) -> e.getValue().begin())
            .thenComparingLong(e -> e.getValue().end()));
    long previousEnd = 0;
    for (Map.Entry<String, SafetensorsHeader.Entry> named : byPlace) {
      SafetensorsHeader.Entry entry = named.getValue();
      if (entry.end() > size) {
        throw new TensorFileException(
            file.path(),
            "tensor '%s' ends at byte %d of %d: the file is cut short or its header is wrong"
                .formatted(named.getKey(), entry.end(), size));
      }
      if (entry.begin() < previousEnd) {
        throw new TensorFileException(
            file.path(), "tensor '%s' overlaps another one".formatted(named.getKey()));
      }
      previousEnd = entry.end();
    }
  }

  private record Located(FileSnapshot file, long start, String name, SafetensorsHeader.Entry entry)
      implements StoredTensor {
    @Override
    public DType dtype() {
      return entry.dtype();
    }

    @Override
    public long[] shape() {
      return entry.shape().stream().mapToLong(Long::longValue).toArray();
    }

    @Override
    public HostTensor load() throws IOException {
      long length = entry.end() - entry.begin();
      if (length > Integer.MAX_VALUE - 8) {
        throw new TensorFileException(
            file.path(), "tensor '%s' is larger than the limit of 2 GiB".formatted(name));
      }
      return HostTensor.wrap(dtype(), shape(), file.read(start + entry.begin(), (int) length));
    }
  }
}
