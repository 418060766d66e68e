package dev.kymo.inference.latents;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.SafetensorsFile;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tensors in a .safetensors file. */
final class SafetensorsStore implements TensorStore {

  @Override
  public Map<String, HostTensor> read(Path file) throws FileException {
    try {
      Map<String, HostTensor> tensors = new LinkedHashMap<>();
      for (Map.Entry<String, StoredTensor> stored :
          SafetensorsFile.open(file).tensors().entrySet()) {
        // Whatever else a file holds is none of ours.
        if (LatentsFile.isOurs(stored.getKey())) {
          tensors.put(stored.getKey(), stored.getValue().load());
        }
      }
      return tensors;
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  @Override
  public void write(Path file, Map<String, HostTensor> tensors) throws FileException {
    Map<String, StoredTensor> stored = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> stored.put(name, StoredTensor.of(tensor)));
    try {
      SafetensorsFile.write(file, stored, Map.of("format", "kymo-latents"));
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }
}
