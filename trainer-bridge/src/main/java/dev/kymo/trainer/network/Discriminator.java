package dev.kymo.trainer.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Map;

/** Tells real from generated (docs/model.md section 4). Holds no weights of its own. */
public interface Discriminator {

  /** The shape of every tensor of its state dict by name, in the published order. */
  Map<String, long[]> shapes();

  /**
   * Judges a batch.
   *
   * @param weights all learned tensors of {@link #shapes}
   * @param type of convolutions and activations; heads are float32
   * @return logits (N, 1) float32 in the scope, larger for real
   */
  NDArray logits(NDManager scope, Weights weights, Judged judged, ComputeType type);
}
