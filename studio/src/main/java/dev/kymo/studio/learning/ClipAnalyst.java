package dev.kymo.studio.learning;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.Square;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** Finds out what there is to know of a clip before it is learned. Call it in jobs. */
@FunctionalInterface
public interface ClipAnalyst {

  /**
   * Looks at a range of footage.
   *
   * @param first number of its first frame
   * @param frames how many
   * @param square the part of the picture that counts
   * @param cancelled asked between frames
   * @throws java.util.concurrent.CancellationException when it is cancelled
   * @throws IOException whose message is a sentence for the user
   */
  ClipStudy study(Footage footage, int first, int frames, Square square, BooleanSupplier cancelled)
      throws IOException, InterruptedException;
}
