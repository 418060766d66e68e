package dev.kymo.studio.control;

/** What of the timeline is drawn on a canvas of its own, so that a change redraws little. */
enum TimelineLayer {
  /** Ruler, home ground and hatched surroundings, under everything. */
  GROUND,
  /** Frames of the footage. */
  FOOTAGE,
  /** Thumbnails and what is cached. */
  FRAMES,
  /** One column of pixels over time. */
  KYMOGRAPH,
  /** The bands' curves. */
  LANES
}
