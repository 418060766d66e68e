package dev.kymo.trainer.dataset.source;

/** The three forms of a dataset. */
public enum DatasetKind {
  /** A folder with one folder of frames for each video. */
  FRAME_FOLDERS("a folder of folders of frames"),
  /** A zip file with one folder of frames for each video. */
  ZIP("a zip file of folders of frames"),
  /** A folder of videos. */
  VIDEO_FILES("a folder of videos");

  private final String text;

  DatasetKind(String text) {
    this.text = text;
  }

  /** For a sentence: {@code a folder of videos}. */
  public String text() {
    return text;
  }
}
