package dev.kymo.studio.learning;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.Footage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Opens footage of the user's. It takes its time: call it in jobs. */
@FunctionalInterface
public interface FootageReader {

  /**
   * Opens a video, or a folder of images.
   *
   * @param rate at which the images of a folder are shown, or nothing to assume one; a video has
   *     its own
   * @throws IOException whose message is a sentence for the user that names the file
   */
  Footage open(Path path, Optional<FrameRate> rate) throws IOException, InterruptedException;
}
