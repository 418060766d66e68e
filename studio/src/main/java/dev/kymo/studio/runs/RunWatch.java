package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.DiskSpace;
import dev.kymo.trainer.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Looks at all runs once a second, and reads on in those that are followed, on one background
 * thread. What it finds is immutable and is handed to the JavaFX thread only when it has changed.
 */
public final class RunWatch implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(RunWatch.class.getName());
  private static final long EVERY_MILLIS = 1_000;
  private static final long PATIENCE_SECONDS = 5;
  private static final long ROUND = 100_000_000;

  private final Executor fx;
  private final RunScanner scanner = new RunScanner();
  private final Map<Path, RunFollower> followers = new HashMap<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread worker = new Thread(work, "kymo-runs");
            worker.setDaemon(true);
            return worker;
          });
  private final ReadOnlyObjectWrapper<List<RunSummary>> runs =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Map<Path, RunContent>> contents =
      new ReadOnlyObjectWrapper<>(Map.of());
  private final ReadOnlyLongWrapper free = new ReadOnlyLongWrapper(-1);
  private final List<Consumer<RunEnding>> listeners = new ArrayList<>();
  private Optional<Future<?>> looks = Optional.empty();
  private volatile RunPlaces places;
  private Set<Path> chosen = Set.of();
  private Optional<Path> edited = Optional.empty();
  private volatile Set<Path> followed = Set.of();
  private volatile long room = -1;
  private Optional<List<RunSummary>> before = Optional.empty();

  /**
   * A watch that has not looked yet.
   *
   * @param fx where properties change and listeners are called
   */
  public RunWatch(RunPlaces places, Executor fx) {
    this.places = places;
    this.fx = fx;
  }

  /** Looks now and from now on. */
  public void start() {
    looks =
        Optional.of(
            thread.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS));
  }

  /** All runs, the newest first. */
  public ReadOnlyObjectProperty<List<RunSummary>> runsProperty() {
    return runs.getReadOnlyProperty();
  }

  /** What is in the runs that are followed, as far as it has been read. */
  public ReadOnlyObjectProperty<Map<Path, RunContent>> contentsProperty() {
    return contents.getReadOnlyProperty();
  }

  /** Free bytes where new runs are made, to a tenth of a gigabyte; -1 while that is not known. */
  public ReadOnlyLongProperty freeProperty() {
    return free.getReadOnlyProperty();
  }

  /** Calls back for each run that is no longer trained. */
  public void onEnding(Consumer<RunEnding> listener) {
    listeners.add(listener);
  }

  /** Looks elsewhere from now on. */
  public void setPlaces(RunPlaces next) {
    places = next;
    lookSoon();
  }

  /** Reads in these runs from now on, and in no others but the one that the editor follows. */
  public void follow(Set<Path> roots) {
    chosen = Set.copyOf(roots);
    followAll();
  }

  /** Reads in this run, too, from now on: the editor shows it as it learns. */
  public void followInEditor(Optional<Path> root) {
    edited = root;
    followAll();
  }

  private void followAll() {
    Set<Path> next = new LinkedHashSet<>(chosen);
    edited.ifPresent(next::add);
    if (!next.equals(followed)) {
      followed = Set.copyOf(next);
      lookSoon();
    }
  }

  /** Looks as soon as the thread is free: something was done to a run. */
  public void lookSoon() {
    try {
      thread.execute(this::look);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "The window is closing", e);
    }
  }

  /** Looks once. A fault in one look must not end the watch. A test looks from its own thread. */
  synchronized void look() {
    try {
      List<RunSummary> found = scanner.scan(places);
      List<RunEnding> endings = endings(found);
      if (before.isEmpty() || !before.get().equals(found)) {
        fx.execute(() -> runs.set(found));
      }
      before = Optional.of(found);
      tellRoom();
      endings.forEach(ending -> fx.execute(() -> listeners.forEach(l -> l.accept(ending))));
      if (read()) {
        Map<Path, RunContent> read = new LinkedHashMap<>();
        followers.forEach((root, follower) -> read.put(root, follower.content()));
        fx.execute(() -> contents.set(read));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The runs could not be looked at", e);
    }
  }

  private void tellRoom() {
    Path folder = places.folder();
    while (folder != null && !Files.isDirectory(folder)) {
      folder = folder.getParent();
    }
    long bytes = -1;
    try {
      if (folder != null) {
        bytes = DiskSpace.REAL.free(folder) / ROUND * ROUND;
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "The disk does not tell its room", e);
    }
    if (bytes != room) {
      room = bytes;
      fx.execute(() -> free.set(room));
    }
  }

  private List<RunEnding> endings(List<RunSummary> now) {
    Map<Path, RunSummary> alive = new HashMap<>();
    before.orElse(List.of()).stream()
        .filter(RunSummary::alive)
        .forEach(run -> alive.put(run.root(), run));
    List<RunEnding> endings = new ArrayList<>();
    for (RunSummary run : now) {
      Optional<RunState> state = run.state();
      if (alive.containsKey(run.root()) && state.isPresent() && !state.get().alive()) {
        endings.add(new RunEnding(run, state.get()));
      }
    }
    return endings;
  }

  private boolean read() {
    Set<Path> wanted = followed;
    boolean news = followers.keySet().retainAll(wanted);
    for (Path root : wanted) {
      try {
        if (!followers.containsKey(root)) {
          followers.put(root, new RunFollower(root));
        }
        news |= followers.get(root).poll();
      } catch (FileException e) {
        LOG.log(Level.FINE, "The run has gone", e);
      }
    }
    return news;
  }

  @Override
  public void close() {
    looks.ifPresent(future -> future.cancel(false));
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warning("A look at the runs takes long; it ends with the program");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
