package dev.kymo.studio.view.learn;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.background.NewestOnly;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.learning.Reel;
import dev.kymo.studio.view.kit.Texts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Plays the range of a clip in a loop, from small frames that jobs read into a {@link Reel}. A
 * frame outside of the range is read by itself when it is looked at. Used from the JavaFX thread.
 */
public final class ClipPlayer {

  private static final Logger LOG = Logger.getLogger(ClipPlayer.class.getName());
  private static final int SEEK_HEIGHT = 360;

  /** After a pause of this many seconds playing goes on where it was. */
  private static final double LONGEST_TICK = 0.5;

  private final JobRunner jobs;
  private final Texts texts;
  private final long budget;
  private final Runnable fillSoon;
  private final NewestOnly<Seek, Found> seeking;
  private final ReadOnlyObjectWrapper<Optional<RgbFrame>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyIntegerWrapper playhead = new ReadOnlyIntegerWrapper();
  private final BooleanProperty playing = new SimpleBooleanProperty();
  private final ReadOnlyDoubleWrapper filled = new ReadOnlyDoubleWrapper(1);
  private final ReadOnlyObjectWrapper<List<String>> faults = new ReadOnlyObjectWrapper<>(List.of());
  private Optional<Footage> footage = Optional.empty();
  private Optional<ClipDraft> clip = Optional.empty();
  private Optional<JobHandle<List<String>>> filling = Optional.empty();
  private Reel reel;
  private double position;
  private long lastTick;

  private record Seek(Footage footage, int frame, int height) {}

  private record Found(Seek seek, Optional<RgbFrame> frame) {}

  /**
   * A player that has nothing to play.
   *
   * @param jobs read the range
   * @param workers where single frames are read
   * @param fx the JavaFX thread
   * @param calm makes an action wait until nobody has asked for it for a moment
   * @param budget bytes that frames in memory may take
   */
  ClipPlayer(
      JobRunner jobs,
      Executor workers,
      Executor fx,
      UnaryOperator<Runnable> calm,
      long budget,
      Texts texts) {
    this.jobs = jobs;
    this.texts = texts;
    this.budget = budget;
    this.reel = new Reel(budget);
    this.fillSoon = calm.apply(this::fill);
    this.seeking = new NewestOnly<>(ClipPlayer::look, workers, fx, this::found);
  }

  /** What is shown; the newest that is there. */
  public ReadOnlyObjectProperty<Optional<RgbFrame>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** The number of the frame that is shown. */
  public ReadOnlyIntegerProperty playheadProperty() {
    return playhead.getReadOnlyProperty();
  }

  /** Whether it plays. */
  public BooleanProperty playingProperty() {
    return playing;
  }

  /** How much of the range is in memory, [0, 1]. */
  public ReadOnlyDoubleProperty filledProperty() {
    return filled.getReadOnlyProperty();
  }

  /** Sentences about frames that are damaged; empty when none are. */
  public ReadOnlyObjectProperty<List<String>> faultsProperty() {
    return faults.getReadOnlyProperty();
  }

  /** Begins with a clip, at its in point. */
  void show(Footage opened, ClipDraft draft) {
    stop();
    footage = Optional.of(opened);
    clip = Optional.of(draft);
    position = draft.first();
    playhead.set(draft.first());
    fill();
    playing.set(true);
  }

  /** Goes on with another range of the same footage. */
  void change(ClipDraft draft) {
    boolean ranged =
        clip.filter(c -> c.first() == draft.first() && c.frames() == draft.frames()).isEmpty();
    clip = Optional.of(draft);
    if (ranged) {
      filling.ifPresent(JobHandle::cancel);
      fillSoon.run();
    }
  }

  private void fill() {
    filling.ifPresent(JobHandle::cancel);
    filling = Optional.empty();
    if (clip.isEmpty()) {
      return;
    }
    ClipDraft draft = clip.get();
    Footage from = footage.orElseThrow();
    List<Reel.Stretch> missing = reel.prepare(draft.info(), draft.first(), draft.frames());
    tellFilled();
    refresh();
    if (missing.isEmpty()) {
      return;
    }
    Reel target = reel;
    JobHandle<List<String>> job =
        jobs.run(
            texts.get("learn.reading", draft.name()),
            context -> read(from, missing, target, context));
    filling = Optional.of(job);
    job.progressProperty().addListener((p, before, after) -> advanced(job));
    job.whenEnded(outcome -> filled(job, outcome));
  }

