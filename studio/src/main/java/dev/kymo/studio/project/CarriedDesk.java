package dev.kymo.studio.project;

import dev.kymo.studio.footage.CarriedPicture;
import dev.kymo.studio.footage.CarryService;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What the carry service last told, as properties. Changes on the JavaFX thread only. */
public final class CarriedDesk implements CarryService.Listener {

  private final ReadOnlyObjectWrapper<Optional<CarriedPicture>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** The newest carried picture; it need not answer the newest request. */
  public ReadOnlyObjectProperty<Optional<CarriedPicture>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** Why the newest request could not be carried; empty when it could. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  @Override
  public void carried(CarriedPicture next) {
    failure.set(Optional.empty());
    picture.set(Optional.of(next));
  }

  @Override
  public void failed(String reason) {
    failure.set(Optional.of(reason));
  }

  /** Another clip: nothing of the last one counts any more. */
  public void clear() {
    failure.set(Optional.empty());
    picture.set(Optional.empty());
  }
}
