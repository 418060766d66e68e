package dev.kymo.trainer.dataset;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The frames of the clips that a run learns, S x S, in memory.
 *
 * @param size S
 * @param bytes (M, S, S, 3) uint8 in a direct buffer, the clips one after the other; not written to
 * @param counts frames of each clip; they add up to M
 */
public record LearnedFrames(int size, ByteBuffer bytes, List<Integer> counts)
    implements TrainingData {

  /** Checks the sizes and keeps an immutable copy of the counts. */
  public LearnedFrames {
    counts = List.copyOf(counts);
    long expected = 3L * size * size * counts.stream().mapToLong(Integer::longValue).sum();
    if (!bytes.isDirect() || bytes.remaining() != expected) {
      throw new IllegalArgumentException(
          bytes.remaining() + " bytes are not the frames of " + counts + ".");
    }
  }

  /** Frames of all clips, M. */
  public int frames() {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  /** Nothing is held but memory. */
  @Override
  public void close() {}
}
