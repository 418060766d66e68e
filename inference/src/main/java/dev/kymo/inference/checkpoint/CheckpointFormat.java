package dev.kymo.inference.checkpoint;

import java.util.Locale;

/** The two kinds of checkpoint files. */
public enum CheckpointFormat {
  /** What the published trainer saves: a PyTorch zip archive. */
  PUBLISHED_PT(".pt", "published PyTorch checkpoint"),
  /** Kymo's own: safetensors with the options as JSON metadata. */
  SAFETENSORS(".safetensors", "Kymo safetensors");

  private final String extension;
  private final String title;

  CheckpointFormat(String extension, String title) {
    this.extension = extension;
    this.title = title;
  }

  /** The file name's ending, with its dot. */
  public String extension() {
    return extension;
  }

  /** For people. */
  public String title() {
    return title;
  }

  /** Whether a file of this name is taken to be of this format, whatever the case of its ending. */
  public boolean claims(String fileName) {
    return fileName.toLowerCase(Locale.ROOT).endsWith(extension);
  }
}
