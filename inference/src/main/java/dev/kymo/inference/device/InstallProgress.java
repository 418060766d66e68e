package dev.kymo.inference.device;

/**
 * How far an installation is.
 *
 * @param bytesDone bytes fetched, those of an earlier attempt included
 * @param bytesTotal bytes to fetch in all
 * @param bytesResumed how many of those done come from an earlier attempt
 * @param file the file in work
 */
public record InstallProgress(long bytesDone, long bytesTotal, long bytesResumed, String file) {

  /** Gets told how far it is, often. */
  @FunctionalInterface
  public interface Listener {
    /** The newest state; called from the installing thread and to be quick about. */
    void onProgress(InstallProgress progress);
  }
}
