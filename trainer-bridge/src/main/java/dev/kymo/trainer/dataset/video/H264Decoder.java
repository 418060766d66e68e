package dev.kymo.trainer.dataset.video;

import java.io.IOException;
import java.nio.file.Path;

/** Decodes H.264 in mp4 files without other programs. */
public final class H264Decoder implements VideoDecoder {

  @Override
  public String name() {
    return "the built-in H.264 decoder";
  }

  @Override
  public void decode(Path file, FrameVisitor visitor) throws IOException, InterruptedException {
    try (H264Video video = H264Video.open(file)) {
      video.decode(visitor);
    }
  }
}
