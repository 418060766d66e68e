package dev.kymo.studio.footage;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Decoded frames of a range of footage, bounded in bytes: all of them when they fit, or else those
 * around the playhead. They are read in order on a thread of their own, from where the playhead is;
 * a jump of the playhead starts anew from there.
 */
public final class FootageFrames implements AutoCloseable {

  private static final Logger LOGGER = Logger.getLogger(FootageFrames.class.getName());

  /** Reading on to a frame this near is quicker than starting anew. */
  private static final int NEAR = 24;

  /** How long a read waits for the window to come after. */
  private static final long READ_ON_NANOS = 1_000_000_000;

  /** So much of a window lies before the playhead. */
  private static final double BEHIND = 0.25;

  private static final long PATIENCE_MILLIS = 5_000;

  private final Footage footage;
  private final FootageShape shape;
  private final int capacity;
  private final Listener listener;
  private final TreeMap<Integer, RgbFrame> frames = new TreeMap<>();
  private final Thread thread;
  private int wanted;
  private int end;
  private Optional<String> failure = Optional.empty();
  private boolean closed;

  /** Hears of frames on the reading thread. */
  public interface Listener {
    /** A frame is there, or none will come any more: ask again. */
    void changed();
  }

  /**
   * Starts to read at the first frame.
   *
   * @param footage closed by nobody: it holds nothing open between reads
   * @param shape which frames, and how large
   * @param boundBytes the most that they may take; two frames are kept in any case
   */
  public FootageFrames(Footage footage, FootageShape shape, long boundBytes, Listener listener) {
    this.footage = footage;
    this.shape = shape;
    this.listener = listener;
    this.wanted = shape.first();
    this.end = shape.first() + shape.count();
    this.capacity = (int) Math.max(2, Math.min(shape.count(), boundBytes / shape.bytesPerFrame()));
    this.thread = new Thread(this::loop, "kymo-footage");
    thread.setDaemon(true);
    thread.start();
  }

  /** Which frames, and how large. */
  public FootageShape shape() {
    return shape;
  }

  /** A frame by its number in the footage, if it is decoded. */
  public synchronized Optional<RgbFrame> get(int index) {
    return Optional.ofNullable(frames.get(index));
  }

  /**
   * A frame that is needed wherever the playhead is. Where not all frames fit it is read by itself,
   * which takes a moment, and not kept.
   *
   * @return empty while it is on its way with all others
   * @throws FrameException with a sentence, when it cannot be read
   */
  public Optional<RgbFrame> fetch(int index) throws FrameException, InterruptedException {
    Optional<RgbFrame> there = get(index);
    Optional<String> lost = there.isPresent() ? Optional.empty() : lost(index);
    if (lost.isPresent()) {
      throw new FrameException(lost.get());
    }
    if (there.isPresent() || capacity >= shape.count()) {
      return there;
    }
    List<RgbFrame> read = new ArrayList<>();
    try {
      footage.read(
          index, 1, Optional.empty(), shape.scaledHeight(), (number, frame) -> !read.add(frame));
    } catch (IOException e) {
      throw new FrameException(e.getMessage(), e);
    }
    if (read.isEmpty()) {
      throw new FrameException("%s ends before frame %d.".formatted(footage.info().file(), index));
    }
    return Optional.of(read.get(0));
  }

  /** The playhead is at this frame of the range: what is around it is read next. */
  public synchronized void want(int index) {
    int next = Math.max(shape.first(), Math.min(shape.first() + shape.count() - 1, index));
    if (next != wanted) {
      wanted = next;
      notifyAll();
    }
  }

  /**
   * Why a frame will not come.
   *
   * @return a sentence for the user; empty while it still may
   */
  public synchronized Optional<String> lost(int index) {
    if (failure.isPresent()) {
      return failure;
    }
    return index < end
        ? Optional.empty()
        : Optional.of("%s ends before frame %d.".formatted(footage.info().file(), index));
  }

  /** How many frames are decoded now. */
  public synchronized int size() {
    return frames.size();
  }

  /** How many are kept at most. */
  public int capacity() {
    return capacity;
  }

  /** Stops reading and forgets everything, at once. */
  public void stop() {
    synchronized (this) {
      closed = true;
      frames.clear();
      notifyAll();
    }
    thread.interrupt();
  }

