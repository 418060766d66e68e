package dev.kymo.studio.control;

/** Where a band's motion rests, as a menu offers it. */
public enum RestChoice {
  /** Where the model has it. */
  MODEL,
  /** Its mean over the trained clip. */
  MEAN,
  /** As it is at the playhead now. */
  PLAYHEAD,
  /** As it was at another moment. */
  MOMENT
}
