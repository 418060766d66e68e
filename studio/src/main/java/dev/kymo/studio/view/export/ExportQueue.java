package dev.kymo.studio.view.export;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.ExportJob;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.view.kit.FolderOpener;
import dev.kymo.studio.view.kit.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** Exports one after another in the background. Used from the JavaFX thread only. */
public final class ExportQueue {

  private final ClipExporter exporter;
  private final FrameService frames;
  private final JobRunner jobs;
  private final Notices notices;
  private final FolderOpener folders;
  private final Texts texts;
  private final LongSupplier clock;
  private final ObservableList<ExportItem> items = FXCollections.observableArrayList();
  private final ObservableList<ExportItem> shown = FXCollections.unmodifiableObservableList(items);
  private final ReadOnlyObjectWrapper<Optional<JobHandle<ExportJob.Exported>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

  /**
   * Nothing to export yet.
   *
   * @param clock nanoseconds, for the time left
   */
  public ExportQueue(
      ClipExporter exporter,
      FrameService frames,
      JobRunner jobs,
      Notices notices,
      FolderOpener folders,
      Texts texts,
      LongSupplier clock) {
    this.exporter = exporter;
    this.frames = frames;
    this.jobs = jobs;
    this.notices = notices;
    this.folders = folders;
    this.texts = texts;
    this.clock = clock;
  }

  /** All exports, the first asked for on top; those that are over stay until they are cleared. */
  public ObservableList<ExportItem> items() {
    return shown;
  }

  /** The export that runs; empty when none does. */
  public ReadOnlyObjectProperty<Optional<JobHandle<ExportJob.Exported>>> runningProperty() {
    return running.getReadOnlyProperty();
  }

  /** What runs, how far it is and how long it takes, in words. */
  public ReadOnlyStringProperty statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** Exports, after what was asked for before. */
  public void add(ExportSettings settings) {
    ExportItem item = new ExportItem(settings);
    item.set(ExportItem.State.WAITING, 0, texts.get("export.waiting"));
    items.add(item);
    startNext();
  }

  /** Stops the export that runs. */
  public void cancel() {
    running.get().ifPresent(JobHandle::cancel);
  }

  /** Stops an export that runs or waits, and takes one that is over from the list. */
  public void remove(ExportItem item) {
    switch (item.stateProperty().get()) {
      case RUNNING -> cancel();
      case WAITING -> item.set(ExportItem.State.CANCELLED, 0, texts.get("export.state.cancelled"));
      default -> items.remove(item);
    }
  }

  /** Shows an export that is done in its folder. */
  public void reveal(ExportItem item) {
    folders.reveal(item.target());
  }

  private void startNext() {
    Optional<ExportItem> next =
        items.stream()
            .filter(item -> item.stateProperty().get() == ExportItem.State.WAITING)
            .findFirst();
    if (running.get().isPresent() || next.isEmpty()) {
      return;
    }
    ExportItem item = next.get();
    long start = clock.getAsLong();
    JobHandle<ExportJob.Exported> handle =
        jobs.run(item.name(), new ExportJob(item.settings(), exporter, frames));
    running.set(Optional.of(handle));
    tell(item, 0, start);
    handle
        .progressProperty()
        .addListener((p, before, after) -> tell(item, after.doubleValue(), start));
    handle.whenEnded(outcome -> ended(outcome, item));
  }

  private void tell(ExportItem item, double done, long start) {
    String percent = String.valueOf(Math.round(done * 100));
    double seconds = (clock.getAsLong() - start) * 1e-9;
    boolean early = done < 0.02;
    String left = early ? "" : left(seconds * (1 - done) / done);
    status.set(
        early
            ? texts.get("export.starting", item.name())
            : texts.get("export.progress", item.name(), percent, left));
    item.set(
        ExportItem.State.RUNNING,
        Math.max(0, done),
        early
            ? texts.get("export.state.starting")
            : texts.get("export.state.running", percent, left));
  }

  private String left(double seconds) {
    long rounded = Math.max(1, Math.round(seconds));
    return rounded < 90
        ? texts.get("export.seconds", String.valueOf(rounded))
        : texts.get("export.minutes", String.valueOf(Math.round(rounded / 60.0)));
  }

  private String done(List<String> notes) {
    return notes.isEmpty()
        ? texts.get("export.state.done")
        : texts.get("export.state.done.notes", String.join(" ", notes));
  }

  private void ended(JobOutcome<ExportJob.Exported> outcome, ExportItem item) {
    running.set(Optional.empty());
    status.set("");
    if (outcome instanceof JobOutcome.Done<ExportJob.Exported> done) {
      item.set(ExportItem.State.DONE, 1, done(done.value().notes()));
      notices.good(
          texts.get("export.done", item.name()),
          Optional.of(
              new Notices.Action(
                  texts.get("export.reveal"), () -> folders.reveal(done.value().target()))));
    } else if (outcome instanceof JobOutcome.Failed<ExportJob.Exported> failed) {
      notices.error(failed.error(), texts.get("export.failed", item.name()));
      item.set(
          ExportItem.State.FAILED,
          0,
          notices.currentProperty().get().map(Notices.Notice::sentence).orElse(""));
    } else {
      item.set(ExportItem.State.CANCELLED, 0, texts.get("export.state.cancelled"));
      notices.good(texts.get("export.cancelled", item.name()), Optional.empty());
    }
    startNext();
  }
}
