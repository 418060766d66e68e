package dev.kymo.inference.checkpoint;

import dev.kymo.inference.tensor.StoredTensor;
import java.util.stream.Collectors;

/** Says why a checkpoint has no generator to draw with, and what to do about it. */
final class NoGenerator {
  /** A tensor that only a generator has. */
  private static final String TELLING = "renderer.input.input";

  private NoGenerator() {}

  static String reason(CheckpointState state) {
    if (state.entries().get(CheckpointState.GENERATOR) instanceof String object) {
      return "holds g_ema as a whole object (%s), not as a state dict; save g_ema.state_dict()"
          .formatted(object);
    }
    if (!state.tensors("g").isEmpty()) {
      return "holds the generator as it is trained ('g'), but not its average ('g_ema'), which"
          + " draws; save g_ema, too, or, if there is none, g under that name";
    }
    if (state.entries().get(TELLING) instanceof StoredTensor) {
      return "is a generator's state dict alone; save it as {'g_ema': state_dict}";
    }
    String names =
        state.entries().keySet().stream().limit(5).collect(Collectors.joining("', '", "'", "'"));
    return "holds no generator (no tensors under 'g_ema'%s)"
        .formatted(state.entries().isEmpty() ? "" : ", but " + names);
  }
}
