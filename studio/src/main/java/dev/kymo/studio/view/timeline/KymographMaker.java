package dev.kymo.studio.view.timeline;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.Kymograph;
import dev.kymo.studio.frames.FrameCache;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.util.Duration;

/**
 * Puts one column of every cached frame side by side, in jobs; only the newest wish counts. JavaFX
 * thread only.
 */
final class KymographMaker {

  private static final int ROWS = 96;

  /** It fills while frames come in, many times a second; the eye needs only a few. */
  private static final Duration PAUSE = Duration.millis(100);

  private static final int FADE = 16;
  private static final int FAINT = 0x60000000;

  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  private record Wish(Scene scene, double[] times, double column) {}

  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  private record Columns(double from, double to, int count, int drawn, int[] argb) {}

  private final FrameCache cache;
  private final JobRunner jobs;
  private final Consumer<Kymograph.Strip> done;
  private Optional<Wish> waiting = Optional.empty();
  private final PauseTransition pause = new PauseTransition(PAUSE);
  private boolean running;

  KymographMaker(FrameCache cache, JobRunner jobs, Consumer<Kymograph.Strip> done) {
    this.cache = cache;
    this.jobs = jobs;
    this.done = done;
    pause.setOnFinished(
        event -> {
          running = false;
          startNext();
        });
  }

  /**
   * Wants another kymograph.
   *
   * @param times equally far apart, increasing
   * @param column which column of the frames, 0 is left and 1 right
   */
  void want(Scene scene, double[] times, double column) {
    if (times.length >= 2) {
      waiting = Optional.of(new Wish(scene, times, column));
      startNext();
    }
  }

  private void startNext() {
    if (running || waiting.isEmpty()) {
      return;
    }
    Wish wish = waiting.get();
    waiting = Optional.empty();
    running = true;
    jobs.run("kymograph", context -> columns(wish))
        .whenEnded(
            outcome -> {
              // One that is out of date by now must not be shown.
              if (outcome instanceof JobOutcome.Done<Columns> columns
                  && waiting.filter(next -> !next.scene().equals(wish.scene())).isEmpty()) {
                done.accept(strip(columns.value()));
              }
              pause.playFromStart();
            });
  }

  private Columns columns(Wish wish) {
    double[] times = wish.times();
    double step = times[1] - times[0];
    int[] argb = new int[times.length * ROWS];
    int last = -FADE;
    int drawn = 0;
    for (int i = 0; i < times.length; i++) {
      Optional<FrameImage> frame = cache.get(new FrameRequest(wish.scene(), times[i]));
      if (frame.isPresent()) {
        FrameImage image = frame.get();
        int column = (int) Math.min(image.width() - 1, wish.column() * image.width());
        for (int row = 0; row < ROWS; row++) {
          int y = row * image.height() / ROWS;
          argb[row * times.length + i] = image.argb()[y * image.width() + column];
        }
        last = i;
        drawn++;
      } else if (i - last < FADE) {
        // Until it is drawn, a column is a faint copy of its neighbour.
        for (int row = 0; row < ROWS; row++) {
          argb[row * times.length + i] = (argb[row * times.length + last] & 0x00FFFFFF) | FAINT;
        }
      }
    }
    return new Columns(times[0], times[times.length - 1] + step, times.length, drawn, argb);
  }

  private static Kymograph.Strip strip(Columns columns) {
    WritableImage image = new WritableImage(columns.count(), ROWS);
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            columns.count(),
            ROWS,
            PixelFormat.getIntArgbInstance(),
            columns.argb(),
            0,
            columns.count());
    double share = (double) columns.drawn() / columns.count();
    return new Kymograph.Strip(columns.from(), columns.to(), share, image);
  }
}
