package dev.kymo.studio.document;

import dev.kymo.inference.clip.ClipAttachments;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.document.CheckpointQuestion.Source;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.FootagePlaces;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Which project is edited, which file it is saved to, and whether it is. A checkpoint that is
 * opened by itself starts a project without a file. Used from the JavaFX thread only.
 */
public final class ProjectSession {

  /**
   * What it works with.
   *
   * @param editor the edit
   * @param models opens checkpoints
   * @param footage where footage is
   * @param loop whether it plays again from the in point
   * @param identifier tells checkpoints by their content
   * @param known checkpoints that were opened before
   * @param jobs runs what takes long
   * @param notices what the user should read
   * @param remember told of every project that is opened or saved, for the list of recent files
   */
  public record Parts(
      EditorModel editor,
      ModelSession models,
      FootagePlaces footage,
      BooleanProperty loop,
      CheckpointFinder.Identifier identifier,
      Supplier<List<Path>> known,
      JobRunner jobs,
      Notices notices,
      Consumer<Path> remember) {}

  private final Parts parts;
  private final CheckpointFinder finder;
  private final ReadOnlyObjectWrapper<Optional<Path>> file =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper dirty = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<Project>> current =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<CheckpointQuestion>> question =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Project> saved = Optional.empty();
  private boolean dirtyBefore;
  private Optional<JobHandle<?>> looking = Optional.empty();

  /** Follows the editor and the open model. */
  public ProjectSession(Parts parts) {
    this.parts = parts;
    this.finder = new CheckpointFinder(parts.identifier());
    parts.editor().stateProperty().addListener((p, before, after) -> update());
    parts.loop().addListener((p, before, after) -> update());
    parts.footage().versionProperty().addListener((p, before, after) -> update());
    parts.models().modelProperty().addListener((p, before, after) -> modelChanged(after));
  }

  /** The file that the project is saved to; empty until it has one. */
  public ReadOnlyObjectProperty<Optional<Path>> fileProperty() {
    return file.getReadOnlyProperty();
  }

  /** Whether there are edits that are not saved. */
  public ReadOnlyBooleanProperty dirtyProperty() {
    return dirty.getReadOnlyProperty();
  }

  /** The project as it is now; empty while no model is open. */
  public ReadOnlyObjectProperty<Optional<Project>> currentProperty() {
    return current.getReadOnlyProperty();
  }

  /** A project that waits for its checkpoint; empty when none does. */
  public ReadOnlyObjectProperty<Optional<CheckpointQuestion>> questionProperty() {
    return question.getReadOnlyProperty();
  }

  /** Opens a checkpoint, or a project from its own file or from a clip. */
  public void open(Path opened) {
    giveUp();
    if (!ProjectFile.isProject(opened)) {
      parts.footage().lookIn(Optional.empty());
      parts.models().open(opened);
      return;
    }
    JobHandle<Located> job =
        parts
            .jobs()
            .run(
                String.valueOf(opened.getFileName()),
                context -> locate(source(opened), Optional.empty()));
    looking = Optional.of(job);
    job.whenEnded(outcome -> located(job, outcome, opened.getFileName() + " could not be opened."));
  }

  /** An MP4 is never written over: a project from one has no file yet, and its edit is kept. */
  private static Source source(Path opened) throws FileException {
    Project project = ProjectFile.read(opened);
    Optional<Path> own = Optional.of(opened).filter(file -> !ClipAttachments.isClip(file));
    return new Source(project, own, Optional.empty());
  }

  /**
   * Goes on with edits that were not saved; they belong to their file, which is not touched.
   *
   * @param restored told when they are in the editor
   */
  public void restore(Recovery recovery, Runnable restored) {
    giveUp();
    locate(
        new Source(recovery.project(), recovery.file(), Optional.of(restored)),
        Optional.empty(),
        recovery.name());
  }

  /** Answers the question with a file; one with another content is asked about once more. */
  public void choose(Path checkpoint) {
    Optional<CheckpointQuestion> asked = question.get();
    question.set(Optional.empty());
    asked.ifPresent(
        q -> locate(q.source(), Optional.of(checkpoint), String.valueOf(checkpoint.getFileName())));
  }

  /** Answers the question with the file that is offered, whatever it holds. */
  public void useOffered() {
    Optional<CheckpointQuestion> asked = question.get();
    question.set(Optional.empty());
    asked.ifPresent(q -> q.offered().ifPresent(offered -> show(q.source(), offered)));
  }

  /** Leaves the question open: the project is not opened, and its file stays as it is. */
  public void giveUp() {
    question.set(Optional.empty());
    looking.ifPresent(JobHandle::cancel);
    looking = Optional.empty();
  }

