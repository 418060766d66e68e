package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameOutcome;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.frame.Scene;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Draws what is wanted on one render thread, which alone touches the {@link FrameSource}. The
 * newest request wins: one is being drawn, at most one waits, and an outcome that is older than
 * what is shown is dropped by its stamp. When nothing is wanted the thread serves clips (export)
 * and fills the cache, in pieces so small that a new request hardly waits.
 *
 * <p>{@link #request}, {@link #use} and {@link #fill} are called on the callback executor's thread.
 */
public final class FrameService implements AutoCloseable {

  /** How long a piece of background work may keep a new request waiting, nanoseconds. */
  private static final long PIECE_NANOS = 12_000_000;

  private static final long PATIENCE_MILLIS = 5_000;

  private final FrameCache cache;
  private final Executor callbacks;
  private final FrameListener listener;
  private final RenderQueue queue = new RenderQueue();
  private final DrawTimes times = new DrawTimes();
  private final AtomicBoolean cacheNews = new AtomicBoolean();
  private final Thread thread;

  // Only on the callback thread.
  private Optional<FrameRequest> wanted = Optional.empty();
  private long newestStamp;
  private long shownStamp;

  /** Set on the render thread. */
  private volatile int batch;

  // Only on the render thread.
  private FrameSource source;
  private Runnable release = () -> {};

  /**
   * Starts the render thread.
   *
   * @param cache where drawn frames are kept
   * @param callbacks the thread of the interface
   * @param listener hears on that thread
   */
  public FrameService(FrameCache cache, Executor callbacks, FrameListener listener) {
    this.cache = cache;
    this.callbacks = callbacks;
    this.listener = listener;
    this.thread = new Thread(this::loop, "kymo-render");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Draws with another model from now on. What the old one still draws is dropped.
   *
   * @param next draws from now on
   * @param whenReleased run on the render thread when {@code next} is no longer used
   */
  public void use(FrameSource next, Runnable whenReleased) {
    wanted = Optional.empty();
    shownStamp = ++newestStamp;
    queue.changeSource(
        () -> {
          release.run();
          source = next;
          batch = next.batchSize();
          release = whenReleased;
          times.reset();
          cache.clear();
          FrameSource.SourceInfo info = next.info();
          callbacks.execute(() -> listener.sourceChanged(info));
        });
  }

  /** Asks for a frame; it replaces any that still waits. One in the cache is shown at once. */
  public void request(FrameRequest request) {
    if (wanted.isPresent() && wanted.get().equals(request)) {
      return;
    }
    wanted = Optional.of(request);
    long stamp = ++newestStamp;
    Optional<FrameImage> cached = cache.get(request);
    if (cached.isPresent()) {
      queue.forgetRequest();
      accept(stamp, new Picture(request, cached.get()));
    } else {
      queue.request(new RenderQueue.Wanted(request, stamp));
    }
  }

  /** What was asked for last. */
  public Optional<FrameRequest> wanted() {
    return wanted;
  }

  /**
   * Draws ahead while nothing else is wanted; replaces the earlier plan.
   *
   * @param plan which frames
   * @param urgent true in play: do not wait for the user to pause
   */
  public void fill(FillPlan plan, boolean urgent) {
    queue.fill(plan, urgent);
  }

  /**
   * Draws frames that somebody waits for; never call it on the interface's thread.
   *
   * @param scene what is drawn
   * @param at when
   * @param cancelled true stops
   * @return the frames in order; empty when cancelled or when another model was opened
   * @throws FrameException when a frame cannot be drawn; the message is a sentence for the user
   * @throws InterruptedException when the waiting thread is interrupted
   */
  public List<FrameImage> draw(Scene scene, double[] at, BooleanSupplier cancelled)
      throws FrameException, InterruptedException {
    return queue.clip(new ClipTask(scene, at, false, cancelled));
  }

  /**
   * Draws the next piece of a file, {@link #batchSize} frames unless it is the last; otherwise like
   * {@link #draw}. What the engine computes may differ in the last bit with the number of frames
   * that it draws at once, so files are drawn in the batches in which {@code kymo render} draws
   * them, and not from the cache.
   */
  public List<FrameImage> drawForFile(Scene scene, double[] at, BooleanSupplier cancelled)
      throws FrameException, InterruptedException {
    return queue.clip(new ClipTask(scene, at, true, cancelled));
  }

  /** How many frames the model that is open draws at once. */
  public int batchSize() {
    return Math.max(1, batch);
  }

  /** How many frames are best asked for at once in {@link #draw}: 1 to {@code most}. */
  public int pieceSize(int most) {
    return times.batchWithin(4 * PIECE_NANOS, most);
  }

  /** What one frame costs, milliseconds; NaN before the first. */
  public double millisPerFrame() {
    return times.perFrame() / 1e6;
  }

  /** Stops the render thread and releases the model; waits until both have happened. */
  @Override
  public void close() {
    queue.close();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    RenderQueue.Work work = queue.take();
    while (!(work instanceof RenderQueue.End)) {
      if (work instanceof RenderQueue.Change change) {
        change.action().run();
      } else if (work instanceof RenderQueue.Wanted request) {
        drawOne(request);
      } else if (work instanceof ClipTask task) {
        task.draw(source, cache);
        tellCacheChanged();
        tellMemoryShort();
      } else if (work instanceof RenderQueue.Ahead ahead) {
        drawAhead(ahead.plan());
        tellMemoryShort();
      }
      work = queue.take();
    }
    release.run();
  }

  private void drawOne(RenderQueue.Wanted work) {
    FrameOutcome outcome = cachedOrDrawn(work.request());
    if (outcome instanceof FrameOutcome.Drawn drawn) {
      cache.put(drawn.request(), drawn.image());
      Picture picture = new Picture(drawn.request(), drawn.image());
      callbacks.execute(() -> accept(work.stamp(), picture));
      tellCacheChanged();
    } else if (outcome instanceof FrameOutcome.Failed failed) {
      callbacks.execute(() -> fail(work.stamp(), failed.reason()));
    }
  }

  private FrameOutcome cachedOrDrawn(FrameRequest request) {
    // The fill may have drawn it since it was asked for.
    Optional<FrameImage> cached = cache.get(request);
    if (cached.isPresent()) {
      return new FrameOutcome.Drawn(request, cached.get(), 0);
    }
    FrameOutcome outcome = source.draw(request);
    if (outcome instanceof FrameOutcome.Drawn) {
      times.drewOne(outcome.nanos());
    }
    return outcome;
  }

  private void drawAhead(FillPlan plan) {
    int most = times.batchWithin(PIECE_NANOS, 16);
    double[] next = plan.next(t -> cache.contains(new FrameRequest(plan.scene(), t)), most);
    if (next.length == 0) {
      queue.fulfilled(plan);
      return;
    }
    long start = System.nanoTime();
    try {
      int drawn =
          source.drawClip(
              plan.scene(),
              next,
              (index, t, image) -> cache.put(new FrameRequest(plan.scene(), t), image),
              queue::isRequestWaiting);
      times.drewBatch(drawn, System.nanoTime() - start);
      tellCacheChanged();
    } catch (FrameException e) {
      // The frame that is looked at tells its own failure; drawing ahead just ends.
      queue.fulfilled(plan);
    }
  }

  private void accept(long stamp, Picture picture) {
    if (stamp > shownStamp) {
      shownStamp = stamp;
      listener.shown(picture);
    }
  }

  private void fail(long stamp, String reason) {
    if (stamp > shownStamp) {
      shownStamp = stamp;
      listener.failed(reason);
    }
  }

  private void tellMemoryShort() {
    int now = source == null ? batch : source.batchSize();
    if (now < batch) {
      batch = now;
      callbacks.execute(() -> listener.memoryShort(now));
    }
  }

  private void tellCacheChanged() {
    if (cacheNews.compareAndSet(false, true)) {
      callbacks.execute(
          () -> {
            cacheNews.set(false);
            listener.cacheChanged();
          });
    }
  }
}
