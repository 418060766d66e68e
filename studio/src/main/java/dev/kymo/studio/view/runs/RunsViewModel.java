package dev.kymo.studio.view.runs;

import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.ChartSeries;
import dev.kymo.studio.control.HeatMap;
import dev.kymo.studio.control.LossChart;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunPlaces;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.runs.RunWatch;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.runs.Trash;
import dev.kymo.studio.view.kit.FolderOpener;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** All runs and the one that is looked at. */
public final class RunsViewModel {

  private final RunWatch watch;
  private final Services services;
  private final Texts texts;
  private final SpectrumPainter spectra;
  private final NewestOpener newest;
  private final ObjectProperty<RunPlaces> places;
  private final ObjectProperty<Optional<Path>> selected =
      new SimpleObjectProperty<>(Optional.empty());
  private final ObjectProperty<Set<Path>> overlaid = new SimpleObjectProperty<>(Set.of());
  private final ObjectProperty<CurveGroup> group = new SimpleObjectProperty<>(CurveGroup.LOSSES);
  private final BooleanProperty following = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<RunSummary>> summary =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<RunContent>> content =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final CurveLines lines;
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<HeatMap.Picture>> spectrum =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Path> expected = Optional.empty();

  /**
   * What the panel works with.
   *
   * @param trainer starts trainers
   * @param trash takes deleted runs
   * @param picker asks for folders
   * @param folders shows folders
   * @param jobs runs what takes time
   * @param drawing where curves are drawn and read
   * @param fx the JavaFX thread
   * @param session opens checkpoints
   * @param notices what the user should read
   * @param duplicate takes the options of a run as a new draft
   */
  public record Services(
      Trainer trainer,
      Trash trash,
      PlacePicker picker,
      FolderOpener folders,
      JobRunner jobs,
      Executor drawing,
      Executor fx,
      ModelSession session,
      Notices notices,
      Consumer<TrainingOptions> duplicate) {}

  /**
   * A panel over these runs.
   *
   * @param save remembers where runs are looked for
   */
  public RunsViewModel(
      RunWatch watch, RunPlaces first, Consumer<RunPlaces> save, Services services, Texts texts) {
    this.watch = watch;
    this.services = services;
    this.texts = texts;
    this.spectra = new SpectrumPainter(texts);
    this.newest = new NewestOpener(services.jobs(), services.session(), services.notices(), texts);
    this.lines = new CurveLines(services.drawing(), services.fx(), texts);
    places = new SimpleObjectProperty<>(first);
    places.addListener(
        (p, before, after) -> {
          save.accept(after);
          watch.setPlaces(after);
        });
    watch.runsProperty().addListener((p, before, after) -> runsChanged(after));
    watch.freeProperty().addListener((p, before, after) -> tellStatus());
    watch.contentsProperty().addListener((p, before, after) -> contentsChanged());
    selected.addListener((p, before, after) -> selectionChanged());
    overlaid.addListener((p, before, after) -> selectionChanged());
    group.addListener((p, before, after) -> draw());
    following.addListener(
        (p, before, after) -> {
          if (after) {
            openNewest(false);
          }
        });
  }

  /** All runs, the newest first. */
  public ReadOnlyObjectProperty<List<RunSummary>> runsProperty() {
    return watch.runsProperty();
  }

  /** Where runs are looked for. */
  public ReadOnlyObjectProperty<RunPlaces> placesProperty() {
    return places;
  }

  /** The folder of the run that is looked at. */
  public ObjectProperty<Optional<Path>> selectedProperty() {
    return selected;
  }

  /** Runs whose curves are drawn over those of the selected one. */
  public ReadOnlyObjectProperty<Set<Path>> overlaidProperty() {
    return overlaid;
  }

  /** What the chart shows. */
  public ObjectProperty<CurveGroup> groupProperty() {
    return group;
  }

  /** Whether the editor always gets the newest checkpoint of the selected run. */
  public BooleanProperty followingProperty() {
    return following;
  }

  /** The selected run in short. */
  public ReadOnlyObjectProperty<Optional<RunSummary>> summaryProperty() {
    return summary.getReadOnlyProperty();
  }

