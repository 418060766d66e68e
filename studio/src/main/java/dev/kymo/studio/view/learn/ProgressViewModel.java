package dev.kymo.studio.view.learn;

import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.runs.LearningFigures;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.runs.RunWatch;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.runs.NewestOpener;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A clip that is being learned: how far it is, how well it fits. As long as it is followed, the
 * editor always has its newest checkpoint, under the edit that there is.
 */
public final class ProgressViewModel {

  private final RunWatch watch;
  private final Trainer trainer;
  private final JobRunner jobs;
  private final Notices notices;
  private final Texts texts;
  private final NewestOpener newest;
  private final ReadOnlyObjectWrapper<Optional<Path>> root =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<RunSummary>> run =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<LearningFigures> figures =
      new ReadOnlyObjectWrapper<>(LearningFigures.NONE);
  private final ReadOnlyBooleanWrapper followed = new ReadOnlyBooleanWrapper();
  private long snapshots;
  private boolean looked;

  /** A strip that follows nothing. */
  public ProgressViewModel(
      RunWatch watch,
      Trainer trainer,
      ModelSession session,
      JobRunner jobs,
      Notices notices,
      Texts texts) {
    this.watch = watch;
    this.trainer = trainer;
    this.jobs = jobs;
    this.notices = notices;
    this.texts = texts;
    newest = new NewestOpener(jobs, session, notices, texts);
    watch.runsProperty().addListener((p, before, after) -> runsChanged(after));
    watch.contentsProperty().addListener((p, before, after) -> contentsChanged());
    session.modelProperty().addListener((p, before, after) -> after.ifPresent(this::opened));
  }

  /** The run that is shown; empty when none is, or it has not been seen yet. */
  public ReadOnlyObjectProperty<Optional<RunSummary>> runProperty() {
    return run.getReadOnlyProperty();
  }

  /** The folder of the run that is shown; empty when none is. */
  public ReadOnlyObjectProperty<Optional<Path>> rootProperty() {
    return root.getReadOnlyProperty();
  }

  /** How well it fits. */
  public ReadOnlyObjectProperty<LearningFigures> figuresProperty() {
    return figures.getReadOnlyProperty();
  }

  /** Whether the editor has its newest checkpoint. */
  public ReadOnlyBooleanProperty followedProperty() {
    return followed.getReadOnlyProperty();
  }

  /** Shows a run that was started a moment ago; the editor does not follow it yet. */
  public void begin(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    looked = true;
    followed.set(false);
    newest.forget();
    snapshots = 0;
    figures.set(LearningFigures.NONE);
    root.set(Optional.of(absolute));
    watch.followInEditor(root.get());
    runsChanged(watch.runsProperty().get());
    watch.lookSoon();
  }

  /** The editor follows it from now on. */
  public void follow() {
    root.get()
        .ifPresent(
            folder -> {
              followed.set(true);
              newest.open(folder, false);
            });
  }

  private void runsChanged(List<RunSummary> runs) {
    if (!looked && !runs.isEmpty()) {
      // A studio that was closed meanwhile finds what it had begun.
      looked = true;
      runs.stream()
          .filter(r -> r.alive() && r.options().flatMap(o -> o.learning()).isPresent())
          .findFirst()
          .ifPresent(r -> begin(r.root()));
    }
    Optional<RunSummary> found =
        root.get()
            .flatMap(folder -> runs.stream().filter(r -> r.root().equals(folder)).findFirst());
    if (run.get().isPresent() && found.isEmpty()) {
      dismiss();
      return;
    }
    run.set(found);
  }

  private void contentsChanged() {
    Optional<RunContent> content =
        root.get()
            .flatMap(folder -> Optional.ofNullable(watch.contentsProperty().get().get(folder)));
    if (content.isEmpty()) {
      return;
    }
    figures.set(LearningFigures.of(content.get().events()));
    long saved =
        content.get().events().stream()
            .filter(event -> event.kind() == RunEvent.Kind.SNAPSHOT)
            .count();
    if (saved != snapshots) {
      snapshots = saved;
      if (followed.get()) {
        newest.open(root.get().orElseThrow(), false);
      }
    }
  }

  /** Whoever opens another model wants to see that one. */
  private void opened(ModelInfo model) {
    boolean own =
        root.get()
            .filter(folder -> model.file().toAbsolutePath().normalize().startsWith(folder))
            .isPresent();
    if (!own) {
      followed.set(false);
    }
  }

  /** Asks the trainer to save and leave. */
  public void stop() {
    run.get()
        .filter(RunSummary::alive)
        .ifPresent(
            r ->
                act("runs.asking", r, () -> ControlRequest.STOP.send(RunDirectory.view(r.root()))));
  }

  /** Goes on with it. */
  public void resume() {
    run.get()
        .filter(RunSummary::resumable)
        .ifPresent(r -> act("runs.resuming", r, () -> trainer.start(RunDirectory.open(r.root()))));
  }

  private interface Action {
    void run() throws Exception;
  }

  private void act(String key, RunSummary of, Action action) {
    jobs.run(
            texts.get(key, of.name()),
            context -> {
              action.run();
              return of;
            })
        .whenEnded(
            outcome -> {
              watch.lookSoon();
              if (outcome instanceof JobOutcome.Failed<RunSummary> failed) {
                notices.error(failed.error(), texts.get(key + ".failed", of.name()));
              }
            });
  }

  /** Shows it no longer; the run goes on. */
  public void dismiss() {
    root.set(Optional.empty());
    run.set(Optional.empty());
    followed.set(false);
    figures.set(LearningFigures.NONE);
    watch.followInEditor(Optional.empty());
  }
}
