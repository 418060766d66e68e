package dev.kymo.studio.cli.bench;

import dev.kymo.inference.frame.FrameException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Measures a subject: some runs to warm up, then the runs that count. */
final class BenchRunner {
  /** Enough for caches, allocators and the choice of convolution algorithms to settle. */
  static final int WARM_UP = 3;

  private static final double NANOS_PER_MS = 1e6;

  private final LongSupplier nanoTime;
  private final BooleanSupplier cancelled;

  BenchRunner(LongSupplier nanoTime, BooleanSupplier cancelled) {
    this.nanoTime = nanoTime;
    this.cancelled = cancelled;
  }

  BenchRow measure(BenchSubject subject, int runs) throws FrameException {
    for (int i = 0; i < WARM_UP; i++) {
      step(subject);
    }
    double[] ms = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = nanoTime.getAsLong();
      step(subject);
      ms[i] = (nanoTime.getAsLong() - start) / NANOS_PER_MS / subject.framesPerRun();
    }
    Statistics statistics = Statistics.of(ms);
    double framesPerSecond = 1000 / statistics.median();
    return new BenchRow(
        subject.name(),
        subject.info().device(),
        subject.info().precision(),
        subject.framesPerRun(),
        statistics,
        framesPerSecond,
        framesPerSecond * subject.operationsPerFrame() / subject.peakOperationsPerSecond());
  }

  private void step(BenchSubject subject) throws FrameException {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException();
    }
    subject.run();
  }
}
