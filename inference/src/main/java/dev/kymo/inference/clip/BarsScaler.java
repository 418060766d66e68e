package dev.kymo.inference.clip;

import dev.kymo.inference.frame.FrameImage;
import java.util.Arrays;

/** Puts scaled frames into the middle of a black picture. */
final class BarsScaler implements FrameScaler {
  private final FrameScaler picture;
  private final FrameImage whole;

  BarsScaler(ClipOptions options, FrameScaler picture) {
    this.picture = picture;
    int[] pixels = new int[Math.multiplyExact(options.outputWidth(), options.outputHeight())];
    Arrays.fill(pixels, 0xFF000000);
    this.whole = new FrameImage(options.outputWidth(), options.outputHeight(), pixels);
  }

  @Override
  public FrameImage scale(FrameImage frame) {
    FrameImage scaled = picture.scale(frame);
    int left = (whole.width() - scaled.width()) / 2;
    int top = (whole.height() - scaled.height()) / 2;
    for (int y = 0; y < scaled.height(); y++) {
      System.arraycopy(
          scaled.argb(),
          y * scaled.width(),
          whole.argb(),
          (top + y) * whole.width() + left,
          scaled.width());
    }
    return whole;
  }
}
