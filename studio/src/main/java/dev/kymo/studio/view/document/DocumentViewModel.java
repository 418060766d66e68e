package dev.kymo.studio.view.document;

import dev.kymo.studio.document.CheckpointQuestion;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.document.ProjectSession;
import dev.kymo.studio.document.Recovery;
import dev.kymo.studio.document.RecoveryKeeper;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.RecentFiles;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;

/** What a user does with projects. Whatever would lose edits asks first. */
public final class DocumentViewModel {

  private final ProjectSession projects;
  private final ModelSession models;
  private final RecoveryKeeper recovery;
  private final RecentFiles recent;
  private final FilePicker picker;
  private final Texts texts;
  private final ReadOnlyObjectWrapper<Optional<Prompt>> prompt =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Runnable> leaving = Optional.empty();

  /** Commands for projects. */
  public DocumentViewModel(
      ProjectSession projects,
      ModelSession models,
      RecoveryKeeper recovery,
      RecentFiles recent,
      FilePicker picker,
      Texts texts) {
    this.projects = projects;
    this.models = models;
    this.recovery = recovery;
    this.recent = recent;
    this.picker = picker;
    this.texts = texts;
    projects.questionProperty().addListener((p, before, after) -> update());
    recovery.offerProperty().addListener((p, before, after) -> update());
  }

  /** What the user is asked; empty when nothing is. */
  public ReadOnlyObjectProperty<Optional<Prompt>> promptProperty() {
    return prompt.getReadOnlyProperty();
  }

  /** The project's name, with a mark when there are edits that are not saved. */
  public ObservableValue<String> titleProperty() {
    return Bindings.createStringBinding(
        () -> {
          String name = name();
          return projects.dirtyProperty().get() ? texts.get("title.dirty", name) : name;
        },
        projects.fileProperty(),
        projects.dirtyProperty(),
        models.modelProperty());
  }

  private String name() {
    return projects
        .fileProperty()
        .get()
        .map(DocumentViewModel::withoutEnding)
        .or(() -> models.modelProperty().get().map(ModelInfo::name))
        .orElse("");
  }

  private static String withoutEnding(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** Whether a file may be opened, going by its name. */
  public static boolean isOpenable(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return ProjectFile.isProject(file)
        || name.endsWith(".pt")
        || name.endsWith(".pth")
        || name.endsWith(".safetensors");
  }

  /** Recent checkpoints and projects, newest first. */
  public ReadOnlyObjectProperty<List<Path>> recentProperty() {
    return recent.filesProperty();
  }

  /** Starts a new project with the open checkpoint. */
  public void startNew() {
    leave(projects::startNew);
  }

  /** Opens a checkpoint or a project. */
  public void open(Path file) {
    leave(() -> projects.open(file));
  }

  /** Asks for a checkpoint or a project. */
  public Optional<Path> choose() {
    return picker.pickFile();
  }

  /** Saves to the project's file, or asks for one; false when it is not saved in the end. */
  public boolean save() {
    return projects.fileProperty().get().map(projects::save).orElseGet(this::saveAs);
  }

  /** Asks for a file and saves to it. */
  public boolean saveAs() {
    return projects.currentProperty().get().isPresent()
        && picker.pickProject(name()).map(projects::save).orElse(false);
  }

  /** Does something that gives the present edits up, once they are saved or not wanted. */
  public void leave(Runnable action) {
    if (projects.dirtyProperty().get()) {
      leaving = Optional.of(action);
      update();
    } else {
      action.run();
    }
  }

  /** Begins to keep edits, and offers those that a crash left behind. */
  public void start() {
    recovery.start();
  }

  private void update() {
    Optional<Prompt> next = leaving.map(this::unsaved);
    if (next.isEmpty()) {
      next = projects.questionProperty().get().map(this::relocate);
    }
    if (next.isEmpty()) {
      next = recovery.offerProperty().get().map(this::recover);
    }
    prompt.set(next);
  }

  private Prompt unsaved(Runnable action) {
    return new Prompt(
        "unsaved",
        texts.get("unsaved.title", name()),
        texts.get("unsaved.text"),
        List.of(
            new Prompt.Choice("unsaved-save", "unsaved.save", () -> saveAndLeave(action)),
            new Prompt.Choice("unsaved-discard", "unsaved.discard", () -> stay(action))),
        "prompt.cancel",
        () -> stay(() -> {}));
  }

  private void saveAndLeave(Runnable action) {
    if (save()) {
      stay(action);
    }
  }

  private void stay(Runnable then) {
    leaving = Optional.empty();
    update();
    then.run();
  }

  private Prompt relocate(CheckpointQuestion question) {
    String wanted = String.valueOf(question.expected().getFileName());
    Prompt.Choice choose =
        new Prompt.Choice(
            "relocate-choose",
            "relocate.choose",
            () -> picker.pickCheckpoint().ifPresent(projects::choose));
    if (question.offered().isEmpty()) {
      return new Prompt(
          "relocate",
          texts.get("relocate.missing.title", wanted),
          texts.get("relocate.missing.text", question.expected().toString()),
          List.of(choose),
          "prompt.cancel",
          projects::giveUp);
    }
    Path offered = question.offered().get();
    return new Prompt(
        "relocate",
        offered.equals(question.expected())
            ? texts.get("relocate.changed.title", wanted)
            : texts.get("relocate.other.title", String.valueOf(offered.getFileName())),
        texts.get("relocate.changed.text", offered.toString()),
        List.of(choose, new Prompt.Choice("relocate-use", "relocate.use", projects::useOffered)),
        "prompt.cancel",
        projects::giveUp);
  }

  private Prompt recover(Recovery found) {
    return new Prompt(
        "recovery",
        texts.get("recovery.title", found.name()),
        texts.get("recovery.text", Times.ofDay(found.time())),
        List.of(
            new Prompt.Choice("recovery-restore", "recovery.restore", recovery::restore),
            new Prompt.Choice("recovery-discard", "recovery.discard", recovery::discard)),
        "recovery.later",
        recovery::later);
  }
}
