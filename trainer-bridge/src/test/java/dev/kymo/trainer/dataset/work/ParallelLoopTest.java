package dev.kymo.trainer.dataset.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ParallelLoopTest {

  private static long workers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("kymo-dataset-work"))
        .count();
  }

  @Test
  void everyRoundRunsOnce() throws Exception {
    for (int threads : List.of(1, 3, 50)) {
      Set<Integer> seen = ConcurrentHashMap.newKeySet();
      long[] last = new long[2];
      new ParallelLoop(
              threads,
              (done, total) -> {
                assertEquals(last[0] + 1, done);
                last[0] = done;
                last[1] = total;
              },
              () -> false)
          .run(40, i -> assertTrue(seen.add(i)));
      assertEquals(40, seen.size());
      assertEquals(40, last[0]);
      assertEquals(40, last[1]);
    }
    new ParallelLoop(2, WorkProgress.NONE, () -> false).run(0, i -> assertTrue(i < 0));
    assertEquals(0, workers());
  }

  @Test
  void theFirstFailureEndsIt() {
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    IOException failure =
        assertThrows(
            IOException.class,
            () ->
                new ParallelLoop(2, WorkProgress.NONE, () -> false)
                    .run(
                        100_000,
                        i -> {
                          seen.add(i);
                          if (i == 5) {
                            throw new IOException("five");
                          }
                        }));
    assertEquals("five", failure.getMessage());
    assertEquals(0, workers());
  }

  @Test
  void cancellingEndsIt() {
    assertThrows(
        CancellationException.class,
        () -> new ParallelLoop(2, WorkProgress.NONE, () -> true).run(5, i -> assertFalse(true)));
  }

  @Test
  void anInterruptReachesTheWorkers() throws Exception {
    CountDownLatch inside = new CountDownLatch(2);
    Thread caller =
        new Thread(
            () ->
                assertThrows(
                    InterruptedException.class,
                    () ->
                        new ParallelLoop(2, WorkProgress.NONE, () -> false)
                            .run(
                                2,
                                i -> {
                                  inside.countDown();
                                  new CountDownLatch(1).await();
                                })));
    caller.start();
    inside.await();
    caller.interrupt();
    caller.join();
    assertEquals(0, workers());
  }
}
