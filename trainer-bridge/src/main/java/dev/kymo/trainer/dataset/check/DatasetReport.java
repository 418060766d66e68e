package dev.kymo.trainer.dataset.check;

import java.util.List;

/**
 * What is in a dataset. Lists are bounded by {@link DatasetCheck#MOST_LISTED}; the counts beside
 * them are not.
 *
 * @param path as given
 * @param kind {@code frame_folders}, {@code zip} or {@code video_files}
 * @param imageSize S that was asked about
 * @param clipFrames T that was asked about
 * @param everyNth the step between frames that was asked about
 * @param videos all of them
 * @param usableVideos with at least T * everyNth frames
 * @param frames of all videos
 * @param usableFrames of the usable videos
 * @param fewestFrames of a video
 * @param medianFrames of a video; with an even number of videos the lower of the middle two
 * @param mostFrames of a video
 * @param sizes of frames, the commonest first, bounded
 * @param differentSizes how many sizes there are
 * @param tooShort names of videos that are too short, bounded
 * @param tooShortCount how many there are
 * @param unreadable files with the sentence that says why, bounded
 * @param unreadableCount how many there are
 * @param damaged videos that can be used as far as they go, with a sentence for each damage,
 *     bounded
 * @param damagedCount how many damages there are
 * @param passedOver files and folders that are not read, by the reason
 * @param notes sentences about what was decided or converted, and about names and numbers of files,
 *     bounded
 * @param noteCount how many there are
 * @param decodedBytes that the usable frames take at S x S
 * @param prepareSeconds that decoding the usable frames takes with this many threads, from what the
 *     check itself took
 * @param threads that this is for
 */
public record DatasetReport(
    String path,
    String kind,
    int imageSize,
    int clipFrames,
    int everyNth,
    int videos,
    int usableVideos,
    long frames,
    long usableFrames,
    int fewestFrames,
    int medianFrames,
    int mostFrames,
    List<SizeCount> sizes,
    int differentSizes,
    List<ShortVideo> tooShort,
    int tooShortCount,
    List<Unreadable> unreadable,
    long unreadableCount,
    List<Unreadable> damaged,
    long damagedCount,
    List<PassedOverFiles> passedOver,
    List<String> notes,
    long noteCount,
    long decodedBytes,
    double prepareSeconds,
    int threads) {

  /**
   * How many frames have a size.
   *
   * @param width in pixels
   * @param height in pixels
   * @param frames that have it
   * @param example a file or video that has it
   */
  public record SizeCount(int width, int height, long frames, String example) {}

  /**
   * A video that is left out.
   *
   * @param name of it
   * @param frames that it has
   */
  public record ShortVideo(String name, int frames) {}

  /**
   * A file that cannot be used, or not as it should be.
   *
   * @param video that it belongs to
   * @param reason a sentence that names the file
   */
  public record Unreadable(String video, String reason) {}

  /**
   * Files and folders that are not read.
   *
   * @param reason why, for a sentence: each is "hidden or a system file"
   * @param count how many there are
   * @param names of the first of them, bounded
   */
  public record PassedOverFiles(String reason, long count, List<String> names) {
    /** Keeps an immutable copy. */
    public PassedOverFiles {
      names = List.copyOf(names);
    }
  }

  /** Keeps immutable copies. */
  public DatasetReport {
    passedOver = List.copyOf(passedOver);
    notes = List.copyOf(notes);
    sizes = List.copyOf(sizes);
    tooShort = List.copyOf(tooShort);
    unreadable = List.copyOf(unreadable);
    damaged = List.copyOf(damaged);
    notes = List.copyOf(notes);
  }

  /** Whether it can be trained on as it is: nothing unreadable, and a video that is long enough. */
  public boolean usable() {
    return unreadableCount == 0 && usableVideos > 0;
  }
}
