package dev.kymo.inference.clip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An encoder of the ffmpeg that comes with Kymo, with what it is told. Colours are BT.709 in
 * limited range and tagged so, but for FFV1, which keeps RGB as it is.
 *
 * <p>Measured on 720p footage at best, high and small quality: OpenH264 47, 45 and 42 dB; VP9 47 to
 * 49, 45 to 47 and 43 to 44 dB with half the bytes and a fifth of the speed; ProRes 422 HQ 55 and
 * 4444 60 dB; FFV1 exact.
 */
enum VideoEncoder {
  OPENH264("libopenh264", "yuv420p", 2, 16, 9_437_184, 8192) {
    @Override
    List<String> quality(ClipQuality quality) {
      String q = String.valueOf(quality.quantizer());
      // Without a bit rate above what is needed it would not keep to the quantiser.
      return List.of(
          "-rc_mode", "quality", "-qmin", q, "-qmax", q, "-b:v", "200M", "-profile:v", "high");
    }
  },
  NVENC("h264_nvenc", "yuv420p", 2, 160, 4096 * 4096, 4096) {
    @Override
    List<String> quality(ClipQuality quality) {
      return List.of("-preset", "p5", "-rc", "constqp", "-qp", String.valueOf(quality.quantizer()));
    }
  },
  // By itself it gives small frames far fewer bits than hard edges need.
  PRORES_HQ("prores_ks", "yuv422p10le", 2, 2, 1 << 27, 16_384) {
    @Override
    List<String> quality(ClipQuality quality) {
      return List.of("-profile:v", "hq", "-vendor", "apl0", "-bits_per_mb", "4000");
    }
  },
  PRORES_4444("prores_ks", "yuv444p10le", 1, 2, 1 << 27, 16_384) {
    @Override
    List<String> quality(ClipQuality quality) {
      return List.of("-profile:v", "4444", "-vendor", "apl0", "-bits_per_mb", "8000");
    }
  },
  FFV1("ffv1", "bgr0", 1, 1, 1 << 27, 32_767) {
    @Override
    List<String> quality(ClipQuality quality) {
      return List.of("-level", "3", "-slices", "4", "-slicecrc", "1", "-g", "1");
    }
  },
  VP9("libvpx-vp9", "yuv420p", 1, 2, 1 << 27, 16_384) {
    @Override
    List<String> quality(ClipQuality quality) {
      String crf =
          switch (quality) {
            case BEST -> "6";
            case HIGH -> "16";
            case SMALL -> "28";
          };
      return List.of(
          "-crf", crf, "-b:v", "0", "-deadline", "good", "-cpu-used", "4", "-row-mt", "1");
    }
  };

  private final String codec;
  private final String pixels;
  private final int multiple;
  private final int smallest;
  private final int mostPixels;
  private final int largest;

  VideoEncoder(
      String codec, String pixels, int multiple, int smallest, int mostPixels, int largest) {
    this.codec = codec;
    this.pixels = pixels;
    this.multiple = multiple;
    this.smallest = smallest;
    this.mostPixels = mostPixels;
    this.largest = largest;
  }

  /** What makes this quality. */
  abstract List<String> quality(ClipQuality quality);

  /** A side that it takes: at least this one. */
  int side(int pixels) {
    return (pixels + multiple - 1) / multiple * multiple;
  }

  /** Whether it works on a card, whose driver maps far more memory than it uses. */
  boolean usesCard() {
    return this == NVENC;
  }

  /** Everything between the input and the output of ffmpeg's command line. */
  List<String> arguments(ClipOptions options) {
    boolean rgb = this == FFV1;
    List<String> arguments = new ArrayList<>();
    arguments.add("-vf");
    arguments.add(
        rgb
            ? "format=" + pixels + ",setparams=range=pc:colorspace=gbr:" + PRIMARIES
            : "scale=out_color_matrix=bt709:out_range=tv:flags=bicubic+accurate_rnd+full_chroma_int"
                + "+full_chroma_inp,format="
                + pixels
                + ",setparams=range=tv:colorspace=bt709:"
                + PRIMARIES);
    arguments.addAll(List.of("-c:v", codec));
    arguments.addAll(quality(options.quality()));
    if (!rgb) {
      // A key frame every second, so that players can jump.
      long second = Math.max(2, Math.round(options.rate().perSecond()));
      arguments.addAll(List.of("-g", String.valueOf(second)));
    }
    return arguments;
  }

  private static final String PRIMARIES = "color_primaries=bt709:color_trc=bt709";

  /** Why it does not take a size, as the end of a sentence; empty when it does. */
  Optional<String> refusal(ClipFormat format, ClipOptions options) {
    int width = side(options.outputWidth());
    int height = side(options.outputHeight());
    long count = (long) width * height;
    if (Math.min(width, height) < smallest) {
      return Optional.of(
          "%s is at least %d pixels wide and high, not %d x %d; choose a larger size"
              .formatted(format.title(), smallest, width, height));
    }
    return Math.max(width, height) > largest || count > mostPixels
        ? Optional.of(
            "%d x %d pixels are too many for %s; choose a smaller size"
                .formatted(width, height, format.title()))
        : Optional.empty();
  }
}
