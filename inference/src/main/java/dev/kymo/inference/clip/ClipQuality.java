package dev.kymo.inference.clip;

/** How much a lossy video keeps of its frames; other formats are always written at their best. */
public enum ClipQuality {
  /** Not to be told from the frames: above 45 dB on luma, as a rule above 50. */
  BEST("Best: not to be told from the frames", 12),
  /** No flaws at normal size; about half the bytes. */
  HIGH("High: no flaws at normal size", 18),
  /** For sending; about a quarter of the bytes. */
  SMALL("Small: for sending", 24);

  private final String title;
  private final int quantizer;

  ClipQuality(String title, int quantizer) {
    this.title = title;
    this.quantizer = quantizer;
  }

  /** What it is for, for people. */
  public String title() {
    return title;
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
}