  /** Stops, and waits until the reader has ended. */
  @Override
  public void close() {
    stop();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Frames that follow each other and are not there. */
  private record Run(int first, int count) {}

  private void loop() {
    try {
      for (Run run = next(); run.count() > 0; run = next()) {
        read(run);
        listener.changed();
      }
    } catch (InterruptedException e) {
      // It is being closed.
      Thread.currentThread().interrupt();
    }
  }

  private void read(Run run) throws InterruptedException {
    List<Integer> got = new ArrayList<>();
    boolean[] stopped = {false};
    try {
      footage.read(
          run.first(),
          run.count(),
          Optional.empty(),
          shape.scaledHeight(),
          (index, frame) -> {
            got.add(index);
            boolean more = keep(index, frame);
            stopped[0] = !more;
            listener.changed();
            return more;
          });
      if (!stopped[0] && got.size() < run.count()) {
        endsAt(run.first() + got.size());
      }
    } catch (FileException e) {
      fail(e.getMessage());
    } catch (IOException e) {
      fail(footage.info().file() + " cannot be read: " + e.getMessage());
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, footage.info().file() + " cannot be read", e);
      fail(footage.info().file() + " cannot be read; the log says more.");
    } catch (OutOfMemoryError e) {
      fail(
          "There is not enough memory for frames of %d x %d pixels; close other programs."
              .formatted(shape.width(), shape.height()));
    }
  }

  private synchronized void endsAt(int index) {
    end = Math.min(end, index);
  }

  private synchronized void fail(String sentence) {
    if (!closed) {
      failure = Optional.of(sentence);
    }
  }

  /** Keeps a frame; false when the next one in order is not the best to read any more. */
  private synchronized boolean keep(int index, RgbFrame frame) throws InterruptedException {
    if (closed) {
      return false;
    }
    frames.put(index, frame);
    drop();
    long patience = System.nanoTime() + READ_ON_NANOS;
    while (!closed && isOn(index) && index + 1 >= windowEnd() && windowEnd() < end) {
      // In play the window comes after: going on costs less than starting anew.
      long left = (patience - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return !closed && isOn(index) && !frames.containsKey(index + 1);
  }

  /** Whether the frame that is wanted is there, or comes soon when reading goes on. */
  private boolean isOn(int index) {
    boolean coming = wanted > index && wanted <= index + NEAR;
    return coming || wanted >= end || frames.containsKey(wanted);
  }

  private void drop() {
    while (frames.size() > capacity) {
      int first = frames.firstKey();
      int last = frames.lastKey();
      boolean before =
          first < windowStart() || (last < windowEnd() && wanted - first > last - wanted);
      frames.remove(before ? first : last);
    }
  }

  private int windowStart() {
    int before = capacity >= shape.count() ? shape.count() : (int) (capacity * BEHIND);
    int latest = shape.first() + shape.count() - capacity;
    return Math.max(shape.first(), Math.min(latest, wanted - before));
  }

  private int windowEnd() {
    return Math.min(end, windowStart() + capacity);
  }

  /** Waits for something to read; an empty run at the end. */
  private synchronized Run next() throws InterruptedException {
    while (!closed && failure.isEmpty()) {
      Run run = missing(Math.min(wanted, Math.max(shape.first(), end - 1)), windowEnd());
      if (run.count() == 0) {
        run = missing(windowStart(), wanted);
      }
      if (run.count() > 0 && isWorth(run)) {
        return run;
      }
      wait();
    }
    return new Run(0, 0);
  }

  /** The window moves by one frame in play: a start for each of them would cost too much. */
  private boolean isWorth(Run run) {
    return capacity >= shape.count()
        || !frames.containsKey(wanted)
        || run.first() - wanted < capacity / 4;
  }

  /**
   * What is missing from the first gap in a part of the range up to the next frame that is there.
   */
  private Run missing(int from, int to) {
    int first = from;
    while (first < to && frames.containsKey(first)) {
      first++;
    }
    Integer next = frames.higherKey(first);
    return first >= to ? new Run(0, 0) : new Run(first, (next == null ? end : next) - first);
  }
}
