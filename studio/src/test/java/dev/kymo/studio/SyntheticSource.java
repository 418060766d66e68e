package dev.kymo.studio;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameOutcome;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.frame.OtherCheckpointException;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import java.awt.Color;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Draws three coloured shapes; each band moves all of them at its own speed, so that gain, speed,
 * phase and code of every band can be seen. Deterministic. A gate can hold every frame back.
 */
public final class SyntheticSource implements FrameSource {

  private final Optional<String> checkpointId;
  private final int size;
  private final long frameNanos;
  private final AtomicInteger drawn = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean gated = new AtomicBoolean();
  private final AtomicInteger batch = new AtomicInteger(16);
  private final AtomicInteger memory = new AtomicInteger(16);
  private final Semaphore gate = new Semaphore(0);

  /** Frames of this size that take so long each. */
  public SyntheticSource(int size, long frameNanos) {
    this(size, frameNanos, Optional.empty());
  }

  /** Frames of one checkpoint only, as those of a real model. */
  SyntheticSource(int size, long frameNanos, Optional<String> checkpointId) {
    this.checkpointId = checkpointId;
    this.size = size;
    this.frameNanos = frameNanos;
  }

  /** From now on a frame is drawn only when it is let through. */
  public void closeGate() {
    gated.set(true);
  }

  /** Lets so many frames through. */
  public void letThrough(int frames) {
    gate.release(frames);
  }

  /** Frames are drawn at once again. */
  public void openGate() {
    gated.set(false);
    gate.release(1000);
  }

  /** From now on the device has no memory for more frames at once. */
  public void leaveMemoryFor(int frames) {
    memory.set(frames);
  }

  /** How many frames were begun so far. */
  public int drawn() {
    return drawn.get();
  }

  /** Whether it was closed. */
  public boolean isClosed() {
    return closed.get();
  }

  void close() {
    closed.set(true);
  }

  @Override
  public int batchSize() {
    return batch.get();
  }

  @Override
  public FrameOutcome draw(FrameRequest request) {
    long start = System.nanoTime();
    FrameImage image = image(request.scene(), request.t());
    return new FrameOutcome.Drawn(request, image, System.nanoTime() - start);
  }

  @Override
  public int drawClip(Scene scene, double[] times, Sink sink, BooleanSupplier cancelled)
      throws FrameException {
    if (checkpointId.filter(id -> !id.equals(scene.checkpointId())).isPresent()) {
      throw new OtherCheckpointException();
    }
    // Room for a whole batch is taken, whatever there is to draw.
    while (batch.get() > memory.get()) {
      if (batch.get() == 1) {
        throw new FrameException("CPU · 2 threads ran out of memory.", null);
      }
      batch.set(batch.get() / 2);
    }
    int count = 0;
    for (double t : times) {
      if (cancelled.getAsBoolean()) {
        break;
      }
      sink.accept(count++, t, image(scene, t));
    }
    return count;
  }

  @Override
  public SourceInfo info() {
    return new SourceInfo("CPU · 2 threads", "bf16", "bf16 is 2.1x as fast and holds 52 dB");
  }

  private FrameImage image(Scene scene, double t) {
    drawn.incrementAndGet();
    if (closed.get()) {
      throw new IllegalStateException("drawn with a closed model");
    }
    if (gated.get()) {
      gate.acquireUninterruptibly();
    }
    if (frameNanos > 0) {
      LockSupport.parkNanos(frameNanos);
    }
    int[] pixels = new int[size * size];
    Arrays.fill(pixels, 0xFF000000);
    Random content = new Random(seed(scene.content()) * 31 + noise(scene.noise()));
    for (int shape = 0; shape < 3; shape++) {
      float hue = content.nextFloat();
      int color = Color.HSBtoRGB(hue, 0.65f, 0.95f);
      int kind = content.nextInt(3);
      double x = size * (shape + 1) / 4.0;
      double y = size * (0.5 + 0.32 * Math.tanh(offset(scene.motion(), t, shape)));
      fill(pixels, kind, x, y, color);
    }
    return new FrameImage(size, size, pixels);
  }

  private static double offset(MotionEdit motion, double t, int shape) {
    double sum = 0;
    int bands = motion.plan().size();
    for (int band = 0; band < bands; band++) {
      BandEdit edit = motion.bands().get(band);
      double f = 1.2 + 5.0 * band / Math.max(1, bands - 1) + 0.3 * shape;
      double own = new Random(seed(edit.code()) * 17 + band + 5L * shape).nextDouble() * 6.28;
      sum += motion.effectiveGain(band) * 0.6 * Math.sin(edit.speed() * f * t + own + edit.phase());
    }
    return sum;
  }

  private void fill(int[] pixels, int kind, double cx, double cy, int color) {
    double r = size * 0.085;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double dx = x + 0.5 - cx;
        double dy = y + 0.5 - cy;
        double inside =
            switch (kind) {
              case 0 -> r - Math.hypot(dx, dy);
              case 1 -> r - Math.max(Math.abs(dx), Math.abs(dy));
              default -> Math.min(r - dy, (dy + r) / 2 - Math.abs(dx));
            };
        double alpha = Math.max(0, Math.min(1, inside + 0.5));
        if (alpha > 0) {
          pixels[y * size + x] = shade(color, alpha);
        }
      }
    }
  }

  private static int shade(int color, double alpha) {
    int red = (int) ((color >> 16 & 0xFF) * alpha);
    int green = (int) ((color >> 8 & 0xFF) * alpha);
    int blue = (int) ((color & 0xFF) * alpha);
    return 0xFF000000 | red << 16 | green << 8 | blue;
  }

  private static long seed(LatentCode code) {
    return code instanceof LatentCode.Seeded seeded ? seeded.seed() : code.hashCode();
  }

  private static long noise(NoiseCode code) {
    return code instanceof NoiseCode.Seeded seeded ? seeded.seed() % 2 : 0;
  }
}
