package dev.kymo.inference.checkpoint;

/** What is said of a tensor that holds NaN or infinite numbers, wherever one is read. */
public final class NotFinite {
  private NotFinite() {}

  /**
   * A clause that begins with the tensor's name.
   *
   * @param tensor what the checkpoint calls it
   */
  public static String clause(String tensor) {
    return "'%s' holds NaN or infinite numbers: training has diverged before it was saved; use an earlier checkpoint"
        .formatted(tensor);
  }
}
