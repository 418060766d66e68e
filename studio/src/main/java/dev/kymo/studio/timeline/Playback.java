package dev.kymo.studio.timeline;

import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * The playhead and the clock that moves it. In play the playhead is where the clock says, on the
 * grid of frames that starts at the in point, or in slow play on a finer one: a frame that is not
 * ready in time is skipped and counted, the clock never slows down. Used from the JavaFX thread
 * only.
 */
public final class Playback {

  /**
   * Frames change a little before their time. The clock starts with a pulse of the screen: at a
   * rate that is in step with it every frame would be due just when the pulse comes, or just after.
   */
  private static final long PHASE_NANOS = 3_000_000;

  /** The most pieces that a frame's time is divided into in slow play. */
  private static final int MOST_PIECES = 8;

  private final ReadOnlyObjectProperty<TimeScale> scale;
  private final ReadOnlyObjectProperty<ClipRange> range;
  private final DoublePredicate shown;
  private final BooleanSupplier time;
  private final ReadOnlyDoubleWrapper playhead = new ReadOnlyDoubleWrapper(-1);
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private final BooleanProperty loop = new SimpleBooleanProperty(true);
  private final DoubleProperty speed = new SimpleDoubleProperty(1);
  private final ReadOnlyIntegerWrapper pieces = new ReadOnlyIntegerWrapper(1);
  private final ReadOnlyIntegerWrapper dropped = new ReadOnlyIntegerWrapper();

  private boolean anchored;
  private long anchorNanos;
  private double anchorFrame;
  private long lastFrame;

  /**
   * Stands at the beginning of the trained clip.
   *
   * @param scale the project's rate
   * @param range what is played
   * @param shown whether the frame of a time is on the screen: a frame that never was counts as
   *     dropped
   * @param time whether there is time to draw as many frames as play at its own rate needs: then
   *     slow play draws frames in between, and is as smooth
   */
  public Playback(
      ReadOnlyObjectProperty<TimeScale> scale,
      ReadOnlyObjectProperty<ClipRange> range,
      DoublePredicate shown,
      BooleanSupplier time) {
    this.scale = scale;
    this.range = range;
    this.shown = shown;
    this.time = time;
    // Another rate or range starts a new count of frames at the same place.
    scale.addListener((p, before, after) -> anchored = false);
    range.addListener((p, before, after) -> anchored = false);
    speed.addListener((p, before, after) -> choosePieces());
    playing.addListener((p, before, after) -> choosePieces());
  }

  /** Play that draws the frames of the grid only. */
  public Playback(
      ReadOnlyObjectProperty<TimeScale> scale,
      ReadOnlyObjectProperty<ClipRange> range,
      DoublePredicate shown) {
    this(scale, range, shown, () -> false);
  }

  /** Into how many pieces a frame's time is divided: 1, or more in slow play. */
  public ReadOnlyIntegerProperty piecesProperty() {
    return pieces.getReadOnlyProperty();
  }

  /** Slow play never draws more frames a second than play at its own rate. */
  private void choosePieces() {
    double slow = Math.abs(speed.get());
    boolean divides = playing.get() && slow > 0 && slow < 1 && time.getAsBoolean();
    pieces.set(divides ? (int) Math.min(MOST_PIECES, Math.ceil(1 / slow - 1e-9)) : 1);
    anchored = false;
  }

  /** Where the playhead is, units of t. */
  public ReadOnlyDoubleProperty playheadProperty() {
    return playhead.getReadOnlyProperty();
  }

  /** Whether the clock runs. */
  public ReadOnlyBooleanProperty playingProperty() {
    return playing.getReadOnlyProperty();
  }

  /** Whether play starts again at the in point. */
  public BooleanProperty loopProperty() {
    return loop;
  }

  /** How fast the clock runs: 1 is the project's rate, negative runs backwards, 0 stands. */
  public DoubleProperty speedProperty() {
    return speed;
  }

  /** Frames that were due and never shown since play began. */
  public ReadOnlyIntegerProperty droppedProperty() {
    return dropped.getReadOnlyProperty();
  }

  /** Puts the playhead at any real time; play goes on from there. */
  public void seek(double t) {
    if (Double.isFinite(t)) {
      playhead.set(t);
      anchored = false;
    }
  }

  /** Moves the playhead by so many frames, which may be a fraction; play stops. */
  public void step(double frames) {
    pause();
    seek(playhead.get() + frames * scale.get().step());
  }

  /** Starts the clock, from the in point when the playhead is outside the range. */
  public void play() {
    if (playing.get()) {
      return;
    }
    double t = playhead.get();
    double step = scale.get().step();
    double last = range.get().from() + (range.get().frames(step) - 1) * step;
    boolean backwards = speed.get() < 0;
    boolean atEnd = backwards ? t <= range.get().from() + step / 2 : t >= last - step / 2;
    if (!range.get().contains(t) || (!loop.get() && atEnd)) {
      seek(backwards ? last : range.get().from());
    }
    dropped.set(0);
    anchored = false;
    playing.set(true);
  }

  /** Stops the clock where it is. */
  public void pause() {
    playing.set(false);
  }

  /** Starts or stops. */
  public void toggle() {
    if (playing.get()) {
      pause();
    } else {
      play();
    }
  }

  /**
   * Moves the playhead to where the clock says.
   *
   * @param nanos a clock that only its differences matter of
   */
  public void tick(long nanos) {
    if (!playing.get()) {
      return;
    }
    ClipRange played = range.get();
    double step = scale.get().step() / pieces.get();
    if (!anchored) {
      anchored = true;
      anchorNanos = nanos;
      anchorFrame = Math.max(0, (playhead.get() - played.from()) / step);
      lastFrame = (long) Math.floor(anchorFrame + 1e-9);
      return;
    }
    double passed =
        (nanos - anchorNanos + PHASE_NANOS)
            * 1e-9
            * scale.get().drawnFps()
            * pieces.get()
            * speed.get();
    // A frame stays until its time is over, whichever way the clock runs.
    long frame =
        (long)
            (speed.get() < 0
                ? Math.ceil(anchorFrame + passed - 1e-9)
                : Math.floor(anchorFrame + passed + 1e-9));
    if (frame == lastFrame) {
      return;
    }
    int frames = played.frames(scale.get().step()) * pieces.get();
    if ((frame >= frames || frame < 0) && !loop.get()) {
      int end = frame < 0 ? 0 : frames - pieces.get();
      count(end);
      playhead.set(played.from() + end * step);
      pause();
      return;
    }
    count(frame);
    playhead.set(played.from() + Math.floorMod(frame, (long) frames) * step);
  }

  private void count(long frame) {
    long due = Math.abs(frame - lastFrame);
    long missed = due - (shown.test(playhead.get()) ? 1 : 0);
    dropped.set(dropped.get() + (int) Math.max(0, Math.min(missed, Integer.MAX_VALUE / 2)));
    lastFrame = frame;
  }
}
