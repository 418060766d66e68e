package dev.kymo.trainer.process;

import dev.kymo.inference.footage.Footage;

/** For runs that learn no clips. */
final class NoFootage {
  static final Footage.Opener OPENER =
      file -> {
        throw new AssertionError("nobody should open " + file);
      };

  private NoFootage() {}
}
