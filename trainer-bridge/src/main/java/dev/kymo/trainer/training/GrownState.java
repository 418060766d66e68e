package dev.kymo.trainer.training;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.StoredTensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A first step from the networks of a smaller image size, coarse to fine: what both sizes have is
 * taken, and the new layers begin so that hardly anything changes. The generator's add nothing to
 * the image that is upsampled to the new size; the discriminators' pass on what the old ones would
 * see of the image at the old size. Optimisers begin anew.
 */
final class GrownState {
  private static final Pattern BLOCK = Pattern.compile("convs\\.(\\d+)\\.(.+)");

  private GrownState() {}

  /**
   * Whether a state is of a smaller size than a run's: it lacks layers at the end.
   *
   * @param generator names of the run's generator
   */
  static boolean isFor(CheckpointState from, Iterable<String> generator) {
    Map<String, StoredTensor> there = from.tensors("g_ema");
    for (String name : generator) {
      if (!there.containsKey(name)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Grows the networks that are there; discriminators that are not begin anew.
   *
   * @param initial of the larger size, from the run's seed
   * @throws IOException when the networks differ in more than the size; the message says in what
   */
  static TrainingState of(CheckpointState from, TrainingState initial) throws IOException {
    Map<String, HostTensor> average = generator(from, "g_ema", initial.generator());
    TrainingState fresh =
        TrainingState.fresh(
            from.full() ? generator(from, "g", initial.generator()) : average,
            from.full()
                ? discriminator(from, "img_d", initial.imageDiscriminator())
                : initial.imageDiscriminator(),
            from.full()
                ? discriminator(from, "vid_d", initial.videoDiscriminator())
                : initial.videoDiscriminator());
    return fresh.withAverage(average);
  }

  private static Map<String, HostTensor> generator(
      CheckpointState from, String entry, Map<String, HostTensor> initial) throws IOException {
    Map<String, StoredTensor> old = from.tensors(entry);
    Map<String, HostTensor> grown = new LinkedHashMap<>();
    for (Map.Entry<String, HostTensor> one : initial.entrySet()) {
      String name = one.getKey();
      long[] shape = one.getValue().shape();
      if (old.containsKey(name)) {
        grown.put(name, taken(entry + "." + name, old.get(name), shape));
      } else if (name.startsWith("renderer.to_rgbs.") && name.endsWith(".conv.weight")) {
        grown.put(name, HostTensor.of(new float[(int) one.getValue().count()], shape));
      } else {
        grown.put(name, one.getValue());
      }
    }
    return grown;
  }

  private static Map<String, HostTensor> discriminator(
      CheckpointState from, String entry, Map<String, HostTensor> initial) throws IOException {
    Map<String, StoredTensor> old = from.tensors(entry);
    int added = blocks(initial.keySet()) - blocks(old.keySet());
    if (added < 0) {
      throw new IOException("its '%s' sees larger images than this run's".formatted(entry));
    }
    Map<String, HostTensor> grown = new LinkedHashMap<>();
    for (Map.Entry<String, HostTensor> one : initial.entrySet()) {
      String name = one.getKey();
      HostTensor first = one.getValue();
      Matcher block = BLOCK.matcher(name);
      int index = block.matches() ? Integer.parseInt(block.group(1)) : Integer.MAX_VALUE;
      if (added == 0 || index > added) {
        String oldName =
            block.matches() && index > 0 ? "convs." + (index - added) + "." + block.group(2) : name;
        grown.put(name, taken(entry + "." + name, old.get(oldName), first.shape()));
      } else if (index == 0) {
        grown.put(name, widened(entry + "." + name, old.get(name), first));
      } else {
        grown.put(name, passingOn(block.group(2), first));
      }
    }
    return grown;
  }

  private static int blocks(Iterable<String> names) {
    int most = 0;
    for (String name : names) {
      Matcher block = BLOCK.matcher(name);
      if (block.matches()) {
        most = Math.max(most, Integer.parseInt(block.group(1)));
      }
    }
    return most;
  }

  private static HostTensor taken(String name, StoredTensor stored, long[] shape)
      throws IOException {
    if (stored == null || !Arrays.equals(stored.shape(), shape)) {
      throw new IOException(
          "its '%s' is %s where %s is needed: a larger image size may add layers, but not change those that are there"
              .formatted(
                  name,
                  stored == null ? "not there" : Arrays.toString(stored.shape()),
                  Arrays.toString(shape)));
    }
    return PublishedState.finite(name, HostTensor.of(stored.load().toFloats(), shape));
  }

  /** The first layer, with as many of the old features as it has room for. */
  private static HostTensor widened(String name, StoredTensor stored, HostTensor first)
      throws IOException {
    float[] values = first.toFloats().clone();
    if (stored != null) {
      float[] old = stored.load().toFloats();
      System.arraycopy(old, 0, values, 0, Math.min(old.length, values.length));
    }
    return PublishedState.finite(name, HostTensor.of(values, first.shape()));
  }

  /** (conv2 + skip) / sqrt(2) is what comes in, at half the resolution. */
  private static HostTensor passingOn(String layer, HostTensor first) {
    if (layer.equals("conv2.1.weight")) {
      return HostTensor.of(new float[(int) first.count()], first.shape());
    }
    if (!layer.equals("skip.1.weight")) {
      return first;
    }
    int out = (int) first.shape()[0];
    int in = (int) first.shape()[1];
    float[] values = new float[out * in];
    for (int i = 0; i < Math.min(out, in); i++) {
      // The layer divides by sqrt(in): equalised learning rate.
      values[i * in + i] = (float) Math.sqrt(2.0 * in);
    }
    return HostTensor.of(values, first.shape());
  }
}
