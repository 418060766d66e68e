package dev.kymo.studio.cli.bench;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.studio.app.StudioWiring;
import dev.kymo.studio.footage.FootageView;
import dev.kymo.studio.project.FootageState;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;

/** Uses a window as a hand would, and reads off the studio's own meters what it took. */
final class StudioDrive {

  /**
   * How much is done.
   *
   * @param warmUp changes that do not count
   * @param changes of the fader after them; the meter keeps the last few hundred
   * @param everyMillis a change comes
   * @param fps frames a second in play
   * @param seconds of play
   */
  record Plan(int warmUp, int changes, long everyMillis, int fps, int seconds) {}

  private static final long PATIENCE_MILLIS = 120_000;
  private static final long SETTLE_MILLIS = 500;
  private static final long CACHE_MILLIS = 2_000;

  private final StudioWiring studio;
  private final BooleanSupplier cancelled;

  /**
   * Drives a studio whose window is shown; not on the JavaFX thread.
   *
   * @param cancelled asked now and then; true ends it with a CancellationException
   */
  StudioDrive(StudioWiring studio, BooleanSupplier cancelled) {
    this.studio = studio;
    this.cancelled = cancelled;
  }

  StudioFigures measure(Plan plan) throws FrameException, InterruptedException {
    awaitFirstFrame();
    drag(plan.warmUp(), plan.everyMillis());
    drag(plan.changes(), plan.everyMillis());
    int dropped = play(plan);
    return onFx(
        () -> {
          SourceInfo drawn = studio.desk().sourceProperty().get().orElseThrow();
          return new StudioFigures(
              drawn.device(),
              drawn.precision(),
              (int) studio.view().getWidth(),
              (int) studio.view().getHeight(),
              studio.latency().size(),
              studio.latency().millis(0.5),
              studio.latency().millis(0.95),
              (int) Math.round(studio.editor().state().fps()),
              plan.seconds(),
              dropped);
        });
  }

  private void awaitFirstFrame() throws FrameException, InterruptedException {
    long waited = 0;
    while (!onFx(this::isReady)) {
      if (waited > PATIENCE_MILLIS || onFx(this::gaveUp)) {
        throw new FrameException(
            "The studio shows no frame: open the checkpoint in it to see why.");
      }
      rest(50);
      waited += 50;
    }
  }

  /** With its footage a model shows its edits carried to it. */
  private boolean isReady() {
    FootageState footage = studio.footage().stateProperty().get();
    boolean carried =
        studio.pictures().shownViewProperty().get() != FootageView.MODEL
            || studio.pictures().failureProperty().get().isPresent();
    return studio.pictures().pictureProperty().get().isPresent()
        && !(footage instanceof FootageState.Looking)
        && (footage.attached().isEmpty() || carried);
  }

  private boolean gaveUp() {
    return studio.session().openingProperty().get().isEmpty()
        && studio.session().modelProperty().get().isEmpty();
  }

  /** Drags the fader of the fastest band up and down. */
  private void drag(int changes, long everyMillis) throws FrameException, InterruptedException {
    int bands = onFx(() -> studio.editor().state().motion().bands().size());
    Node fader = onFx(() -> studio.view().lookup("#fader-" + (bands - 1)));
    fire(fader, MouseEvent.MOUSE_PRESSED, 0.5);
    for (int i = 0; i < changes; i++) {
      fire(fader, MouseEvent.MOUSE_DRAGGED, 0.5 + 0.3 * Math.sin(i / 9.0));
      rest(everyMillis);
    }
    fire(fader, MouseEvent.MOUSE_RELEASED, 0.5);
    rest(SETTLE_MILLIS);
  }

  private int play(Plan plan) throws FrameException, InterruptedException {
    onFx(
        () -> {
          if (!isFilmed()) {
            studio.editor().edit("Rate", "fps", state -> state.withFps(plan.fps()));
          }
          studio.playback().play();
          return true;
        });
    rest(CACHE_MILLIS);
    onFx(
        () -> {
          // What was dropped while the cache filled does not count.
          studio.playback().pause();
          studio.playback().play();
          return true;
        });
    rest(1_000L * plan.seconds());
    return onFx(
        () -> {
          studio.playback().pause();
          return studio.playback().droppedProperty().get();
        });
  }

  /** A clip that was filmed plays as it was filmed. */
  private boolean isFilmed() {
    return studio.footage().stateProperty().get().learned().isPresent();
  }

  private void rest(long millis) throws InterruptedException {
    long end = System.nanoTime() + 1_000_000 * millis;
    do {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      Thread.sleep(Math.min(100, Math.max(0, (end - System.nanoTime()) / 1_000_000)));
    } while (System.nanoTime() < end);
  }

  private void fire(Node node, EventType<MouseEvent> type, double height)
      throws FrameException, InterruptedException {
    onFx(
        () -> {
          Bounds bounds = node.localToScene(node.getLayoutBounds());
          double x = bounds.getCenterX();
          double y = bounds.getMinY() + height * bounds.getHeight();
          node.fireEvent(
              new MouseEvent(
                  type,
                  x,
                  y,
                  x,
                  y,
                  MouseButton.PRIMARY,
                  1,
                  false,
                  false,
                  false,
                  false,
                  true,
                  false,
                  false,
                  false,
                  false,
                  false,
                  null));
          return true;
        });
  }

  private static <T> T onFx(Callable<T> work) throws FrameException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Platform.runLater(task);
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw new FrameException("The studio failed while it was measured.", e.getCause());
    }
  }
}
