package dev.kymo.studio;

import dev.kymo.studio.app.StudioApp;
import dev.kymo.studio.app.StudioWiring;
import dev.kymo.studio.runs.RunFollower;
import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

/**
 * Measures the runs panel: how long a run of a million events takes to be read, what it keeps in
 * memory, and for how long the JavaFX thread is held up while ten growing runs are followed, all
 * drawn over one another. {@code main} prints the figures.
 */
public final class RunsMeasurement {

  private RunsMeasurement() {}

  /** Measures. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("kymo-measure");
    millionEvents(folder);
    tenRuns(folder);
    System.exit(0);
  }

  private static void millionEvents(Path folder) throws IOException {
    RunDirectory run = SyntheticRuns.yearLong(folder.resolve("year"), 1_000_000);
    System.out.printf("events file: %.0f MB%n", Files.size(run.eventsFile()) / 1e6);
    for (int i = 0; i < 3; i++) {
      long before = used();
      long start = System.nanoTime();
      RunFollower follower = new RunFollower(run.root());
      follower.poll();
      double seconds = (System.nanoTime() - start) / 1e9;
      long after = used();
      System.out.printf(
          "a million events: %.2f s, %.1f MB kept, %d points%n",
          seconds, (after - before) / 1e6, follower.content().losses().get(0).size());
    }
  }

  private static long used() {
    System.gc();
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void tenRuns(Path folder) throws Exception {
    List<RunDirectory> runs = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      runs.add(
          SyntheticRuns.make(
              folder.resolve("training/runs/run-" + i), RunState.RUNNING, "", 60_000, 100_000));
    }
    SyntheticParts parts = new SyntheticParts(folder, 32, 0);
    CountDownLatch shown = new CountDownLatch(1);
    List<Double> events = Collections.synchronizedList(new ArrayList<>());
    List<Double> pulses = Collections.synchronizedList(new ArrayList<>());
    List<Double> work = Collections.synchronizedList(new ArrayList<>());
    StudioApp app = new StudioApp(parts.parts(), Optional.empty());
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          app.start(stage);
          stage.setWidth(1280);
          stage.setHeight(800);
          app.wiring().orElseThrow().view().showingRunsProperty().set(true);
          shown.countDown();
        });
    shown.await();
    StudioWiring studio = app.wiring().orElseThrow();
    while (studio.runs().runsProperty().get().size() < 10) {
      Thread.sleep(100);
    }
    Platform.runLater(() -> runs.forEach(run -> studio.runs().toggleOverlay(run.root())));
    Thread.sleep(12_000);
    watch(studio, events, pulses, work);
    Random random = new Random(5);
    long end = System.currentTimeMillis() + 30_000;
    for (long step = 60_100; System.currentTimeMillis() < end; step += 100) {
      for (RunDirectory run : runs) {
        try (EventLog log = EventLog.open(run)) {
          log.append(
              RunEvent.now(
                  step,
                  RunEvent.Kind.LOSSES,
                  SyntheticRuns.losses(step, 100_000, random),
                  Map.of()));
        }
        SyntheticRuns.status(run, RunState.RUNNING, "", step, 100_000);
      }
      Thread.sleep(200);
    }
    print("layout and drawing of a pulse", pulses);
    print("JavaFX thread held up", events);
    print("JavaFX thread at work without a break", work);
    events.clear();
    pulses.clear();
    work.clear();
    scroll(studio);
    print("zooming and panning, a pulse", pulses);
    print("zooming and panning, held up", events);
    print("zooming and panning, at work", work);
  }

  /**
   * A task every few milliseconds tells how late it is: that long something else was at work. How
   * much of a processor the thread has used since the last one does not depend on what else the
   * machine does.
   */
  private static void watch(
      StudioWiring studio, List<Double> late, List<Double> pulses, List<Double> work) {
    AtomicLong layout = new AtomicLong();
    AtomicLong used = new AtomicLong();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Platform.runLater(
        () -> {
          used.set(threads.getCurrentThreadCpuTime());
          studio.view().getScene().addPreLayoutPulseListener(() -> layout.set(System.nanoTime()));
          studio
              .view()
              .getScene()
              .addPostLayoutPulseListener(
                  () -> pulses.add((System.nanoTime() - layout.get()) / 1e6));
        });
    Thread probe =
        new Thread(
            () -> {
              while (true) {
                long asked = System.nanoTime();
                Platform.runLater(
                    () -> {
                      late.add((System.nanoTime() - asked) / 1e6);
                      long now = threads.getCurrentThreadCpuTime();
                      work.add((now - used.getAndSet(now)) / 1e6);
                    });
                try {
                  Thread.sleep(5);
                } catch (InterruptedException e) {
                  return;
                }
              }
            });
    probe.setDaemon(true);
    probe.start();
  }

  private static void scroll(StudioWiring studio) throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    Platform.runLater(
        () ->
            new AnimationTimer() {
              private int count;

              @Override
              public void handle(long now) {
                Node chart = studio.view().lookup("#loss-chart");
                boolean pan = count > 20;
                double delta = pan ? (count / 40 % 2 == 0 ? 40 : -40) : 40;
                chart.fireEvent(
                    new ScrollEvent(
                        ScrollEvent.SCROLL,
                        200,
                        80,
                        200,
                        80,
                        pan,
                        false,
                        false,
                        false,
                        false,
                        false,
                        0,
                        delta,
                        0,
                        delta,
                        null,
                        0,
                        null,
                        0,
                        0,
                        null));
                if (++count == 400) {
                  stop();
                  done.countDown();
                }
              }
            }.start());
    done.await();
  }

  private static void print(String what, List<Double> millis) {
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    int n = sorted.size();
    System.out.printf(
        "%s: %d, median %.1f ms, 99 %% %.1f ms, 99.9 %% %.1f ms, most %.1f ms%n",
        what,
        n,
        sorted.get(n / 2),
        sorted.get((int) (0.99 * (n - 1))),
        sorted.get((int) (0.999 * (n - 1))),
        sorted.get(n - 1));
  }
}