  /** The selected run in full; empty until it has been read. */
  public ReadOnlyObjectProperty<Optional<RunContent>> contentProperty() {
    return content.getReadOnlyProperty();
  }

  /** The lines of the chart. */
  public ReadOnlyObjectProperty<List<ChartSeries>> seriesProperty() {
    return lines.seriesProperty();
  }

  /** The part of the steps that the chart shows; empty shows everything. */
  public ObjectProperty<Optional<LossChart.Steps>> zoomProperty() {
    return lines.zoomProperty();
  }

  /** What goes on, for a status bar: runs that are trained and the room left; else empty. */
  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  private void tellStatus() {
    long alive = runsProperty().get().stream().filter(RunSummary::alive).count();
    long free = watch.freeProperty().get();
    status.set(
        alive == 0
            ? ""
            : texts.get(
                free < 0 ? "runs.status" : "runs.status.disk",
                String.valueOf(alive),
                RunWords.bytes(Math.max(0, free))));
  }

  /** The learned frequencies over time; empty while none are known. */
  public ReadOnlyObjectProperty<Optional<HeatMap.Picture>> spectrumProperty() {
    return spectrum.getReadOnlyProperty();
  }

  private void runsChanged(List<RunSummary> runs) {
    if (expected.isPresent() && runs.stream().anyMatch(r -> r.root().equals(expected.get()))) {
      selected.set(expected);
      expected = Optional.empty();
    }
    Optional<Path> wanted = selected.get();
    boolean there =
        wanted.isPresent() && runs.stream().anyMatch(r -> r.root().equals(wanted.get()));
    if (!there) {
      selected.set(runs.stream().findFirst().map(RunSummary::root));
    }
    Set<Path> known = new LinkedHashSet<>(overlaid.get());
    if (known.removeIf(root -> runs.stream().noneMatch(r -> r.root().equals(root)))) {
      overlaid.set(known);
    }
    showSummary();
    tellStatus();
  }

  private void showSummary() {
    summary.set(
        runsProperty().get().stream()
            .filter(run -> Optional.of(run.root()).equals(selected.get()))
            .findFirst());
  }

  private void selectionChanged() {
    Set<Path> wanted = new LinkedHashSet<>();
    selected.get().ifPresent(wanted::add);
    wanted.addAll(overlaid.get());
    watch.follow(wanted);
    showSummary();
    if (content.get().isPresent() && !content.get().map(RunContent::root).equals(selected.get())) {
      content.set(Optional.empty());
      spectrum.set(Optional.empty());
      following.set(false);
      lines.zoomProperty().set(Optional.empty());
      newest.forget();
    }
    contentsChanged();
  }

  private void contentsChanged() {
    Optional<RunContent> next =
        selected
            .get()
            .flatMap(root -> Optional.ofNullable(watch.contentsProperty().get().get(root)));
    Optional<RunContent> before = content.get();
    content.set(next);
    if (next.isPresent()
        && before
            .map(RunContent::frequencies)
            .filter(f -> f == next.get().frequencies())
            .isEmpty()) {
      spectrum.set(spectra.paint(next.get().frequencies()));
    }
    draw();
    boolean snapshots = !next.map(RunContent::events).equals(before.map(RunContent::events));
    if (following.get() && snapshots) {
      openNewest(false);
    }
  }

  private void draw() {
    Map<Path, RunContent> all = watch.contentsProperty().get();
    List<RunContent> others =
        overlaid.get().stream()
            .filter(root -> !Optional.of(root).equals(selected.get()))
            .flatMap(root -> Optional.ofNullable(all.get(root)).stream())
            .toList();
    lines.show(new CurveLines.Shown(content.get(), others, group.get()));
  }

  /** Where the chart's lines are drawn. */
  Executor drawing() {
    return services.drawing();
  }

  /** Draws a run's curves over those of the selected one, or no longer. */
  public void toggleOverlay(Path root) {
    Set<Path> next = new LinkedHashSet<>(overlaid.get());
    if (!next.remove(root)) {
      next.add(root);
    }
    overlaid.set(next);
  }

