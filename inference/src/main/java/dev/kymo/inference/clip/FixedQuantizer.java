package dev.kymo.inference.clip;

import org.jcodec.codecs.h264.encode.RateControl;
import org.jcodec.codecs.h264.io.model.SliceType;
import org.jcodec.common.model.Size;

/** Constant quality: every macroblock has the same quantiser, whatever bits it takes. */
record FixedQuantizer(int quantizer) implements RateControl {

  @Override
  public int startPicture(Size size, int maxSize, SliceType type) {
    return quantizer;
  }

  @Override
  public int initialQpDelta() {
    return 0;
  }

  @Override
  public int accept(int bits) {
    return 0;
  }
}
