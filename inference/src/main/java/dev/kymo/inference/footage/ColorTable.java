package dev.kymo.inference.footage;

import java.util.Locale;
import java.util.Optional;

/**
 * A table from colors as they are stored to 8-bit RGB as a screen expects it (BT.709 primaries,
 * gamma 2.4), for streams whose numbers mean something else: high dynamic range, and wider
 * primaries.
 *
 * <p>HDR is brought to SDR by method A of ITU-R BT.2446, made for 1,000 cd/m2 to 100: luma is
 * compressed by a curve in perceptual lightness, and color differences with it. HLG is shown on a
 * screen of 1,000 cd/m2 (system gamma 1.2) first. After that the primaries are changed in linear
 * light, and what lies outside of BT.709 is clipped.
 *
 * @param name of its file, which says what it holds
 * @param kind what it is applied to
 */
record ColorTable(String name, Kind kind) {
  /** Points along each axis; in between colors are interpolated. */
  private static final int POINTS = 33;

  private static final double GAMMA = 2.4;

  /** BT.2020 to BT.709 in linear light, as ITU-R BT.2407 has it. */
  private static final double[] FROM_2020 = {
    1.6605, -0.5876, -0.0728, -0.1246, 1.1329, -0.0083, -0.0182, -0.1006, 1.1187
  };

  /** Display P3 to BT.709 in linear light. */
  private static final double[] FROM_P3 = {
    1.2249, -0.2247, 0, -0.0420, 1.0419, 0, -0.0197, -0.0786, 1.0979
  };

  /** What is stored. */
  enum Kind {
    PQ,
    HLG,
    WIDE,
    P3
  }

  /** The table that a stream needs, if any. */
  static Optional<ColorTable> of(ColorTags tags) {
    if (tags.transfer().equals("smpte2084")) {
      return Optional.of(named(Kind.PQ));
    }
    if (tags.transfer().equals("arib-std-b67")) {
      return Optional.of(named(Kind.HLG));
    }
    return switch (tags.primaries()) {
      case "bt2020" -> Optional.of(named(Kind.WIDE));
      case "smpte432" -> Optional.of(named(Kind.P3));
      default -> Optional.empty();
    };
  }

  private static ColorTable named(Kind kind) {
    return new ColorTable("kymo-1-" + kind.name().toLowerCase(Locale.ROOT) + ".cube", kind);
  }

  /** The sentence that says what it does. */
  String note() {
    return switch (kind) {
      case PQ -> "Its HDR (PQ) is tone-mapped to SDR by ITU-R BT.2446, for a peak of 1,000 cd/m².";
      case HLG -> "Its HDR (HLG) is tone-mapped to SDR by ITU-R BT.2446, as shown at 1,000 cd/m².";
      case WIDE -> "Its BT.2020 colors are converted to BT.709.";
      case P3 -> "Its Display P3 colors are converted to BT.709.";
    };
  }

  /** The table as a {@code .cube} file has it: red runs fastest. */
  String cube() {
    StringBuilder text = new StringBuilder(1 << 20);
    text.append("LUT_3D_SIZE ").append(POINTS).append('\n');
    double top = POINTS - 1.0;
    for (int blue = 0; blue < POINTS; blue++) {
      for (int green = 0; green < POINTS; green++) {
        for (int red = 0; red < POINTS; red++) {
          double[] shown = convert(red / top, green / top, blue / top);
          text.append(String.format(Locale.ROOT, "%.5f %.5f %.5f\n", shown[0], shown[1], shown[2]));
        }
      }
    }
    return text.toString();
  }

  /** What is shown for a stored color; all in [0, 1]. */
  double[] convert(double red, double green, double blue) {
    return switch (kind) {
      case PQ -> toneMap(light(pq(red)), light(pq(green)), light(pq(blue)));
      case HLG -> {
        double r = scene(red);
        double g = scene(green);
        double b = scene(blue);
        double gain = Math.pow(Math.max(1e-9, luma(r, g, b)), 0.2);
        yield toneMap(light(r * gain), light(g * gain), light(b * gain));
      }
      case WIDE -> change(FROM_2020, red, green, blue);
      case P3 -> change(FROM_P3, red, green, blue);
    };
  }

  /** SMPTE ST 2084: cd/m2 over 1,000, at most 1. */
  private static double pq(double value) {
    double power = Math.pow(value, 1 / 78.84375);
    double light = Math.max(0, power - 0.8359375) / (18.8515625 - 18.6875 * power);
    return Math.min(1, 10 * Math.pow(light, 1 / 0.1593017578125));
  }

  /** ARIB STD-B67: light of the scene, at most 1. */
  private static double scene(double value) {
    return value <= 0.5
        ? value * value / 3
        : (Math.exp((value - 0.55991073) / 0.17883277) + 0.28466892) / 12;
  }

  private static double light(double linear) {
    return Math.pow(Math.min(1, Math.max(0, linear)), 1 / GAMMA);
  }

  private static double luma(double red, double green, double blue) {
    return 0.2627 * red + 0.6780 * green + 0.0593 * blue;
  }

  /** BT.2446, section 4: red, green and blue with a gamma of 2.4, BT.2020. */
  private static double[] toneMap(double red, double green, double blue) {
    double luma = luma(red, green, blue);
    double bright = 1 + 32 * Math.pow(0.1, 1 / GAMMA);
    double lightness = Math.log1p((bright - 1) * luma) / Math.log(bright);
    double curve;
    if (lightness <= 0.7399) {
      curve = 1.0770 * lightness;
    } else if (lightness < 0.9909) {
      curve = -1.1510 * lightness * lightness + 2.7811 * lightness - 0.6302;
    } else {
      curve = 0.5 * lightness + 0.5;
    }
    double dim = 1 + 32 * Math.pow(0.01, 1 / GAMMA);
    double mapped = (Math.pow(dim, curve) - 1) / (dim - 1);
    double chroma = luma > 0 ? mapped / (1.1 * luma) : 0;
    double cb = chroma * (blue - luma) / 1.8814;
    double cr = chroma * (red - luma) / 1.4746;
    double y = mapped - Math.max(0.1 * cr, 0);
    double r = y + 1.4746 * cr;
    double b = y + 1.8814 * cb;
    double g = (y - 0.2627 * r - 0.0593 * b) / 0.6780;
    return change(FROM_2020, r, g, b);
  }

  private static double[] change(double[] matrix, double red, double green, double blue) {
    double r = Math.pow(clip(red), GAMMA);
    double g = Math.pow(clip(green), GAMMA);
    double b = Math.pow(clip(blue), GAMMA);
    double[] out = new double[3];
    for (int i = 0; i < 3; i++) {
      out[i] =
          Math.pow(
              clip(matrix[3 * i] * r + matrix[3 * i + 1] * g + matrix[3 * i + 2] * b), 1 / GAMMA);
    }
    return out;
  }

  private static double clip(double value) {
    return Math.min(1, Math.max(0, value));
  }
}
