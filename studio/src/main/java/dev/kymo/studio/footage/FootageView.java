package dev.kymo.studio.footage;

/** What of an edit of footage is shown. */
public enum FootageView {
  /** The whole frame, with the edit carried to its pixels. */
  FRAME,
  /** The learned square of it alone. */
  SQUARE,
  /** The model's own picture. */
  MODEL,
  /** How far the edited frame is from the original, amplified. */
  DIFFERENCE
}