  /** Starts again with the open checkpoint: first seeds, motion as trained, no file. */
  public void startNew() {
    Optional<ModelInfo> model = parts.models().modelProperty().get();
    if (model.isPresent()) {
      file.set(Optional.empty());
      parts.loop().set(true);
      parts.editor().restart(model.get().asTrained(EditorState.first(BandPlan.WHOLE)));
      settle();
    }
  }

  /**
   * Saves to a file, which is then the project's.
   *
   * @return whether it is saved; if not, the user is told why
   */
  public boolean save(Path target) {
    Optional<Project> project = current.get();
    if (project.isEmpty()) {
      return false;
    }
    try {
      ProjectFile.write(target, project.get());
    } catch (FileException e) {
      parts.notices().error(e, target.getFileName() + " could not be saved.");
      return false;
    }
    file.set(Optional.of(target));
    settle();
    parts.remember().accept(target);
    return true;
  }

  private record Located(Source source, CheckpointFinder.Result result) {}

  private Located locate(Source source, Optional<Path> chosen) {
    CheckpointReference wanted = source.project().checkpoint();
    if (chosen.isPresent()) {
      CheckpointReference there =
          new CheckpointReference(chosen.get().toAbsolutePath(), Optional.empty(), wanted.sha256());
      return new Located(source, finder.find(there, List.of()));
    }
    return new Located(source, finder.find(wanted, parts.known().get()));
  }

  private void locate(Source source, Optional<Path> chosen, String name) {
    JobHandle<Located> job = parts.jobs().run(name, context -> locate(source, chosen));
    looking = Optional.of(job);
    job.whenEnded(outcome -> located(job, outcome, name + " could not be opened."));
  }

  private void located(JobHandle<Located> job, JobOutcome<Located> outcome, String failure) {
    if (looking.filter(newest -> newest == job).isEmpty()) {
      return;
    }
    looking = Optional.empty();
    if (outcome instanceof JobOutcome.Failed<Located> failed) {
      parts.notices().error(failed.error(), failure);
    } else if (outcome instanceof JobOutcome.Done<Located> done) {
      Source source = done.value().source();
      CheckpointFinder.Result result = done.value().result();
      if (result instanceof CheckpointFinder.Found found) {
        show(source, found.file());
      } else {
        Optional<Path> offered =
            result instanceof CheckpointFinder.Changed changed
                ? Optional.of(changed.file())
                : Optional.empty();
        question.set(Optional.of(new CheckpointQuestion(source, offered)));
      }
    }
  }

  /** The project keeps the new name when it is saved the next time. */
  private void tellRenamed(CheckpointReference wanted, Path found) {
    if (!String.valueOf(found.getFileName()).equals(wanted.name())) {
      parts
          .notices()
          .warning(
              "The checkpoint %s is called %s now: its content is the same."
                  .formatted(wanted.name(), found));
    }
  }

  private void show(Source source, Path checkpoint) {
    parts.footage().lookIn(source.file().map(Path::toAbsolutePath).map(Path::getParent));
    source.project().footage().forEach(parts.footage()::expect);
    parts
        .models()
        .open(
            checkpoint,
            (before, model) -> source.project().state(),
            model -> shown(source, checkpoint));
  }

  private void shown(Source source, Path checkpoint) {
    tellRenamed(source.project().checkpoint(), checkpoint);
    file.set(source.file());
    parts.loop().set(source.project().loop());
    saved = source.restored().isPresent() ? Optional.empty() : Optional.of(source.project());
    update();
    source.file().ifPresent(parts.remember());
    source.restored().ifPresent(Runnable::run);
  }

  private void modelChanged(Optional<ModelInfo> model) {
    if (model.isEmpty()) {
      dirtyBefore = dirty.get();
      update();
    } else if (parts.models().keptEdit() && (dirtyBefore || file.get().isPresent())) {
      // A later checkpoint of the same training: what is not saved stays so.
      update();
    } else {
      file.set(Optional.empty());
      settle();
    }
  }

  /** What is now is what is saved, or what a new project starts from. */
  private void settle() {
    saved = snapshot();
    update();
  }

  private void update() {
    current.set(snapshot());
    Optional<Project> project = current.get();
    dirty.set(project.isPresent() && saved.filter(project.get()::sameAs).isEmpty());
  }

  private Optional<Project> snapshot() {
    return parts
        .models()
        .modelProperty()
        .get()
        .map(
            model ->
                new Project(
                    CheckpointReference.at(model.file(), model.checkpointId()),
                    parts.editor().state(),
                    parts.loop().get(),
                    parts.footage().references(model.footage())));
  }
}
