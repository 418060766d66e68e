package dev.kymo.trainer.training;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.checkpoint.NotFinite;
import dev.kymo.inference.checkpoint.torch.PyTuple;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import dev.kymo.trainer.network.Discriminator;
import dev.kymo.trainer.network.InitialDiscriminator;
import dev.kymo.trainer.run.LossOptions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A training state under the published names (docs/model.md section 7, {@code training-16px.pt}):
 * state dicts, and optimisers as {@code torch.optim.Adam} saves them.
 */
public final class PublishedState {
  private PublishedState() {}

  /** All entries but {@code args}. */
  static CheckpointState encode(TrainingState state, LossOptions loss) {
    Map<String, Object> entries = new LinkedHashMap<>();
    entries.put("g", stored(state.generator()));
    entries.put("g_ema", stored(state.average()));
    entries.put("img_d", stored(state.imageDiscriminator()));
    entries.put("vid_d", stored(state.videoDiscriminator()));
    entries.put("g_optim", optimiser(state.generatorOptimiser(), loss));
    entries.put("img_d_optim", optimiser(state.imageOptimiser(), loss));
    entries.put("vid_d_optim", optimiser(state.videoOptimiser(), loss));
    entries.put("iter", state.step());
    return new CheckpointState(entries);
  }

  /** A state dict as a checkpoint holds it. */
  public static Map<String, Object> stored(Map<String, HostTensor> tensors) {
    Map<String, Object> dict = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> dict.put(name, StoredTensor.of(tensor)));
    return dict;
  }

  private static Map<String, Object> optimiser(OptimiserState state, LossOptions loss) {
    return optimiser(state, loss.learningRate(), loss.beta1(), loss.beta2());
  }

  /** An optimiser's state as {@code torch.optim.Adam} saves it. */
  public static Map<String, Object> optimiser(
      OptimiserState state, double rate, double beta1, double beta2) {
    Map<Object, Object> moments = new LinkedHashMap<>();
    List<Object> indices = new ArrayList<>();
    for (OptimiserState.Moments one : state.moments()) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("step", StoredTensor.of(HostTensor.of(new float[] {one.step()})));
      entry.put("exp_avg", StoredTensor.of(one.mean()));
      entry.put("exp_avg_sq", StoredTensor.of(one.square()));
      long index = indices.size();
      moments.put(index, entry);
      indices.add(index);
    }
    Map<String, Object> group = new LinkedHashMap<>();
    group.put("lr", rate);
    group.put("betas", new PyTuple(List.of(beta1, beta2)));
    group.put("eps", 1e-8);
    group.put("weight_decay", 0L);
    group.put("amsgrad", false);
    group.put("maximize", false);
    group.put("foreach", null);
    group.put("capturable", false);
    group.put("differentiable", false);
    group.put("fused", null);
    group.put("params", indices);
    Map<String, Object> dict = new LinkedHashMap<>();
    dict.put("state", moments);
    dict.put("param_groups", List.of(group));
    return dict;
  }

  /**
   * Reads a full state.
   *
   * @param generator shapes of the generator's tensors, in the published order
   * @throws IOException when something is missing or of another shape; the message says what
   */
  static TrainingState decode(
      CheckpointState state,
      Map<String, long[]> generator,
      Discriminator image,
      Discriminator video)
      throws IOException {
    if (!state.full()) {
      throw new IOException("it holds a generator only; start a new run from it instead");
    }
    Map<String, HostTensor> g = network(state, "g", generator);
    Map<String, HostTensor> imageTensors = network(state, "img_d", image.shapes());
    Map<String, HostTensor> videoTensors = network(state, "vid_d", video.shapes());
    return new TrainingState(
        g,
        network(state, "g_ema", generator),
        imageTensors,
        videoTensors,
        optimiser(state, "g_optim", g, GeneratorLayout::isLearned),
        optimiser(state, "img_d_optim", imageTensors, InitialDiscriminator::isLearned),
        optimiser(state, "vid_d_optim", videoTensors, InitialDiscriminator::isLearned),
        state.step().orElse(0));
  }

  /** Reads one network; every tensor must be there in its shape. */
  public static Map<String, HostTensor> network(
      CheckpointState state, String entry, Map<String, long[]> shapes) throws IOException {
    Map<String, StoredTensor> stored = state.tensors(entry);
    Map<String, HostTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, long[]> expected : shapes.entrySet()) {
      String name = entry + "." + expected.getKey();
      tensors.put(
          expected.getKey(), tensor(name, stored.get(expected.getKey()), expected.getValue()));
    }
    return tensors;
  }

  /**
   * Reads an optimiser's state; tensors that it has nothing of have had no gradient.
   *
   * @param entry such as {@code g_optim}
   * @param network whose optimiser it is, in the published order
   * @throws IOException when something is of another shape; the message says what
   */
  public static OptimiserState optimiser(
      CheckpointState state,
      String entry,
      Map<String, HostTensor> network,
      Predicate<String> isLearned)
      throws IOException {
    Map<?, ?> moments =
        state.entries().get(entry) instanceof Map<?, ?> dict
                && dict.get("state") instanceof Map<?, ?> found
            ? found
            : Map.of();
    List<OptimiserState.Moments> list = new ArrayList<>();
    for (Map.Entry<String, HostTensor> one : network.entrySet()) {
      if (!isLearned.test(one.getKey())) {
        continue;
      }
      long index = list.size();
      String name = entry + "[" + index + "]";
      long[] shape = one.getValue().shape();
      if (moments.get(index) instanceof Map<?, ?> entries) {
        list.add(
            new OptimiserState.Moments(
                step(name, entries.get("step")),
                tensor(name + ".exp_avg", entries.get("exp_avg"), shape),
                tensor(name + ".exp_avg_sq", entries.get("exp_avg_sq"), shape)));
      } else {
        // PyTorch saves nothing for a tensor that has never had a gradient.
        HostTensor zeros = HostTensor.of(new float[(int) one.getValue().count()], shape);
        list.add(new OptimiserState.Moments(0, zeros, zeros));
      }
    }
    return new OptimiserState(list);
  }

  private static long step(String name, Object value) throws IOException {
    if (value instanceof Number number) {
      return number.longValue();
    } else if (value instanceof StoredTensor tensor && HostTensor.count(tensor.shape()) == 1) {
      return (long) tensor.load().toFloats()[0];
    }
    throw new IOException("its '%s' has no step".formatted(name));
  }

  private static HostTensor tensor(String name, Object value, long[] shape) throws IOException {
    if (!(value instanceof StoredTensor stored)) {
      throw new IOException("it has no tensor '%s'".formatted(name));
    }
    if (!Arrays.equals(stored.shape(), shape)) {
      throw new IOException(
          "its '%s' has the shape %s where %s is expected"
              .formatted(name, Arrays.toString(stored.shape()), Arrays.toString(shape)));
    }
    return finite(name, HostTensor.of(stored.load().toFloats(), shape));
  }

  /**
   * The tensor itself.
   *
   * @throws IOException when it holds what is no number; the message says so
   */
  static HostTensor finite(String name, HostTensor tensor) throws IOException {
    if (!tensor.isFinite()) {
      throw new IOException("its " + NotFinite.clause(name));
    }
    return tensor;
  }
}
