package dev.kymo.studio.view.shell;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.project.OpenedModel;
import dev.kymo.studio.view.document.DocumentViewModel;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
  private final Supplier<Optional<Path>> demo;
  private final Texts texts;

  /**
   * Commands of the window.
   *
   * @param documents what is done with projects
   * @param demo the demo checkpoint, if there is one
   */
  public ShellViewModel(
      EditorModel editor,
      ModelSession session,
      DocumentViewModel documents,
      Notices notices,
      Supplier<Optional<Path>> demo,
      Texts texts) {
    this.editor = editor;
    this.session = session;
    this.documents = documents;
    this.notices = notices;
    this.demo = demo;
    this.texts = texts;
  }

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
    documents.chooseAndOpen();
  }

  /** Opens a checkpoint or a project. */
  public void open(Path file) {
    documents.open(file);
  }

  /** Opens the demo. */
  public void openDemo() {
    demo.get().ifPresentOrElse(this::open, () -> notices.error(texts.get("demo.missing")));
  }

  /** Opens what was dropped, or says why not. */
  public void drop(Path file) {
    if (DocumentViewModel.isOpenable(file)) {
      open(file);
    } else {
      notices.error(texts.get("drop.refused", String.valueOf(file.getFileName())));
    }
  }

  private String text(String key, Optional<String> label) {
    return label.map(what -> texts.get(key + ".what", what)).orElse(texts.get(key));
  }
}
