package dev.kymo.studio.learning;

import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.image.RgbFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Small frames of a range of footage, in memory so that they can be played. The longer the range,
 * the smaller they are. Filled by jobs and read by the JavaFX thread.
 */
public final class Reel {

  private static final int[] HEIGHTS = {540, 360, 240, 160};
  private static final int CHANNELS = 3;

  private final long budget;
  private final Map<Integer, RgbFrame> frames = new ConcurrentHashMap<>();
  private volatile int height;

  /**
   * An empty reel.
   *
   * @param budget the most bytes that its frames should take
   */
  public Reel(long budget) {
    this.budget = budget;
  }

  /**
   * Frames that follow one another.
   *
   * @param first number of the first
   * @param frames how many, at least 1
   */
  public record Stretch(int first, int frames) {}

  /** The height of frames when so many are kept, at most the footage's own. */
  int height(FootageInfo info, int count) {
    for (int candidate : HEIGHTS) {
      int tall = Math.min(candidate, info.height());
      double wide = Math.ceil((double) info.width() * tall / info.height());
      if (CHANNELS * wide * tall * count <= budget) {
        return tall;
      }
    }
    return Math.min(HEIGHTS[HEIGHTS.length - 1], info.height());
  }

  /**
   * Makes ready for a range: frames outside of it, or of another size, are forgotten.
   *
   * @return what is still to be read, in order
   */
  public List<Stretch> prepare(FootageInfo info, int first, int count) {
    int wanted = height(info, count);
    if (wanted != height) {
      frames.clear();
      height = wanted;
    }
    frames.keySet().removeIf(index -> index < first || index >= first + count);
    List<Stretch> missing = new ArrayList<>();
    int start = -1;
    for (int index = first; index <= first + count; index++) {
      boolean lacks = index < first + count && !frames.containsKey(index);
      if (lacks && start < 0) {
        start = index;
      } else if (!lacks && start >= 0) {
        missing.add(new Stretch(start, index - start));
        start = -1;
      }
    }
    return missing;
  }

  /** The height that frames are read at. */
  public int height() {
    return height;
  }

  /** Keeps a frame; one of another height came too late and is dropped. */
  public void put(int index, int readAt, RgbFrame frame) {
    if (readAt == height) {
      frames.put(index, frame);
    }
  }

  /** A frame, if it is there. */
  public Optional<RgbFrame> get(int index) {
    return Optional.ofNullable(frames.get(index));
  }

  /** How many frames are there. */
  public int size() {
    return frames.size();
  }
}
