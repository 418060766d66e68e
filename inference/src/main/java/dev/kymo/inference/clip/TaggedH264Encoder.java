package dev.kymo.inference.clip;

import org.jcodec.codecs.h264.H264Encoder;
import org.jcodec.codecs.h264.io.model.SeqParameterSet;
import org.jcodec.codecs.h264.io.model.VUIParameters;
import org.jcodec.common.model.Size;

/**
 * JCodec's encoder, with a stream that says what its samples mean (ITU-T H.264, annex E): limited
 * range, sRGB primaries and transfer, BT.601 matrix, and chroma samples in the middle of their four
 * pixels.
 */
final class TaggedH264Encoder extends H264Encoder {
  static final int PRIMARIES_BT709 = 1;
  static final int TRANSFER_SRGB = 13;
  static final int MATRIX_BT601 = 6;

  private static final int FORMAT_UNSPECIFIED = 5;
  private static final int CHROMA_CENTRE = 1;

  TaggedH264Encoder(int quantizer, int keyInterval) {
    super(new FixedQuantizer(quantizer));
    setKeyInterval(keyInterval);
  }

  @Override
  public SeqParameterSet initSPS(Size size) {
    SeqParameterSet sps = super.initSPS(size);
    // Constrained baseline: hardware decoders refuse the plain one.
    sps.constraintSet0Flag = true;
    sps.constraintSet1Flag = true;
    sps.levelIdc = level((sps.picWidthInMbsMinus1 + 1) * (sps.picHeightInMapUnitsMinus1 + 1));
    VUIParameters vui = new VUIParameters();
    vui.videoSignalTypePresentFlag = true;
    vui.videoFormat = FORMAT_UNSPECIFIED;
    vui.videoFullRangeFlag = false;
    vui.colourDescriptionPresentFlag = true;
    vui.colourPrimaries = PRIMARIES_BT709;
    vui.transferCharacteristics = TRANSFER_SRGB;
    vui.matrixCoefficients = MATRIX_BT601;
    vui.chromaLocInfoPresentFlag = true;
    vui.chromaSampleLocTypeTopField = CHROMA_CENTRE;
    vui.chromaSampleLocTypeBottomField = CHROMA_CENTRE;
    sps.vuiParams = vui;
    return sps;
  }

  /** The first level whose frames may have so many macroblocks (table A-1). */
  private static int level(int macroblocks) {
    if (macroblocks <= 8_192) {
      return 40;
    }
    return macroblocks <= 36_864 ? 51 : 60;
  }
}
