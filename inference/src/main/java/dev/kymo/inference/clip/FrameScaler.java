package dev.kymo.inference.clip;

import dev.kymo.inference.frame.FrameImage;

/**
 * Scales frames to the size of the clip. The image that comes back is valid until the next call:
 * its pixels are a buffer that is used again.
 */
interface FrameScaler {

  FrameImage scale(FrameImage frame);

  /** The scaler that these options ask for. */
  static FrameScaler create(ClipOptions options) {
    boolean same =
        options.outputWidth() == options.width() && options.outputHeight() == options.height();
    if (same) {
      return frame -> frame;
    }
    return switch (options.scaleMethod()) {
      case NEAREST -> new NearestScaler(options);
      case SMOOTH -> new SmoothScaler(options);
    };
  }
}
