package dev.kymo.trainer.run;

/** Where a run is in its life. */
public enum RunState {
  /** The engine and the data are being opened. */
  PREPARING,
  /** Steps are done. */
  RUNNING,
  /** It was asked to stop and saves a checkpoint. */
  STOPPING,
  /** All steps are done. */
  ENDED,
  /** It cannot go on; the reason says why. */
  FAILED,
  /** It left when asked, and can be resumed. */
  STOPPED,
  /** Its trainer has gone without a word; never in a file, only what a reader concludes. */
  LOST;

  /** Whether a trainer is expected to be alive. */
  public boolean alive() {
    return this == PREPARING || this == RUNNING || this == STOPPING;
  }

  /** As files and the command line spell it. */
  public String label() {
    return RecordJson.label(this);
  }
}
