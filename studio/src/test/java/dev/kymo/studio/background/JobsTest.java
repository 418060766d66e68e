package dev.kymo.studio.background;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

class JobsTest {

  @Test
  void directRunnerDeliversAtOnce() {
    JobHandle<Integer> handle =
        new DirectJobRunner()
            .run(
                "count",
                context -> {
                  context.progress(0.5);
                  context.message("half");
                  return 42;
                });
    assertEquals(new JobOutcome.Done<>(42), handle.outcome().orElseThrow());
    assertEquals(0.5, handle.progressProperty().get());
    assertEquals("half", handle.messageProperty().get());
  }

  @Test
  void failureKeepsItsReason() {
    JobHandle<String> handle =
        new DirectJobRunner()
            .run(
                "fail",
                context -> {
                  throw new IOException("The file is gone.");
                });
    JobOutcome.Failed<?> failed =
        assertInstanceOf(JobOutcome.Failed.class, handle.outcome().orElseThrow());
    assertEquals("The file is gone.", failed.error().getMessage());
  }

  @Test
  void threadedRunnerCallsBackOnlyThroughItsExecutorAndCanBeCancelled() throws Exception {
    LinkedBlockingQueue<Runnable> callbacks = new LinkedBlockingQueue<>();
    CountDownLatch started = new CountDownLatch(1);
    try (ThreadedJobRunner jobs = new ThreadedJobRunner(callbacks::add)) {
      JobHandle<String> handle =
          jobs.run(
              "wait",
              context -> {
                started.countDown();
                while (true) {
                  context.check();
                  Thread.onSpinWait();
                }
              });
      started.await();
      handle.cancel();
      Runnable last = callbacks.take();
      assertTrue(handle.outcome().isEmpty());
      last.run();
      assertEquals(new JobOutcome.Cancelled<>(), handle.outcome().orElseThrow());
    }
  }
}
