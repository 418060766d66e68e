package dev.kymo.studio.project;

/** What a clip can be exported as. */
public enum ExportFormat {
  /** H.264 video. */
  MP4(".mp4", false, true),
  /** Animated picture. */
  GIF(".gif", false, false),
  /** A folder of PNG files, one for each frame. */
  PNG("", true, false),
  /** A folder of JPG files, one for each frame. */
  JPG("", true, false),
  /** All frames side by side in one PNG. */
  PNG_STRIP(".png", false, false),
  /** All frames side by side in one JPG. */
  JPG_STRIP(".jpg", false, false);

  private final String extension;
  private final boolean folder;
  private final boolean lossy;

  ExportFormat(String extension, boolean folder, boolean lossy) {
    this.extension = extension;
    this.folder = folder;
    this.lossy = lossy;
  }

  /** The ending of the file's name with its dot; empty for a folder. */
  public String extension() {
    return extension;
  }

  /** Whether the target is a folder of files. */
  public boolean isFolder() {
    return folder;
  }

  /** Whether there is a quality to choose. */
  public boolean isLossy() {
    return lossy;
  }

  /** Whether the frames are in one picture, which has no rate. */
  public boolean isStrip() {
    return this == PNG_STRIP || this == JPG_STRIP;
  }
}
