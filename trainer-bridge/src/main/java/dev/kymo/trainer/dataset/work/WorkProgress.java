package dev.kymo.trainer.dataset.work;

/** Is told how far long work has come. */
@FunctionalInterface
public interface WorkProgress {
  /** For work that nobody watches. */
  WorkProgress NONE = (done, total) -> {};

  /**
   * Called after every unit of work, by one thread at a time but not always by the same.
   *
   * @param done units done, rising
   * @param total units in all, at least 1
   */
  void at(long done, long total);
}
