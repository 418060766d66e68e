package dev.kymo.inference.frame;

/** What became of a {@link FrameRequest}: an image or a reason in one sentence, with its timing. */
public sealed interface FrameOutcome {

  /** The request that this answers. */
  FrameRequest request();

  /** How long it took, in nanoseconds. */
  long nanos();

  /** The frame was drawn. */
  record Drawn(FrameRequest request, FrameImage image, long nanos) implements FrameOutcome {}

  /** The frame could not be drawn; the reason is a sentence for the user. */
  record Failed(FrameRequest request, String reason, long nanos) implements FrameOutcome {}
}
