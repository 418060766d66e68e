package dev.kymo.trainer.dataset.source;

import java.util.Optional;

/**
 * A video of a dataset, before any of its frames is decoded.
 *
 * @param name as the dataset calls it
 * @param frames how many it has; 0 when it has none or a fault
 * @param fault the sentence that says why it cannot be read, if that is known already
 */
public record VideoInfo(String name, int frames, Optional<String> fault) {

  /** A video that nothing bad is known of. */
  static VideoInfo of(String name, int frames) {
    return new VideoInfo(name, frames, Optional.empty());
  }
}
