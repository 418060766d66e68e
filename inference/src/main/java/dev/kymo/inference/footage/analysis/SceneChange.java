package dev.kymo.inference.footage.analysis;

/**
 * Where a clip leaves its scene.
 *
 * @param kind how
 * @param first number in the footage of the first frame that belongs to the scene before no more
 * @param frames how many frames the change takes; 0 for a cut, whose first frame is a new scene's
 * @param confidence from 0 to 1
 */
public record SceneChange(Kind kind, int first, int frames, double confidence) {

  /** How a scene changes. */
  public enum Kind {
    /** From one frame to the next. */
    CUT,
    /** The camera swings away, or something walks into the lens: suspicious, not sure. */
    WHIP_PAN
  }

  /** Checks the values. */
  public SceneChange {
    boolean fits = kind == Kind.CUT ? frames == 0 : frames > 0;
    if (!fits || first < 0 || !(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException(
          "A scene does not change at %d for %d frames with confidence %s."
              .formatted(first, frames, confidence));
    }
  }

  /** Number of the first frame of the next scene. */
  public int next() {
    return first + frames;
  }
}
