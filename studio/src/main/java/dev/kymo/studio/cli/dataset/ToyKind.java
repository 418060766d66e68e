package dev.kymo.studio.cli.dataset;

/** What is drawn in a toy dataset. */
enum ToyKind {
  /** Colored shapes that bounce. */
  SHAPES,
  /** Talking heads. */
  PUPPET
}
