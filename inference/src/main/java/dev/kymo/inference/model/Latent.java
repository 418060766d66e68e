package dev.kymo.inference.model;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.Seeds;

/** Codes to vectors of the width that the loaded model wants. */
final class Latent {
  private Latent() {}

  /** z_c of a code. */
  static float[] content(LatentCode code, int width) {
    return code instanceof LatentCode.Seeded seeded
        ? Seeds.content(seeded.seed(), width)
        : given(code, width, "content");
  }

  /** z_m of a code. */
  static float[] motion(LatentCode code, int width) {
    return code instanceof LatentCode.Seeded seeded
        ? Seeds.motion(seeded.seed(), width)
        : given(code, width, "motion");
  }

  private static float[] given(LatentCode code, int width, String what) {
    float[] values = ((LatentCode.Given) code).values();
    if (values.length != width) {
      throw new IllegalArgumentException(
          "the %s latent has %d values, but this model takes %d"
              .formatted(what, values.length, width));
    }
    return values;
  }
}
