package dev.kymo.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.network.Weights;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * One network in training: its learned tensors on the device, its constants on the host, and the
 * state of its optimiser. Adam as PyTorch computes it (docs/model.md section 5), in place.
 */
public final class TrainedNetwork {
  /** PyTorch's default. */
  private static final double EPSILON = 1e-8;

  private final Compute compute;
  private final Kernels kernels;
  private final NDManager scope;
  private final Map<String, HostTensor> initial;
  private final String[] learnedNames;
  private final NDArray[] learned;
  private final NDArray[] means;
  private final NDArray[] squares;
  private final NDArray[] steps;
  private final Weights plain;

  /**
   * Brings a network to the device.
   *
   * @param scope what it lives in
   * @param tensors its state dict in the published order, float32
   * @param isLearned tells what is learned from constants
   */
  public TrainedNetwork(
      Compute compute,
      Kernels kernels,
      NDManager scope,
      Map<String, HostTensor> tensors,
      Predicate<String> isLearned) {
    this.compute = compute;
    this.kernels = kernels;
    this.scope = scope;
    this.initial = tensors;
    learnedNames = tensors.keySet().stream().filter(isLearned).toArray(String[]::new);
    learned = new NDArray[learnedNames.length];
    means = new NDArray[learned.length];
    squares = new NDArray[learned.length];
    steps = new NDArray[learned.length];
    for (int i = 0; i < learned.length; i++) {
      HostTensor tensor = tensors.get(learnedNames[i]);
      learned[i] = own(tensor.toFloats(), tensor.shape());
      means[i] = own(new float[(int) tensor.count()], tensor.shape());
      squares[i] = own(new float[(int) tensor.count()], tensor.shape());
      steps[i] = own(new float[1]);
    }
    plain = named(learned);
  }

  /** Memory of the device's own: an upload on the CPU may share the host's. */
  private NDArray own(float[] values, long... shape) {
    try (NDArray shared = compute.upload(scope, values, shape)) {
      NDArray copy = shared.duplicate();
      copy.attach(scope);
      return copy;
    }
  }

  /** For generating without gradients. */
  public Weights plain() {
    return plain;
  }

  /** The learned tensors on the device, to be read. */
  public NDArray[] learned() {
    return learned;
  }

  /** The names of the learned tensors, in their order. */
  public String[] names() {
    return learnedNames.clone();
  }

  /** Leaves of the same memory, in the scope, that gradients can be asked for. */
  public NDArray[] leaves(NDManager phase) {
    return kernels.traceForList(phase, "leaves", (Object) learned);
  }

  /** Leaves by name. */
  public Weights named(NDArray[] leaves) {
    Map<String, NDArray> map = new LinkedHashMap<>();
    for (int i = 0; i < leaves.length; i++) {
      map.put(learnedNames[i], leaves[i]);
    }
    return new Weights(map);
  }

  /** One step of Adam. */
  public void update(
      NDManager phase, NDArray[] gradients, double rate, double beta1, double beta2) {
    kernels.call(
        phase, "adam", learned, gradients, means, squares, steps, rate, beta1, beta2, EPSILON);
  }

  /**
   * One step of Adam for some tensors.
   *
   * @param tensors places of theirs among {@link #names}
   * @param gradients of all tensors
   */
  public void update(
      NDManager phase,
      int[] tensors,
      NDArray[] gradients,
      double rate,
      double beta1,
      double beta2) {
    kernels.call(
        phase,
        "adam",
        at(learned, tensors),
        at(gradients, tensors),
        at(means, tensors),
        at(squares, tensors),
        at(steps, tensors),
        rate,
        beta1,
        beta2,
        EPSILON);
  }

  /**
   * One step of Muon for some matrices. The momentum lies where Adam's mean would. Calls for
   * different matrices may come from several threads.
   *
   * @param matrices places of tensors of shape (O, I) or (1, O, I, k, k) among {@link #names}
   * @param gradients of all tensors
   */
  public void updateOrthogonal(
      NDManager phase, int[] matrices, NDArray[] gradients, double rate, double momentum) {
    kernels.call(
        phase,
        "orthogonal_step",
        at(learned, matrices),
        at(gradients, matrices),
        at(means, matrices),
        at(steps, matrices),
        rate,
        momentum);
  }

  private static NDArray[] at(NDArray[] arrays, int[] indices) {
    return Arrays.stream(indices).mapToObj(i -> arrays[i]).toArray(NDArray[]::new);
  }

  /** average = decay * average + (1 - decay) * this, for the learned tensors of {@code average}. */
  public void averageInto(NDManager phase, TrainedNetwork average, double decay) {
    kernels.call(phase, "average", average.learned, learned, decay);
  }

  /** The state dict as it is now, copied to the host, in the published order. */
  public Map<String, HostTensor> tensors() {
    Map<String, HostTensor> now = new LinkedHashMap<>(initial);
    for (int i = 0; i < learned.length; i++) {
      now.put(learnedNames[i], host(learned[i], initial.get(learnedNames[i]).shape()));
    }
    return now;
  }

  /** The optimiser's state, copied to the host. */
  public OptimiserState optimiser() {
    OptimiserState.Moments[] moments = new OptimiserState.Moments[learned.length];
    for (int i = 0; i < moments.length; i++) {
      long[] shape = initial.get(learnedNames[i]).shape();
      moments[i] =
          new OptimiserState.Moments(
              (long) compute.download(steps[i])[0], host(means[i], shape), host(squares[i], shape));
    }
    return new OptimiserState(Arrays.asList(moments));
  }

  /** Puts an optimiser's state back. */
  public void restore(OptimiserState state) {
    try (NDManager temporary = scope.newSubManager()) {
      for (int i = 0; i < learned.length; i++) {
        OptimiserState.Moments moments = state.moments().get(i);
        set(temporary, steps[i], HostTensor.of(new float[] {moments.step()}));
        set(temporary, means[i], moments.mean());
        set(temporary, squares[i], moments.square());
      }
    }
  }

  private void set(NDManager temporary, NDArray target, HostTensor source) {
    NDArray values = compute.upload(temporary, source.toFloats(), source.shape());
    kernels.call(temporary, "copy_all", new NDArray[] {target}, new NDArray[] {values});
  }

  private HostTensor host(NDArray array, long[] shape) {
    return HostTensor.of(compute.download(array), shape);
  }
}
