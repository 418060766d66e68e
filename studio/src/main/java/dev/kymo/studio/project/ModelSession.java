package dev.kymo.studio.project;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.frames.FrameService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Which checkpoint is open. Opening is a job; the old model stays until the new one is ready, and
 * when it fails. Used from the JavaFX thread only.
 */
public final class ModelSession {

  private static final int ATTEMPTS = 5;

  private final ModelOpener opener;
  private final JobRunner jobs;
  private final FrameService frames;
  private final EditorModel editor;
  private final Notices notices;
  private final Consumer<Path> opened;
  private final ReadOnlyObjectWrapper<Optional<ModelInfo>> model =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean keptEdit;
  private final ReadOnlyObjectWrapper<Optional<JobHandle<OpenedModel>>> opening =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /**
   * Starts with nothing open.
   *
   * @param opened told of every checkpoint that was opened by itself, for the list of recent files
   */
  public ModelSession(
      ModelOpener opener,
      JobRunner jobs,
      FrameService frames,
      EditorModel editor,
      Notices notices,
      Consumer<Path> opened) {
    this.opener = opener;
    this.jobs = jobs;
    this.frames = frames;
    this.editor = editor;
    this.notices = notices;
    this.opened = opened;
  }

  /** The open checkpoint; empty before the first. */
  public ReadOnlyObjectProperty<Optional<ModelInfo>> modelProperty() {
    return model.getReadOnlyProperty();
  }

  /** Whether the open checkpoint came under the edit of the one before. */
  public boolean keptEdit() {
    return keptEdit;
  }

  /** The opening under way; empty when none is. */
  public ReadOnlyObjectProperty<Optional<JobHandle<OpenedModel>>> openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /** The first edit of a model that has just been opened. */
  @FunctionalInterface
  public interface FirstEdit {
    /** Makes it, knowing what was edited before and the model. */
    EditorState of(EditorState before, ModelInfo model);
  }

  /** Opens a checkpoint with motion as trained; one that is still being opened is given up. */
  public void open(Path file) {
    open(file, (before, info) -> info.asTrained(before), model -> opened.accept(file));
  }

  /** Finds a file; it may take its time. */
  @FunctionalInterface
  public interface Finder {
    /** Where it is now. */
    Path find() throws IOException;
  }

  /**
   * Opens a later checkpoint of a training: what is edited stays as it is, and so do the steps that
   * led there. Only for a model whose latents have another shape, or that has learned another clip,
   * motion starts as trained.
   *
   * @param file the newest checkpoint
   * @param again finds the newest again: a trainer replaces it, maybe while it is being read
   */
  public void openKeepingEdit(Path file, Finder again) {
    open(new Request(file, again, Optional.empty(), info -> {}));
  }

  /**
   * Opens a checkpoint; one that is still being opened is given up.
   *
   * @param first what is edited then
   * @param shown told when it is open; not when it fails, which the user is told here
   */
  public void open(Path file, FirstEdit first, Consumer<ModelInfo> shown) {
    open(new Request(file, () -> file, Optional.of(first), shown));
  }

  private void open(Request request) {
    opening.get().ifPresent(JobHandle::cancel);
    JobHandle<OpenedModel> handle =
        jobs.run(
            request.file().getFileName().toString(),
            context ->
                read(
                    request,
                    (fraction, message) -> {
                      context.check();
                      context.progress(fraction);
                      context.message(message);
                    }));
    opening.set(Optional.of(handle));
    handle.whenEnded(outcome -> ended(handle, request, outcome));
  }

  private OpenedModel read(Request request, ModelOpener.Progress progress) throws Exception {
    Path file = request.file();
    for (int attempt = 1; ; attempt++) {
      try {
        return opener.open(file, progress);
      } catch (IOException e) {
        if (request.first().isPresent() || attempt == ATTEMPTS) {
          throw e;
        }
        file = request.again().find();
      }
    }
  }

  /** What is opened; without a first edit, what is edited stays. */
  private record Request(
      Path file, Finder again, Optional<FirstEdit> first, Consumer<ModelInfo> shown) {}

  private void ended(
      JobHandle<OpenedModel> handle, Request request, JobOutcome<OpenedModel> outcome) {
    boolean newest = opening.get().filter(job -> job == handle).isPresent();
    if (newest) {
      opening.set(Optional.empty());
    }
    if (outcome instanceof JobOutcome.Done<OpenedModel> done) {
      if (newest) {
        show(done.value(), request);
      } else {
        done.value().close();
      }
    } else if (outcome instanceof JobOutcome.Failed<OpenedModel> failed && newest) {
      notices.error(failed.error(), request.file().getFileName() + " could not be opened.");
    }
  }

  private void show(OpenedModel next, Request request) {
    ModelInfo info = next.info();
    frames.use(next.frames(), next::close);
    boolean keep =
        request.first().isEmpty()
            && model.get().filter(before -> before.takesEditsOf(info)).isPresent();
    EditorState first =
        request
            .first()
            .orElse((before, opened) -> opened.asTrained(before))
            .of(editor.state(), info);
    keptEdit = keep;
    // Nobody hears of the new state before the model that it belongs to is known.
    model.set(Optional.empty());
    if (!keep) {
      editor.restart(first);
    }
    notices.clear();
    model.set(Optional.of(info));
    request.shown().accept(info);
  }
}
