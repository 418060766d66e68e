package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.image.ImageConversion;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.video.FrameVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An opened dataset: videos in the order of their names, frames likewise within them, numbers
 * counted as numbers. What it lists was true when it was opened; a file that has changed since is
 * refused. Safe for use by several threads.
 */
public interface DataSource extends AutoCloseable {

  /** Which form it has. */
  DatasetKind kind();

  /** Where it is. */
  Path path();

  /** Its videos, with those that have no frames or a fault. */
  List<VideoInfo> videos();

  /** What is beside its videos and frames. */
  Listing listing();

  /** What was done to frames that were read so far, and to how many. */
  default Map<ImageConversion, Long> conversions() {
    return Map.of();
  }

  /** A sentence for everything that was decided or converted on opening it. */
  default List<String> notes() {
    return List.of();
  }

  /**
   * Decodes one frame. In video files that means those from the key frame before it on.
   *
   * @param video index in {@link #videos}
   * @param frame from 0
   * @throws DatasetException with a sentence, when the file is gone, changed or broken
   */
  RgbFrame read(int video, int frame) throws DatasetException, InterruptedException;

  /**
   * Decodes a video from its first frame on, until its end or until the visitor has enough. A video
   * that is damaged or cut short is decoded as far as it goes.
   *
   * @return a sentence for each damage: which file, which frames
   * @throws DatasetException with a sentence, when a file is gone, changed or cannot be decoded at
   *     all
   * @throws IOException from the visitor
   */
  List<String> readAll(int video, FrameVisitor visitor) throws IOException, InterruptedException;

  /**
   * A name for the content, 64 hexadecimal digits, from the names, sizes and modification times of
   * all files; the place of the dataset is not in it.
   */
  String fingerprint();

  @Override
  void close() throws DatasetException;
}
