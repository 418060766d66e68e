package dev.kymo.studio.view.latents;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.latents.Latents;
import dev.kymo.inference.latents.LatentsFile;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.Optional;

/** Loads and saves latents files, the same that {@code kymo render} reads and writes. */
public final class LatentsFiles {

  private final EditorModel editor;
  private final ModelSession session;
  private final JobRunner jobs;
  private final Notices notices;
  private final FilePicker picker;
  private final Texts texts;

  /** Files of the open model. */
  public LatentsFiles(
      EditorModel editor,
      ModelSession session,
      JobRunner jobs,
      Notices notices,
      FilePicker picker,
      Texts texts) {
    this.editor = editor;
    this.session = session;
    this.jobs = jobs;
    this.notices = notices;
    this.picker = picker;
    this.texts = texts;
  }

  /** Asks for a file and takes its latents. */
  public void load() {
    if (session.modelProperty().get().isPresent()) {
      picker.pickLatents().ifPresent(this::load);
    }
  }

  /** Takes the latents of a file. */
  public void load(Path file) {
    jobs.run(file.getFileName().toString(), context -> LatentsFile.read(file))
        .whenEnded(
            outcome -> {
              if (outcome instanceof JobOutcome.Done<Latents> done) {
                take(file, done.value());
              } else if (outcome instanceof JobOutcome.Failed<Latents> failed) {
                notices.error(failed.error(), texts.get("latents.load.failed", file.getFileName()));
              }
            });
  }

  private void take(Path file, Latents latents) {
    Optional<ModelInfo> model = session.modelProperty().get();
    if (model.isEmpty()) {
      return;
    }
    try {
      EditorState changed = model.get().latents().apply(editor.state(), latents);
      editor.beginGesture();
      editor.edit(texts.get("undo.latents"), "latents", state -> changed);
      editor.endGesture();
    } catch (IllegalArgumentException e) {
      notices.error(texts.get("latents.unfit", String.valueOf(file.getFileName()), e.getMessage()));
    }
  }

  /** Asks where to and saves the latents of the edit. */
  public void save() {
    Optional<ModelInfo> model = session.modelProperty().get();
    if (model.isEmpty()) {
      return;
    }
    EditorState state = editor.state();
    picker
        .pickLatentsTarget(model.get().name() + "-latents")
        .ifPresent(
            file ->
                jobs.run(file.getFileName().toString(), context -> write(model.get(), state, file))
                    .whenEnded(this::saved));
  }

  private static Path write(ModelInfo model, EditorState state, Path file) throws FileException {
    LatentsFile.write(file, model.latents().of(state));
    return file;
  }

  private void saved(JobOutcome<Path> outcome) {
    if (outcome instanceof JobOutcome.Done<Path> done) {
      notices.good(
          texts.get("latents.saved", String.valueOf(done.value().getFileName())), Optional.empty());
    } else if (outcome instanceof JobOutcome.Failed<Path> failed) {
      notices.error(failed.error(), texts.get("latents.save.failed"));
    }
  }
}
