package dev.kymo.inference.footage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens whatever footage a path names: a folder as an image sequence, a file as a video. */
public final class FileFootage implements Footage.Opener {
  private final Footage.Opener videos;

  /**
   * An opener.
   *
   * @param videos opens files
   */
  public FileFootage(Footage.Opener videos) {
    this.videos = videos;
  }

  @Override
  public Footage open(Path file) throws IOException, InterruptedException {
    return Files.isDirectory(file) ? ImageSequenceFootage.open(file) : videos.open(file);
  }
}
