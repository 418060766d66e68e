package dev.kymo.studio.footage;

import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.delivery.CarryPlan;
import dev.kymo.inference.delivery.FrameCarrier;
import dev.kymo.inference.delivery.ModelFrame;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.frames.ImageCache;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Carries edits to the pixels of footage on one thread. The newest request wins: one is being
 * carried, at most one waits, and what is older than what is shown is dropped by its stamp. A
 * request whose originals are not decoded yet waits for them. A picture is carried quickly first,
 * and as well as an export does once nothing newer has come for a moment.
 *
 * <p>{@link #use} and {@link #request} are called on the callback executor's thread.
 */
public final class CarryService implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(CarryService.class.getName());

  /** How long nothing newer must have come before a picture is made better, nanoseconds. */
  private static final long REST_NANOS = 120_000_000;

  private static final long PATIENCE_MILLIS = 5_000;

  private final Carriers carriers;
  private final LearnedPictures learned;
  private final ImageCache<CarriedKey> cache;
  private final Executor callbacks;
  private final Listener listener;
  private final Thread thread;

  // Guarded by this.
  private Work waiting;
  private boolean parked;
  private Work unrefined;
  private long refineAt;
  private long arrivals;
  private boolean closed;

  // Only on the callback thread.
  private Optional<Clip> clip = Optional.empty();
  private long newestStamp;
  private long shownStamp;

  /** Draws the model's pictures of footage as it was learned. */
  @FunctionalInterface
  public interface LearnedPictures {
    /**
     * Draws one, or takes it from a cache; never called on the interface's thread.
     *
     * @return empty when another model was opened meanwhile
     * @throws FrameException when it cannot be drawn; the message is a sentence for the user
     */
    Optional<FrameImage> at(FrameRequest request) throws FrameException, InterruptedException;
  }

  /** Hears from the service, always on its callback executor. */
  public interface Listener {
    /** A newer picture is there, or a better one of the same request. */
    void carried(CarriedPicture picture);

    /** The newest request cannot be carried; the reason is a sentence for the user. */
    void failed(String reason);
  }

  /**
   * Starts the thread.
   *
   * @param cacheBytes the most that carried pictures may take
   * @param callbacks the thread of the interface
   * @param listener hears on that thread
   */
  public CarryService(
      Carriers carriers,
      LearnedPictures learned,
      long cacheBytes,
      Executor callbacks,
      Listener listener) {
    this.carriers = carriers;
    this.learned = learned;
    this.cache = new ImageCache<>(cacheBytes);
    this.callbacks = callbacks;
    this.listener = listener;
    this.thread = new Thread(this::loop, "kymo-carry");
    thread.setDaemon(true);
    thread.start();
  }

  /**
   * Carries to other footage from now on, or to none.
   *
   * @param origin what the model has learned of it
   * @param clipLength T of the model
   * @param frames its decoded frames; whoever made them closes them
   */
  public void use(FootageOrigin origin, int clipLength, FootageFrames frames) {
    forget();
    clip = Optional.of(new Clip(origin, clipLength, frames));
  }

  /** Carries nothing any more; what is under way is dropped. */
  public void forget() {
    shownStamp = ++newestStamp;
    clip = Optional.empty();
    synchronized (this) {
      waiting = null;
      unrefined = null;
    }
    cache.clear();
  }

  /** Asks for a picture; it replaces any that still waits. Nothing happens without footage. */
  public void request(CarryRequest request) {
    if (clip.isEmpty()) {
      return;
    }
    Work work = new Work(clip.get(), request, ++newestStamp, false);
    synchronized (this) {
      waiting = work;
      parked = false;
      unrefined = null;
      notifyAll();
    }
  }

  /** Frames of the footage have been decoded, or none will be; from any thread. */
  public synchronized void framesChanged() {
    arrivals++;
    parked = false;
    notifyAll();
  }

  /** Stops the thread; waits until it has ended. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    thread.interrupt();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Work(Clip clip, CarryRequest request, long stamp, boolean best) {
    CarriedKey key() {
      return new CarriedKey(request.edited().request(), request.view(), best);
    }
  }

  private void loop() {
    try {
      for (Optional<Work> work = take(); work.isPresent(); work = take()) {
        attempt(work.get());
      }
    } catch (InterruptedException e) {
      // It is being closed.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Optional<Work> take() throws InterruptedException {
    while (!closed) {
      if (waiting != null && !parked) {
        Work work = waiting;
        waiting = null;
        return Optional.of(work);
      }
      long left = Math.max(1, (refineAt - System.nanoTime()) / 1_000_000);
      if (waiting == null && unrefined != null) {
        if (refineAt <= System.nanoTime()) {
          Work work = unrefined;
          unrefined = null;
          return Optional.of(work);
        }
        wait(left);
      } else {
        wait();
      }
    }
    return Optional.empty();
  }

  private synchronized boolean isNewerWaiting() {
    return closed || waiting != null;
  }

  private void attempt(Work work) throws InterruptedException {
    long seen;
    synchronized (this) {
      seen = arrivals;
    }
    try {
      Optional<CarriedPicture> picture = work.clip().carry(work);
      if (picture.isPresent()) {
        CarriedPicture made = picture.get();
        callbacks.execute(() -> accept(work.stamp(), made));
        refineLater(work, made);
      } else {
        park(work, seen);
      }
    } catch (FrameException e) {
      callbacks.execute(() -> fail(work.stamp(), e.getMessage()));
    } catch (RuntimeException | OutOfMemoryError e) {
      LOGGER.log(Level.WARNING, "An edit could not be carried to the footage", e);
      String reason =
          e instanceof OutOfMemoryError
              ? "There is not enough memory to show the footage at this size; close other programs."
              : "The edit could not be carried to the footage; the log says more.";
      callbacks.execute(() -> fail(work.stamp(), reason));
    }
  }

  private synchronized void refineLater(Work work, CarriedPicture made) {
    if (!made.best() && !work.request().moving() && waiting == null) {
      unrefined = new Work(work.clip(), work.request(), work.stamp(), true);
      refineAt = System.nanoTime() + REST_NANOS;
    }
  }

  /** Waits for frames, unless something newer has been asked for. */
  private synchronized void park(Work work, long seen) {
    if (waiting == null) {
      waiting = work;
      parked = seen == arrivals;
    }
  }

  private void accept(long stamp, CarriedPicture picture) {
    if (stamp >= shownStamp) {
      shownStamp = stamp;
      listener.carried(picture);
    }
  }

  private void fail(long stamp, String reason) {
    if (stamp >= shownStamp) {
      shownStamp = stamp;
      listener.failed(reason);
    }
  }

  /** Footage with what a model has learned of it, used on the carrying thread. */
  private final class Clip {
    private final FootageOrigin origin;
    private final int length;
    private final FootageFrames frames;
    private final FootageOrigin scaled;
    private Optional<FrameCarrier> live = Optional.empty();
    private Optional<FrameCarrier> best = Optional.empty();
    private Optional<Scene> helped = Optional.empty();
    private final List<FrameImage> pictures = new ArrayList<>();
    private List<FrameCarrier.Original> helpers = List.of();
    private boolean helpersReady;

    Clip(FootageOrigin origin, int length, FootageFrames frames) {
      this.origin = origin;
      this.length = length;
      this.frames = frames;
      this.scaled = frames.shape().scaled(origin);
    }

    /** Carries; empty when an original is not decoded yet. */
    Optional<CarriedPicture> carry(Work work) throws FrameException, InterruptedException {
      FrameRequest request = work.request().edited().request();
      CarryPlan.Step step = CarryPlan.step(origin, length, request.t());
      frames.want(step.frame());
      Optional<RgbFrame> first = original(step.frame());
      Optional<RgbFrame> second = step.part() > 0 ? original(step.frame() + 1) : first;
      if (first.isEmpty() || second.isEmpty()) {
        return Optional.empty();
      }
      RgbFrame nearest = step.part() < 0.5 ? first.get() : second.get();
      if (work.request().view() == FootageView.MODEL) {
        return Optional.of(model(work.request(), nearest, step.carried()));
      }
      boolean asFilmed =
          step.carried() && step.exact() && CarriedClip.isUnedited(request.scene(), origin);
      boolean settled = asFilmed || !step.carried();
      Optional<FrameImage> known = settled ? Optional.empty() : known(work);
      FrameImage image;
      if (known.isPresent()) {
        image = known.get();
      } else {
        Optional<RgbFrame> made = asFilmed ? first : made(work, step, first.get(), second.get());
        if (made.isEmpty()) {
          return Optional.empty();
        }
        image = image(work.request().view(), made.get(), nearest, step.carried());
        if (!settled) {
          cache.put(work.key(), image);
        }
      }
      Optional<FrameImage> before =
          work.request().compared() && step.carried()
              ? Optional.of(FramePixels.image(nearest, part(work.request().view())))
              : Optional.empty();
      boolean good = settled || work.best() || cache.contains(betterKey(work));
      return Optional.of(new CarriedPicture(work.request(), image, before, !step.carried(), good));
    }

    /** The model's picture as it is, beside what it has learned. */
    private CarriedPicture model(CarryRequest request, RgbFrame nearest, boolean carried) {
      FrameImage edited = request.edited().image();
      Optional<FrameImage> before =
          carried
              ? Optional.of(FramePixels.small(nearest, scaled.square(), edited.width()))
              : Optional.empty();
      return new CarriedPicture(request, edited, before, !carried, true);
    }

    private Optional<RgbFrame> original(int index) throws FrameException {
      Optional<RgbFrame> frame = frames.get(index);
      Optional<String> lost = frame.isPresent() ? Optional.empty() : frames.lost(index);
      if (lost.isPresent()) {
        throw new FrameException(lost.get(), null);
      }
      return frame;
    }

    /** A better one will do, too. */
    private Optional<FrameImage> known(Work work) {
      return cache.get(betterKey(work)).or(() -> cache.get(work.key()));
    }

    private CarriedKey betterKey(Work work) {
      return new CarriedKey(work.request().edited().request(), work.request().view(), true);
    }

    private Optional<RgbFrame> made(Work work, CarryPlan.Step step, RgbFrame first, RgbFrame second)
        throws FrameException, InterruptedException {
      FrameImage edited = work.request().edited().image();
      if (!step.carried()) {
        return Optional.of(ModelFrame.over(first, scaled.square(), edited));
      }
      Scene scene = work.request().edited().request().scene();
      forgetOtherHelpers(CarriedClip.unedited(scene, origin));
      if (work.best() && !isHelped()) {
        return Optional.empty();
      }
      Optional<FrameCarrier.Original> here = original(scene, step.frame(), first);
      if (here.isEmpty()) {
        return Optional.empty();
      }
      if (step.part() == 0) {
        return Optional.of(carrier(work.best()).carry(here.get(), edited));
      }
      return original(scene, step.frame() + 1, second)
          .map(next -> carrier(work.best()).between(here.get(), next, step.part(), edited));
    }

    private void forgetOtherHelpers(Scene unedited) {
      if (!helped.equals(Optional.of(unedited))) {
        helped = Optional.of(unedited);
        pictures.clear();
        helpersReady = false;
        live = Optional.empty();
        best = Optional.empty();
      }
    }

    /**
     * Finds the frames that help others, as an export does; goes on where it stopped. Until then
     * quick pictures do without.
     *
     * @return false when something newer is wanted, or a frame is not decoded yet
     */
    private boolean isHelped() throws FrameException, InterruptedException {
      while (pictures.size() < origin.frames()) {
        double t = origin.time(origin.first() + pictures.size(), length);
        Optional<FrameImage> picture =
            isNewerWaiting()
                ? Optional.empty()
                : learned.at(new FrameRequest(helped.orElseThrow(), t));
        if (picture.isEmpty()) {
          return false;
        }
        pictures.add(picture.get());
      }
      if (!helpersReady) {
        List<FrameCarrier.Original> found = new ArrayList<>();
        for (int number : carrier(true).helpers(pictures).stream().sorted().toList()) {
          Optional<RgbFrame> frame = frames.fetch(origin.first() + number);
          if (frame.isEmpty()) {
            return false;
          }
          found.add(new FrameCarrier.Original(frame.get(), pictures.get(number)));
        }
        helpers = found;
        helpersReady = true;
        carrier(true).keep(helpers);
        carrier(false).keep(helpers);
      }
      return true;
    }

    private Optional<FrameCarrier.Original> original(Scene scene, int index, RgbFrame frame)
        throws FrameException, InterruptedException {
      double t = origin.time(index, length);
      return learned
          .at(new FrameRequest(CarriedClip.unedited(scene, origin), t))
          .map(picture -> new FrameCarrier.Original(frame, picture));
    }

    private FrameCarrier carrier(boolean good) {
      if (good) {
        best = best.or(() -> Optional.of(carriers.best().open(scaled)));
        return best.get();
      }
      live = live.or(() -> Optional.of(carriers.live().open(scaled)));
      return live.get();
    }

    private FrameImage image(FootageView view, RgbFrame made, RgbFrame nearest, boolean carried) {
      return view == FootageView.DIFFERENCE && carried
          ? FramePixels.difference(made, nearest)
          : FramePixels.image(made, part(view));
    }

    private Optional<Square> part(FootageView view) {
      return view == FootageView.SQUARE ? Optional.of(scaled.square()) : Optional.empty();
    }
  }
}
