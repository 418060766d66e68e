package dev.kymo.inference.latents;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import dev.kymo.inference.tensor.NpzReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors in a .npz file. */
final class NpzStore implements TensorStore {

  @Override
  public Map<String, HostTensor> read(Path file) throws FileException {
    try (NpzReader reader = NpzReader.open(file)) {
      Map<String, HostTensor> tensors = new LinkedHashMap<>();
      for (String name : reader.names()) {
        // Whatever else a file holds, such as the text that a script put there, is none of ours.
        if (LatentsFile.isOurs(name)) {
          tensors.put(name, reader.read(name));
        }
      }
      return tensors;
    }
  }

  @Override
  public void write(Path file, Map<String, HostTensor> tensors) throws FileException {
    NpzFile.write(file, tensors);
  }
}
