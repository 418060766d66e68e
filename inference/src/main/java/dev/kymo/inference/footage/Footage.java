package dev.kymo.inference.footage;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Opened footage: frames in the order in which they are shown, upright, with square pixels, in
 * 8-bit sRGB-like RGB, at a constant rate. Safe for use by several threads; every read decodes by
 * itself.
 */
public interface Footage {

  /** What was decided when it was opened. */
  FootageInfo info();

  /**
   * A sentence for each fault that is known without decoding, such as a file that is cut short;
   * empty when there is none. They are among the notes of {@link #info}, too.
   */
  default List<String> faults() {
    return List.of();
  }

  /** Opens footage. */
  @FunctionalInterface
  interface Opener {
    /**
     * Looks at a video or a folder of images; decodes little or nothing.
     *
     * @throws FileException with a sentence that names the file, when it cannot be read as footage
     */
    Footage open(Path file) throws IOException, InterruptedException;
  }

  /** Gets frames. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes a frame.
     *
     * @param index its number in the footage, 0 for the first
     * @param frame handed over
     * @return whether the next one is wanted
     * @throws IOException to stop reading with a reason
     */
    boolean frame(int index, RgbFrame frame) throws IOException, InterruptedException;
  }

  /**
   * What a read found.
   *
   * @param frames how many frames reached the sink
   * @param faults a sentence for each fault: which file, which frames; empty when all were sound
   */
  record Reading(int frames, List<String> faults) {
    /** Keeps an immutable copy. */
    public Reading {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Reads frames of the whole picture. Only the range is decoded, and what it takes to get there.
   *
   * @param first number of the first one, from 0
   * @param count how many at most, at least 1
   * @param square the part that is wanted, or nothing for whole frames
   * @param height that frames are scaled to (area filter; the width in proportion, rounded), or
   *     nothing for their own size
   * @throws FileException with a sentence that names the file, when it is gone, changed or cannot
   *     be decoded at all
   * @throws IOException from the sink
   */
  Reading read(int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
      throws IOException, InterruptedException;
}