  /** Selects a run as soon as it is seen. */
  public void expect(Path root) {
    expected = Optional.of(root.toAbsolutePath().normalize());
    watch.lookSoon();
    runsChanged(runsProperty().get());
  }

  /** Asks for another folder and shows the runs in it. */
  public void addFolder() {
    services
        .picker()
        .pickFolder(texts.get("runs.add.title"))
        .ifPresent(folder -> places.set(places.get().with(folder)));
  }

  /** Asks for the folder in which new runs are made. */
  public void chooseFolder() {
    services.picker().pickFolder(texts.get("runs.folder.title")).ifPresent(this::useFolder);
  }

  /** Makes new runs in this folder from now on. */
  public void useFolder(Path folder) {
    places.set(places.get().in(folder));
  }

  /** Shows the runs of a place that was added no longer; nothing is deleted. */
  public void forget(Path place) {
    places.set(places.get().without(place));
  }

  /** Asks the trainer of the selected run to save and leave. */
  public void stop() {
    ask(ControlRequest.STOP);
  }

  /** Asks it to save a checkpoint. */
  public void checkpoint() {
    ask(ControlRequest.CHECKPOINT);
  }

  /** Asks it to draw a sample. */
  public void sample() {
    ask(ControlRequest.SAMPLE);
  }

  private void ask(ControlRequest request) {
    summary
        .get()
        .filter(RunSummary::alive)
        .ifPresent(
            run ->
                act(
                    "runs.asking",
                    run,
                    () -> request.send(RunDirectory.view(run.root())),
                    () -> {}));
  }

  /** Goes on with the selected run. */
  public void resume() {
    summary.get().ifPresent(this::resume);
  }

  /** Goes on with a run. */
  public void resume(RunSummary run) {
    if (run.resumable()) {
      act(
          "runs.resuming",
          run,
          () -> services.trainer().start(RunDirectory.open(run.root())),
          () -> {});
    }
  }

  /** Makes a draft of the selected run's options. */
  public void duplicate() {
    summary.get().flatMap(RunSummary::options).ifPresent(services.duplicate());
  }

  /** Moves a run to the trash; the user has been asked. */
  public void delete(RunSummary run) {
    if (run.alive()) {
      services.notices().error(texts.get("runs.delete.alive", run.name()));
      return;
    }
    act(
        "runs.deleting",
        run,
        () -> services.trash().take(run.root()),
        () -> services.notices().good(texts.get("runs.deleted", run.name()), Optional.empty()));
  }

  /** Shows the selected run's files. */
  public void openFolder() {
    summary.get().ifPresent(run -> services.folders().reveal(run.root().resolve("options.json")));
  }

  /**
   * Opens the newest checkpoint of the selected run in the editor; the edit stays as it is.
   *
   * @param told whether the user is told when there is none yet
   */
  public void openNewest(boolean told) {
    selected.get().ifPresent(root -> newest.open(root, told));
  }

  /** The editor is to be shown: it gets a checkpoint that the user asked for. */
  public void onOpening(Runnable action) {
    newest.onOpening(action);
  }

  private interface Action {
    void run() throws Exception;
  }

  private void act(String key, RunSummary run, Action action, Runnable done) {
    services
        .jobs()
        .run(
            texts.get(key, run.name()),
            context -> {
              action.run();
              return run;
            })
        .whenEnded(
            outcome -> {
              watch.lookSoon();
              if (outcome instanceof JobOutcome.Failed<RunSummary> failed) {
                services.notices().error(failed.error(), texts.get(key + ".failed", run.name()));
              } else if (outcome instanceof JobOutcome.Done<RunSummary>) {
                done.run();
              }
            });
  }

  /** Groups of words by which a log is searched: all of them must be in a line. */
  public static boolean matches(String line, String words) {
    String lower = line.toLowerCase(java.util.Locale.ROOT);
    for (String word : words.toLowerCase(java.util.Locale.ROOT).strip().split("\\s+", -1)) {
      if (!lower.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
