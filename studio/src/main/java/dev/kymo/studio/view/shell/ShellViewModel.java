package dev.kymo.studio.view.shell;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.project.DemoShelf;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.project.OpenedModel;
import dev.kymo.studio.view.document.DocumentViewModel;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;

/** What the window as a whole can do. */
public final class ShellViewModel {

  private final EditorModel editor;
  private final ModelSession session;
  private final DocumentViewModel documents;
  private final Notices notices;
  private final DemoShelf demos;
  private final Footage footage;
  private final JobRunner jobs;
  private final Texts texts;

  /**
   * Commands of the window.
   *
   * @param documents what is done with projects
   * @param demos what comes with the studio to be played with
   * @param footage what is done with footage
   * @param jobs looks into files
   */
  public ShellViewModel(
      EditorModel editor,
      ModelSession session,
      DocumentViewModel documents,
      Notices notices,
      DemoShelf demos,
      Footage footage,
      JobRunner jobs,
      Texts texts) {
    this.editor = editor;
    this.session = session;
    this.documents = documents;
    this.notices = notices;
    this.demos = demos;
    this.footage = footage;
    this.jobs = jobs;
    this.texts = texts;
  }

  /**
   * What is done with footage.
   *
   * @param pick asks for some
   * @param learn makes it ready to be learned
   */
  public record Footage(Supplier<Optional<Path>> pick, Consumer<Path> learn) {}

  /** What is done with projects. */
  public DocumentViewModel documents() {
    return documents;
  }

  /** The edit, for the list of its steps. */
  public EditorModel editor() {
    return editor;
  }

  /** The open checkpoint. */
  public ReadOnlyObjectProperty<Optional<ModelInfo>> modelProperty() {
    return session.modelProperty();
  }

  /** The project's name, marked when it is not saved. */
  public ObservableValue<String> titleProperty() {
    return documents.titleProperty();
  }

  /** Whether a checkpoint is open. */
  public ObservableValue<Boolean> openProperty() {
    return session.modelProperty().map(Optional::isPresent);
  }

  /** Whether latents of a file can be loaded: a model that has learned clips knows no others. */
  public ObservableValue<Boolean> takesLatentsProperty() {
    return session.modelProperty().map(m -> m.filter(i -> i.footage().isEmpty()).isPresent());
  }

  /** The opening under way. */
  public ReadOnlyObjectProperty<Optional<JobHandle<OpenedModel>>> openingProperty() {
    return session.openingProperty();
  }

  /** Recent files, newest first. */
  public ReadOnlyObjectProperty<List<Path>> recentProperty() {
    return documents.recentProperty();
  }

  /** What undo would undo, in words. */
  public ObservableValue<String> undoTextProperty() {
    return Bindings.createStringBinding(
        () -> text("menu.undo", editor.undoLabelProperty().get()), editor.undoLabelProperty());
  }

  /** What redo would do again, in words. */
  public ObservableValue<String> redoTextProperty() {
    return Bindings.createStringBinding(
        () -> text("menu.redo", editor.redoLabelProperty().get()), editor.redoLabelProperty());
  }

  /** Whether there is nothing to undo. */
  public ObservableValue<Boolean> cannotUndoProperty() {
    return editor.undoLabelProperty().map(Optional::isEmpty);
  }

  /** Whether there is nothing to do again. */
  public ObservableValue<Boolean> cannotRedoProperty() {
    return editor.redoLabelProperty().map(Optional::isEmpty);
  }

  /** Takes back the last step. */
  public void undo() {
    editor.undo();
  }

  /** Does again what was taken back. */
  public void redo() {
    editor.redo();
  }

  /** Asks for a checkpoint or a project and opens it. */
  public void chooseAndOpen() {
    documents.choose().ifPresent(this::open);
  }

  /** Asks for footage and makes it ready to be learned. */
  public void chooseFootage() {
    footage.pick().get().map(FootageNames::footage).ifPresent(footage.learn());
  }

  /** Opens a checkpoint or a project; a clip without a project in it is footage. */
  public void open(Path file) {
    if (!FootageNames.isFootage(file)) {
      documents.open(file);
    } else if (Files.isDirectory(file)) {
      footage.learn().accept(FootageNames.footage(file));
    } else {
      jobs.run(
              texts.get("status.opening.what", String.valueOf(file.getFileName())),
              context -> ProjectFile.isClipWithProject(file))
          .whenEnded(outcome -> openClip(file, outcome));
    }
  }

  private void openClip(Path file, JobOutcome<Boolean> outcome) {
    if (outcome instanceof JobOutcome.Done<Boolean> done && done.value()) {
      documents.open(file);
    } else {
      // What cannot be read is told by the one that reads footage.
      footage.learn().accept(FootageNames.footage(file));
    }
  }

  /** Opens the clip that comes with the studio, learned. */
  public void openClipDemo() {
    openDemo(demos.clip());
  }

  /** Opens the clips that come with the studio, learned together. */
  public void openPeopleDemo() {
    openDemo(demos.people());
  }

  /** Opens the model that comes with the studio. */
  public void openModelDemo() {
    openDemo(demos.model());
  }

  private void openDemo(Supplier<Optional<Path>> demo) {
    demo.get().ifPresentOrElse(this::open, () -> notices.error(texts.get("demo.missing")));
  }

  /** Opens what was dropped, or says why not. */
  public void drop(Path file) {
    if (DocumentViewModel.isOpenable(file) || FootageNames.isFootage(file)) {
      open(file);
    } else {
      notices.error(texts.get("drop.refused", String.valueOf(file.getFileName())));
    }
  }

  private String text(String key, Optional<String> label) {
    return label.map(what -> texts.get(key + ".what", what)).orElse(texts.get(key));
  }
}
