package dev.kymo.trainer.training;

import dev.kymo.inference.device.LocalHost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How much memory of CUDA cards this process holds. The driver's program is asked on another thread
 * and not often: training never waits for it.
 */
public final class CudaMemory {
  private static final long INTERVAL_NANOS = Duration.ofSeconds(20).toNanos();

  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile long bytes;
  private volatile long askedAt = System.nanoTime() - INTERVAL_NANOS;

  /** Bytes as they were last known; 0 before the first answer. */
  public long bytes() {
    if (System.nanoTime() - askedAt >= INTERVAL_NANOS && asking.compareAndSet(false, true)) {
      askedAt = System.nanoTime();
      Thread thread = new Thread(this::ask, "cuda memory");
      thread.setDaemon(true);
      thread.start();
    }
    return bytes;
  }

  private void ask() {
    try {
      new LocalHost()
          .run(
              Duration.ofSeconds(8),
              List.of(
                  "nvidia-smi",
                  "--query-compute-apps=pid,used_gpu_memory",
                  "--format=csv,noheader,nounits"))
          .ifPresent(answer -> bytes = ofProcess(answer, ProcessHandle.current().pid()));
    } finally {
      asking.set(false);
    }
  }

  /** The sum over the lines "pid, MiB" of a process. */
  static long ofProcess(String answer, long pid) {
    return answer
        .lines()
        .map(line -> line.replace(" ", "").split(",", -1))
        .filter(cells -> cells.length == 2 && cells[0].equals(Long.toString(pid)))
        .filter(cells -> cells[1].matches("\\d{1,9}"))
        .mapToLong(cells -> Long.parseLong(cells[1]) << 20)
        .sum();
  }
}
