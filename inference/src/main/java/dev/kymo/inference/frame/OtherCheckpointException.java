package dev.kymo.inference.frame;

/** A frame was asked for that belongs to another checkpoint than the one that draws. */
public final class OtherCheckpointException extends FrameException {
  private static final long serialVersionUID = 1L;

  /** Says so. */
  public OtherCheckpointException() {
    super("The frame belongs to another checkpoint than the one that is open.");
  }
}
