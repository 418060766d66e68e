package dev.kymo.inference.latents;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.tensor.HostTensor;
import java.nio.file.Path;
import java.util.Map;

/** A file format that holds named tensors. */
interface TensorStore {

  /** All tensors of a file, in its order. */
  Map<String, HostTensor> read(Path file) throws FileException;

  /** Writes these tensors, whole or not at all. */
  void write(Path file, Map<String, HostTensor> tensors) throws FileException;
}
