package dev.kymo.inference.clip;

/** How much an MP4 keeps of its frames; other formats are always written at their best. */
public enum ClipQuality {
  /** Not to be told from the frames: above 45 dB on luma, as a rule above 50. */
  BEST(12, 14),
  /** No flaws at normal size; about half the bytes. */
  HIGH(18, 19),
  /** For sending; about a quarter of the bytes. */
  SMALL(24, 25);

  private final int quantizer;
  private final int rateFactor;

  ClipQuality(int quantizer, int rateFactor) {
    this.quantizer = quantizer;
    this.rateFactor = rateFactor;
  }

  /**
   * The quality of this name on the command line, in any case.
   *
   * @throws IllegalArgumentException with a sentence that lists the names
   */
  public static ClipQuality parse(String name) {
    for (ClipQuality quality : values()) {
      if (quality.name().equalsIgnoreCase(name)) {
        return quality;
      }
    }
    throw new IllegalArgumentException(
        "There is no quality '" + name + "'; choose best, high or small.");
  }

  /** H.264's quantisation parameter: the step doubles every 6. */
  int quantizer() {
    return quantizer;
  }

  /** x264's constant rate factor that keeps about as much. */
  int rateFactor() {
    return rateFactor;
  }
}
