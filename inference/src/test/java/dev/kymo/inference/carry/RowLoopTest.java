package dev.kymo.inference.carry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shared work. */
@Timeout(20)
class RowLoopTest {

  private static void assertEachRowOnce(RowLoop loop) {
    AtomicIntegerArray done = new AtomicIntegerArray(103);
    loop.run(
        103,
        10,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            done.incrementAndGet(i);
          }
        });
    for (int i = 0; i < done.length(); i++) {
      assertEquals(1, done.get(i));
    }
  }

  @Test
  void everyRowIsDoneOnce() {
    assertEachRowOnce(RowLoop.here());
    ExecutorService pool = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 50; i++) {
        assertEachRowOnce(new RowLoop(pool, 4));
      }
    } finally {
      pool.shutdown();
    }
    assertEachRowOnce(new RowLoop(pool, 4));
  }

  @Test
  void aBusyExecutorDoesNotHoldItUp() {
    ExecutorService pool = Executors.newFixedThreadPool(1);
    CountDownLatch free = new CountDownLatch(1);
    pool.execute(
        () -> {
          try {
            free.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try {
      assertEachRowOnce(new RowLoop(pool, 2));
    } finally {
      free.countDown();
      pool.shutdown();
    }
  }

  @Test
  void whatGoesWrongIsThrownHere() {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      RowLoop loop = new RowLoop(pool, 3);
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  loop.run(
                      30,
                      1,
                      (from, to) -> {
                        if (from == 17) {
                          throw new IllegalStateException("row 17");
                        }
                      }));
      assertTrue(thrown.getMessage().contains("17"));
      assertEachRowOnce(loop);
    } finally {
      pool.shutdown();
    }
    assertThrows(IllegalArgumentException.class, () -> new RowLoop(pool, 0));
  }
}
