package dev.kymo.inference.clip;

/** How frames are scaled on their way into a clip. */
public enum ScaleMethod {
  /** Each pixel becomes a block: edges stay hard. */
  NEAREST,
  /** Bicubic (Catmull-Rom), widened to an area filter when shrinking. */
  SMOOTH
}
