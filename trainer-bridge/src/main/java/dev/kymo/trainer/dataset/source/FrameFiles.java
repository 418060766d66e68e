package dev.kymo.trainer.dataset.source;

import dev.kymo.trainer.dataset.DatasetException;
import java.util.List;

/** Where the files of frames are: a folder or a zip file. */
interface FrameFiles extends AutoCloseable {

  /** The videos in the order of their names, numbers in them counted as such. */
  List<VideoInfo> videos();

  /** What is beside them. */
  Listing listing();

  /** The bytes of a frame's file, at most {@code FrameDecoder.LARGEST_BYTES}. */
  byte[] read(int video, int frame) throws DatasetException;

  /** A frame's file, for messages. */
  String name(int video, int frame);

  /** Adds every file. */
  void addTo(Fingerprint fingerprint);

  @Override
  void close() throws DatasetException;
}
