package dev.kymo.studio.control;

import dev.kymo.studio.timeline.ClipRange;

/** Hears what the user does on the timeline. */
public interface TimelineEdits {

  /** The user wants the playhead here, units of t. */
  void seek(double t);

  /** The user begins to drag the in or out point. */
  void beginRange();

  /** The user wants these in and out points. */
  void setRange(ClipRange range);

  /** The drag has ended. */
  void endRange();
}
