package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.tensor.HostTensor;
import java.util.Map;

/**
 * Named parameters of a generator on their way from the checkpoint to the device. Shapes were
 * checked against the spec when the checkpoint was read.
 */
final class Parameters {
  private final Map<String, HostTensor> tensors;
  private final Compute compute;
  private final NDManager scope;

  /**
   * Parameters that will live in a scope.
   *
   * @param scope the model's scope; everything loaded is freed with it
   */
  Parameters(Map<String, HostTensor> tensors, Compute compute, NDManager scope) {
    this.tensors = tensors;
    this.compute = compute;
    this.scope = scope;
  }

  Compute compute() {
    return compute;
  }

  Kernels kernels() {
    return compute.kernels();
  }

  NDManager scope() {
    return scope;
  }

  boolean has(String name) {
    return tensors.containsKey(name);
  }

  /** The values on the host, as float32. */
  float[] values(String name) {
    HostTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the checkpoint has no " + name);
    }
    return tensor.toFloats();
  }

  /** A parameter as it is, in the model's scope. */
  NDArray load(String name) {
    return upload(scope, name);
  }

  /** An equalised dense weight (O, I), scaled by lr / sqrt(I). */
  NDArray dense(String name, double lr) {
    try (NDManager temporary = compute.newScope()) {
      return kernels().call(scope, "scaled_dense", upload(temporary, name), lr);
    }
  }

  /** A bias times its learning rate. */
  NDArray bias(String name, double lr) {
    float[] values = values(name);
    for (int i = 0; i < values.length; i++) {
      values[i] *= (float) lr;
    }
    return compute.upload(scope, values, values.length);
  }

  /** An equalised convolution weight (O, I, k, k), divided by sqrt(I k k), in a scope. */
  NDArray convolution(NDManager target, String name) {
    try (NDManager temporary = compute.newScope()) {
      return kernels().call(target, "scaled_weight", upload(temporary, name));
    }
  }

  private NDArray upload(NDManager target, String name) {
    return compute.upload(target, values(name), tensors.get(name).shape());
  }
}
