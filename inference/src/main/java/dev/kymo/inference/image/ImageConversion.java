package dev.kymo.inference.image;

/** What was done to an image on reading it, so that its pixels look as they were meant. */
public enum ImageConversion {
  /** The file says how the camera was held. */
  TURNED("turned upright as the EXIF orientation says"),
  /** Four inks became three lights. */
  CMYK("converted from CMYK to RGB"),
  /** The file says which colors its numbers mean. */
  PROFILE("converted from the color profile to sRGB"),
  /** It would say so, but cannot be understood. */
  PROFILE_IGNORED("taken as sRGB because the color profile cannot be read"),
  /** Some pixels are not opaque. */
  ALPHA("put on black where transparent"),
  /** Finer levels than a frame has. */
  DEPTH("reduced from 16 to 8 bits a channel");

  private final String text;

  ImageConversion(String text) {
    this.text = text;
  }

  /** For a sentence: {@code frame_001.png was ...}, {@code 12 frames were ...}. */
  public String text() {
    return text;
  }
}
