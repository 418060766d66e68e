package dev.kymo.inference.footage;

import dev.kymo.inference.clip.FrameRate;
import java.nio.file.Path;
import java.util.List;

/**
 * What footage is, as it was decided when it was opened.
 *
 * @param file the video, or the folder of an image sequence
 * @param width of a frame as it is shown: turned upright, with square pixels
 * @param height of a frame as it is shown
 * @param rate at which frames are handed out; footage of variable rate is brought to this one
 * @param frames how many frames it has at this rate; what the file says, until all are read
 * @param sound whether there is sound that can be carried along
 * @param codec for people: "H.264", "HEVC", "PNG images"
 * @param notes a sentence for everything that was decided, converted or guessed on reading it
 */
public record FootageInfo(
    Path file,
    int width,
    int height,
    FrameRate rate,
    int frames,
    boolean sound,
    String codec,
    List<String> notes) {

  /** Keeps an immutable copy. */
  public FootageInfo {
    notes = List.copyOf(notes);
  }

  /** How long it is, in seconds. */
  public double seconds() {
    return frames / rate.perSecond();
  }
}
