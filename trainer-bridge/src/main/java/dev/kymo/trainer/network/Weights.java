package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * The learned tensors of a network by published name, float32, as one phase of a step computes with
 * them: plain, or as leaves that gradients are asked for.
 */
public final class Weights {
  private final Map<String, NDArray> tensors;

  /** Weights by name; the map is not copied. */
  public Weights(Map<String, NDArray> tensors) {
    this.tensors = tensors;
  }

  /**
   * One tensor.
   *
   * @throws IllegalArgumentException when the network has none of that name
   */
  public NDArray get(String name) {
    NDArray tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the network has no weight " + name);
    }
    return tensor;
  }

  NDArray weight(String layer) {
    return get(layer + ".weight");
  }

  NDArray bias(String layer) {
    return get(layer + ".bias");
  }
}
