package dev.kymo.studio.view.timeline;

import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.TimelineLane.Curve;
import dev.kymo.studio.control.Viewport;
import dev.kymo.studio.project.ClipMotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.util.Duration;

/** Computes the bands' curves in jobs; only the newest wish counts. JavaFX thread only. */
final class BandCurves {

  /** Enough for a smooth curve on any screen. */
  private static final int SAMPLES = 480;

  /** What is computed on either side of what is in sight, so that panning shows no gap. */
  private static final double MARGIN = 0.25;

  /** Drawing curves costs: while something is dragged the picture comes first. */
  private static final Duration PAUSE = Duration.millis(50);

  private record Wish(ClipMotion clip, MotionEdit motion, Viewport view) {}

  private final JobRunner jobs;
  private final Consumer<List<Curve>> done;
  private Optional<Wish> waiting = Optional.empty();
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private boolean running;

  BandCurves(JobRunner jobs, Consumer<List<Curve>> done) {
    this.jobs = jobs;
    this.done = done;
    pause.setOnFinished(
        event -> {
          running = false;
          startNext();
        });
  }

  void want(ClipMotion clip, MotionEdit motion, Viewport view) {
    waiting = Optional.of(new Wish(clip, motion, view));
    startNext();
  }

  private void startNext() {
    if (running || waiting.isEmpty()) {
      return;
    }
    Wish wish = waiting.get();
    waiting = Optional.empty();
    running = true;
    JobHandle<List<Curve>> handle = jobs.run("curves", context -> compute(wish));
    handle.whenEnded(
        outcome -> {
          if (outcome instanceof JobOutcome.Done<List<Curve>> curves) {
            done.accept(curves.value());
          }
          pause.playFromStart();
        });
  }

  private static List<Curve> compute(Wish wish) {
    double margin = wish.view().length() * MARGIN;
    double from = wish.view().from() - margin;
    double to = wish.view().to() + margin;
    List<Curve> curves = new ArrayList<>();
    for (int band = 0; band < wish.motion().plan().size(); band++) {
      ClipMotion clip = wish.clip();
      curves.add(
          new Curve(
              from,
              to,
              clip.editedCurve(wish.motion(), band, from, to, SAMPLES),
              clip.trainedCurve(band, from, to, SAMPLES)));
    }
    return curves;
  }
}
