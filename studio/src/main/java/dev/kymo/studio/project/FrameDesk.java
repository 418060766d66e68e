package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameSource;
import dev.kymo.studio.frames.FrameListener;
import dev.kymo.studio.frames.Picture;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the frame service last told, as properties. Changes on the JavaFX thread only. */
public final class FrameDesk implements FrameListener {

  private final ReadOnlyObjectWrapper<Optional<Picture>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<FrameSource.SourceInfo>> source =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<OptionalInt> shortBatch =
      new ReadOnlyObjectWrapper<>(OptionalInt.empty());
  private final ReadOnlyLongWrapper cacheVersion = new ReadOnlyLongWrapper();

  /** The newest picture; it need not answer the newest request. */
  public ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** Why the newest frame could not be drawn; empty when it could. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** What frames are drawn with; empty before the first model. */
  public ReadOnlyObjectProperty<Optional<FrameSource.SourceInfo>> sourceProperty() {
    return source.getReadOnlyProperty();
  }

  /**
   * How many frames are drawn at once since the device ran out of memory; empty if it never did.
   */
  public ReadOnlyObjectProperty<OptionalInt> shortBatchProperty() {
    return shortBatch.getReadOnlyProperty();
  }

  /** Grows whenever the cache has changed. */
  public ReadOnlyLongProperty cacheVersionProperty() {
    return cacheVersion.getReadOnlyProperty();
  }

  /** Whether the picture on the screen is the one of this time. */
  public boolean shows(double t) {
    return picture.get().filter(p -> p.request().t() == t).isPresent();
  }

  @Override
  public void shown(Picture next) {
    failure.set(Optional.empty());
    picture.set(Optional.of(next));
  }

  @Override
  public void failed(String reason) {
    failure.set(Optional.of(reason));
  }

  @Override
  public void cacheChanged() {
    cacheVersion.set(cacheVersion.get() + 1);
  }

  @Override
  public void memoryShort(int batch) {
    shortBatch.set(OptionalInt.of(batch));
  }

  @Override
  public void sourceChanged(FrameSource.SourceInfo info) {
    shortBatch.set(OptionalInt.empty());
    source.set(Optional.of(info));
    cacheChanged();
  }
}
