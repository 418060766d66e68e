package dev.kymo.studio.view.export;

import dev.kymo.studio.document.ExportOrder;
import dev.kymo.studio.project.ExportSettings;
import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** One export of the queue, from waiting to its end. Changes on the JavaFX thread only. */
public final class ExportItem {

  /** How far it is. */
  public enum State {
    /** Others come first. */
    WAITING,
    /** Its frames are drawn. */
    RUNNING,
    /** It is there. */
    DONE,
    /** It is not there, and the text says why. */
    FAILED,
    /** Its user stopped it. */
    CANCELLED;

    /** Whether it will not change any more. */
    public boolean isOver() {
      return this == DONE || this == FAILED || this == CANCELLED;
    }
  }

  private final Optional<ExportSettings> prepared;
  private ExportOrder order;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.WAITING);
  private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(0);
  private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper("");

  /**
   * An export that waits.
   *
   * @param prepared what it needs, when its model is open; empty when it is from another day
   */
  ExportItem(ExportOrder order, Optional<ExportSettings> prepared) {
    this.order = order;
    this.prepared = prepared;
  }

  /** The name of what is written. */
  public String name() {
    return String.valueOf(order.target().getFileName());
  }

  /** Where it is written. */
  public Path target() {
    return order.target();
  }

  ExportOrder order() {
    return order;
  }

  /** Nothing once it goes somewhere else than it was prepared for. */
  Optional<ExportSettings> prepared() {
    return prepared.filter(settings -> settings.target().equals(order.target()));
  }

  void setTarget(Path target) {
    order = order.withTarget(target);
  }

  /** How far it is. */
  public ReadOnlyObjectProperty<State> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** The part that is done, [0, 1]. */
  public ReadOnlyDoubleProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How far it is, in words. */
  public ReadOnlyStringProperty textProperty() {
    return text.getReadOnlyProperty();
  }

  void set(State next, double done, String words) {
    progress.set(done);
    text.set(words);
    state.set(next);
  }
}
