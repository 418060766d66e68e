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
    FrameScaler picture =
        options.pictureWidth() == options.width() && options.pictureHeight() == options.height()
            ? frame -> frame
            : switch (options.scaleMethod()) {
              case NEAREST -> new NearestScaler(options);
              case SMOOTH -> new SmoothScaler(options);
            };
    boolean whole =
        options.pictureWidth() == options.outputWidth()
            && options.pictureHeight() == options.outputHeight();
    return whole ? picture : new BarsScaler(options, picture);
  }
}
