package dev.kymo.studio.background;

/** Runs every job at once on the calling thread, so that a test needs no waiting. */
public final class DirectJobRunner implements JobRunner {

  @Override
  public <T> JobHandle<T> run(String name, Job<T> job) {
    JobHandle<T> handle = new JobHandle<>(name, Runnable::run);
    handle.execute(job);
    return handle;
  }
}
