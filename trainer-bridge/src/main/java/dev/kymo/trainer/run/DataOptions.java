package dev.kymo.trainer.run;

/**
 * Where real clips come from.
 *
 * @param source folder of folders of frames, zip of folders, or folder of videos
 * @param everyNth a clip takes every n-th frame of its video, 1 to 1000
 */
public record DataOptions(String source, int everyNth) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public DataOptions {
    if (source.isBlank()) {
      throw new IllegalArgumentException("The dataset's folder has no name.");
    }
    Checks.range("every-nth", everyNth, 1, 1000);
  }
}
