package dev.kymo.inference.image;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.util.Optional;

/**
 * What the samples of an image mean, as its embedded ICC profile says. Safe for use by several
 * threads.
 */
final class ColorProfile {
  /** Embedded profiles have a few kilobytes; those of printers up to one or two megabytes. */
  static final int LARGEST_BYTES = 1 << 23;

  /** Levels by which a profile may differ from sRGB and still be taken for it. */
  private static final int SAME = 2;

  private static final int STEPS = 6;
  private static final int STRIP_PIXELS = 1 << 18;
  private static final ICC_Profile SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB);

  private final ICC_Profile profile;
  private final int components;
  private final boolean plain;

  private ColorProfile(ICC_Profile profile) {
    this.profile = profile;
    this.components = profile.getNumComponents();
    this.plain = components != 4 && isPlain();
  }

  /** Understands a profile, or gives nothing when it is damaged or for something else. */
  static Optional<ColorProfile> of(byte[] icc) {
    if (icc.length > LARGEST_BYTES) {
      return Optional.empty();
    }
    try {
      ICC_Profile profile = ICC_Profile.getInstance(icc);
      int type = profile.getColorSpaceType();
      boolean known =
          type == ColorSpace.TYPE_RGB
              || type == ColorSpace.TYPE_GRAY
              || type == ColorSpace.TYPE_CMYK;
      if (!known) {
        return Optional.empty();
      }
      ColorProfile made = new ColorProfile(profile);
      // Only the first use tells whether its tables are whole.
      made.convert(new byte[made.components], 1, 1);
      return Optional.of(made);
    } catch (IllegalArgumentException | CMMException e) {
      return Optional.empty();
    }
  }

  /** How many samples a pixel has: 1, 3 or 4. */
  int components() {
    return components;
  }

  /** Whether its samples are those of sRGB, as near as levels tell. */
  boolean plain() {
    return plain;
  }

  /**
   * Converts to sRGB.
   *
   * @param samples (height, width, components) uint8
   * @return (height, width, 3) uint8
   */
  byte[] convert(byte[] samples, int width, int height) {
    byte[] rgb = new byte[3 * width * height];
    ColorConvertOp op = new ColorConvertOp(new ICC_Profile[] {profile, SRGB}, null);
    int rows = Math.max(1, STRIP_PIXELS / width);
    for (int y = 0; y < height; y += rows) {
      int count = Math.min(rows, height - y);
      byte[] from = new byte[components * width * count];
      System.arraycopy(samples, components * width * y, from, 0, from.length);
      byte[] to = new byte[3 * width * count];
      op.filter(raster(from, width, count, components), raster(to, width, count, 3));
      System.arraycopy(to, 0, rgb, 3 * width * y, to.length);
    }
    return rgb;
  }

  private static WritableRaster raster(byte[] samples, int width, int height, int bands) {
    int[] offsets = new int[bands];
    for (int i = 0; i < bands; i++) {
      offsets[i] = i;
    }
    return Raster.createInterleavedRaster(
        new DataBufferByte(samples, samples.length),
        width,
        height,
        bands * width,
        bands,
        offsets,
        null);
  }

  private boolean isPlain() {
    int colors = components == 1 ? 256 : STEPS * STEPS * STEPS;
    byte[] samples = new byte[colors * components];
    for (int i = 0; i < colors; i++) {
      if (components == 1) {
        samples[i] = (byte) i;
      } else {
        samples[3 * i] = (byte) (255 / (STEPS - 1) * (i % STEPS));
        samples[3 * i + 1] = (byte) (255 / (STEPS - 1) * (i / STEPS % STEPS));
        samples[3 * i + 2] = (byte) (255 / (STEPS - 1) * (i / STEPS / STEPS));
      }
    }
    byte[] rgb = convert(samples, colors, 1);
    for (int i = 0; i < rgb.length; i++) {
      int before = samples[components == 1 ? i / 3 : i] & 0xFF;
      if (Math.abs((rgb[i] & 0xFF) - before) > SAME) {
        return false;
      }
    }
    return true;
  }
}
