package dev.kymo.trainer.dataset.puppet;

/** How a puppet wears its hair. */
enum HairStyle {
  /** Above the ears. */
  SHORT,
  /** To the chin. */
  BOB,
  /** To the shoulders. */
  LONG,
  /** Tied up on top. */
  BUN
}
