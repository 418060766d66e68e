package dev.kymo.trainer.dataset.work;

/** Counts units of work over several threads and tells how far it has come. */
public final class SharedCounter {
  private final WorkProgress progress;
  private final long total;
  private long done;

  /**
   * A counter at 0.
   *
   * @param progress told after each unit
   * @param total units in all; as many as were counted, if those turn out to be more
   */
  public SharedCounter(WorkProgress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  /** One more is done. */
  public synchronized void count() {
    done++;
    progress.at(done, Math.max(done, total));
  }
}
