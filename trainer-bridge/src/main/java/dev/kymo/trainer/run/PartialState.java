package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.Checkpoint;
import java.util.List;
import java.util.Optional;

/**
 * Says what becomes of a checkpoint that holds more than a generator, but not all of a training.
 */
public final class PartialState {
  private PartialState() {}

  /**
   * The sentence for a run that starts from a checkpoint.
   *
   * @return empty for a full checkpoint, and for one that holds a generator only
   */
  public static Optional<String> note(Checkpoint checkpoint) {
    List<String> lacking = checkpoint.state().lacking();
    return lacking.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s lacks %s, so that its training cannot be continued: the run takes its generator (g_ema) and begins at step 0 with new discriminators and optimizers."
                .formatted(checkpoint.source().getFileName(), String.join(", ", lacking)));
  }
}
