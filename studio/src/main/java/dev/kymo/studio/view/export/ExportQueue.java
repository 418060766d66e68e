package dev.kymo.studio.view.export;

import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.document.ExportOrder;
import dev.kymo.studio.document.ExportShelf;
import dev.kymo.studio.document.OrderedExport;
import dev.kymo.studio.project.ExportJob;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.FolderOpener;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * Exports one after another in the background. What is not done when the studio ends is kept and
 * done by the next one. Used from the JavaFX thread only.
 */
public final class ExportQueue implements AutoCloseable {

  private final OrderedExport.Services services;
  private final ExportShelf shelf;
  private final JobRunner jobs;
  private final Notices notices;
  private final FolderOpener folders;
  private final FilePicker picker;
  private final Texts texts;
  private final LongSupplier clock;
  private final ObservableList<ExportItem> items = FXCollections.observableArrayList();
  private final ObservableList<ExportItem> shown = FXCollections.unmodifiableObservableList(items);
  private final ReadOnlyObjectWrapper<Optional<JobHandle<ExportJob.Exported>>> running =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper left = new ReadOnlyIntegerWrapper();
  private boolean closed;
  private final PauseSwitch pause = new PauseSwitch();
  private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper("");

  /**
   * Nothing to export yet.
   *
   * @param services what exports work with
   * @param shelf keeps what is not done yet
   * @param clock nanoseconds, for the time left
   */
  public ExportQueue(
      OrderedExport.Services services,
      ExportShelf shelf,
      JobRunner jobs,
      Notices notices,
      FolderOpener folders,
      FilePicker picker,
      Texts texts,
      LongSupplier clock) {
    this.services = services;
    this.shelf = shelf;
    this.jobs = jobs;
    this.notices = notices;
    this.folders = folders;
    this.picker = picker;
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

  /** Whether no export goes on until the user says so. */
  public ReadOnlyBooleanProperty pausedProperty() {
    return paused.getReadOnlyProperty();
  }

  /** Holds everything up, or lets it go on. */
  public void setPaused(boolean value) {
    paused.set(value);
    pause.set(value);
    startNext();
  }

  /** Exports that are not over. */
  public List<ExportItem> unfinished() {
    return items.stream().filter(item -> !item.stateProperty().get().isOver()).toList();
  }

  /** Goes on with what studios that are gone did not get done. */
  public void takeOver() {
    List<ExportOrder> orders = shelf.takeOver();
    if (!orders.isEmpty()) {
      orders.forEach(order -> put(new ExportItem(order, Optional.empty())));
      left.set(unfinished().size());
      notices.good(texts.get("export.takeover", String.valueOf(orders.size())), Optional.empty());
      startNext();
    }
  }

  /**
   * Exports, after what was asked for before.
   *
   * @param settings what it needs as long as its model is open
   */
  public void add(ExportOrder order, ExportSettings settings) {
    put(new ExportItem(order, Optional.of(settings)));
    keep();
    startNext();
  }

  private void put(ExportItem item) {
    item.set(ExportItem.State.WAITING, 0, texts.get("export.waiting"));
    items.add(item);
  }

  /** Lets an export that waits change places with the one before (-1) or after it (1). */
  public void move(ExportItem item, int by) {
    int from = items.indexOf(item);
    int to = from + by;
    if (to >= 0 && to < items.size() && isWaiting(item) && isWaiting(items.get(to))) {
      items.remove(from);
      items.add(to, item);
      keep();
    }
  }

  /** Asks where an export that waits goes instead. */
  public void retarget(ExportItem item) {
    String name = item.name();
    String ending = item.order().format().extension();
    String stem = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
    Optional<Path> target = picker.pickExport(item.order().format(), stem);
    if (target.isPresent() && isWaiting(item)) {
      item.setTarget(target.get());
      // The list is shown anew.
      items.set(items.indexOf(item), item);
      keep();
    }
  }

  private static boolean isWaiting(ExportItem item) {
    return item.stateProperty().get() == ExportItem.State.WAITING;
  }

  /** How many exports are not over. */
  public ReadOnlyIntegerProperty leftProperty() {
    return left.getReadOnlyProperty();
  }

  private void keep() {
    left.set(unfinished().size());
    shelf.keep(unfinished().stream().map(ExportItem::order).toList());
  }

  /** Stops the export that runs. */
  public void cancel() {
    running.get().ifPresent(JobHandle::cancel);
  }

  /** Stops an export that runs or waits, and takes one that is over from the list. */
  public void remove(ExportItem item) {
    switch (item.stateProperty().get()) {
      case RUNNING -> cancel();
      case WAITING -> {
        item.set(ExportItem.State.CANCELLED, 0, texts.get("export.state.cancelled"));
        keep();
      }
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
    if (running.get().isPresent() || next.isEmpty() || paused.get()) {
      return;
    }
    ExportItem item = next.get();
    long start = clock.getAsLong();
    JobHandle<ExportJob.Exported> handle =
        jobs.run(
            item.name(), pause.around(new OrderedExport(item.order(), item.prepared(), services)));
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

  /** The studio ends: what is not done stays for the next one. */
  @Override
  public void close() {
    closed = true;
    running.get().ifPresent(JobHandle::cancel);
    shelf.close();
  }

  private void ended(JobOutcome<ExportJob.Exported> outcome, ExportItem item) {
    if (closed) {
      return;
    }
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
    keep();
    startNext();
  }
}
