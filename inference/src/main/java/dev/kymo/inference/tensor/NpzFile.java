package dev.kymo.inference.tensor;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Whole .npz files at once; {@link NpzReader} and {@link NpzWriter} go array by array. */
public final class NpzFile {
  private NpzFile() {}

  /**
   * Reads every array, in the file's order.
   *
   * @throws FileException when the file or one of its arrays cannot be read, or does not fit the
   *     memory
   */
  public static Map<String, HostTensor> read(Path file) throws FileException {
    try (NpzReader reader = NpzReader.open(file)) {
      Map<String, HostTensor> arrays = new LinkedHashMap<>();
      for (String name : reader.names()) {
        arrays.put(name, reader.read(name));
      }
      return arrays;
    }
  }

  /**
   * Writes these arrays in the map's order; an older file is replaced at the end, whole.
   *
   * @throws FileException when it cannot be written; nothing is left then
   */
  public static void write(Path file, Map<String, HostTensor> arrays) throws FileException {
    try (NpzWriter writer = NpzWriter.create(file)) {
      for (Map.Entry<String, HostTensor> array : arrays.entrySet()) {
        writer.write(array.getKey(), array.getValue());
      }
      writer.finish();
    }
  }
}