  private static List<String> read(
      Footage from, List<Reel.Stretch> missing, Reel target, JobContext context)
      throws IOException, InterruptedException {
    List<String> found = new ArrayList<>();
    int height = target.height();
    int total = missing.stream().mapToInt(Reel.Stretch::frames).sum();
    int[] done = {0};
    for (Reel.Stretch stretch : missing) {
      Footage.Reading reading =
          from.read(
              stretch.first(),
              stretch.frames(),
              Optional.empty(),
              Optional.of(height),
              (index, frame) -> {
                target.put(index, height, frame);
                context.progress(++done[0] / (double) total);
                return !context.cancelled();
              });
      context.check();
      found.addAll(reading.faults());
    }
    return found;
  }

  private void advanced(JobHandle<List<String>> job) {
    if (filling.filter(newest -> newest == job).isPresent()) {
      tellFilled();
      if (picture.get().isEmpty() || !playing.get()) {
        refresh();
      }
    }
  }

  private void filled(JobHandle<List<String>> job, JobOutcome<List<String>> outcome) {
    if (filling.filter(newest -> newest == job).isEmpty()) {
      return;
    }
    filling = Optional.empty();
    if (outcome instanceof JobOutcome.Done<List<String>> done) {
      faults.set(done.value());
    } else if (outcome instanceof JobOutcome.Failed<List<String>> failed) {
      faults.set(List.of(LearnSentences.of(failed.error(), texts)));
    }
    tellFilled();
    refresh();
  }

  private void tellFilled() {
    filled.set(clip.map(c -> Math.min(1, reel.size() / (double) c.frames())).orElse(1.0));
  }

  /** Looks at a frame, in the range or not; playing stops. */
  public void seek(int frame) {
    if (clip.isEmpty()) {
      return;
    }
    playing.set(false);
    int inside = Math.max(0, Math.min(clip.get().info().frames() - 1, frame));
    position = inside;
    playhead.set(inside);
    refresh();
  }

  /** Goes a few frames on, or back. */
  public void step(int frames) {
    seek(playhead.get() + frames);
  }

  /** Plays, or no longer; from the in point when it was outside of the range. */
  public void toggle() {
    if (clip.isPresent()) {
      playing.set(!playing.get());
    }
  }

  /** Time passes: called for each frame of the screen, nanoseconds. */
  void tick(long now) {
    double seconds = lastTick == 0 ? 0 : Math.min(LONGEST_TICK, (now - lastTick) / 1e9);
    lastTick = now;
    if (!playing.get() || clip.isEmpty()) {
      return;
    }
    ClipDraft draft = clip.get();
    double next = position + seconds * draft.info().rate().perSecond();
    if (next < draft.first() || next >= draft.end()) {
      next = draft.first();
    }
    boolean there = reel.get((int) next).isPresent();
    if (there || filling.isEmpty()) {
      position = next;
      playhead.set((int) next);
      reel.get((int) next).ifPresent(frame -> picture.set(Optional.of(frame)));
    }
  }

  private void refresh() {
    int frame = playhead.get();
    Optional<RgbFrame> there = reel.get(frame);
    if (there.isPresent()) {
      picture.set(there);
    } else if (clip.isPresent() && !isBeingRead(frame)) {
      int height = reel.height() > 0 ? reel.height() : SEEK_HEIGHT;
      seeking.ask(new Seek(footage.orElseThrow(), frame, height));
    }
  }

  /**
   * A frame of the range comes with the others, unless one is looked at far from where they are.
   */
  private boolean isBeingRead(int frame) {
    ClipDraft draft = clip.orElseThrow();
    return filling.isPresent() && frame == draft.first();
  }

  private static Found look(Seek seek) {
    List<RgbFrame> found = new ArrayList<>();
    try {
      seek.footage()
          .read(
              seek.frame(),
              1,
              Optional.empty(),
              Optional.of(seek.height()),
              (index, frame) -> {
                found.add(frame);
                return false;
              });
    } catch (IOException e) {
      // The reading of the range tells the user, with every frame that is concerned.
      LOG.log(Level.FINE, "A frame cannot be looked at", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Found(seek, found.stream().findFirst());
  }

  private void found(Found answer) {
    boolean wanted =
        footage.filter(f -> f == answer.seek().footage()).isPresent()
            && playhead.get() == answer.seek().frame();
    if (wanted && answer.frame().isPresent()) {
      picture.set(answer.frame());
    }
  }

  /** Forgets everything; what is being read is given up. */
  void stop() {
    playing.set(false);
    filling.ifPresent(JobHandle::cancel);
    filling = Optional.empty();
    footage = Optional.empty();
    clip = Optional.empty();
    // What is still being read goes into the old one.
    reel = new Reel(budget);
    picture.set(Optional.empty());
    faults.set(List.of());
    filled.set(1);
    lastTick = 0;
  }
}
