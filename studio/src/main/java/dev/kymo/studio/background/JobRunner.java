package dev.kymo.studio.background;

/** Runs jobs. The studio has a threaded one; tests may use {@link DirectJobRunner}. */
public interface JobRunner {

  /**
   * Starts a job.
   *
   * @param name what is being done, for people
   * @param job the work
   * @param <T> what it makes
   * @return what to watch and cancel it by
   */
  <T> JobHandle<T> run(String name, Job<T> job);
}
