package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.footage.CarriedPicture;
import dev.kymo.studio.footage.CarryRequest;
import dev.kymo.studio.footage.CarryService;
import dev.kymo.studio.footage.FootageView;
import dev.kymo.studio.frames.Picture;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * The picture on the screen: the model's own, or, when its footage is at hand, the edit carried to
 * the footage. It always says which request it answers. JavaFX thread only.
 */
public final class PreviewPictures {

  private final FrameDesk desk;
  private final CarriedDesk carried;
  private final CarryService carry;
  private final FootageSession footage;
  private final ReadOnlyBooleanProperty playing;
  private final ObjectProperty<FootageView> view = new SimpleObjectProperty<>(FootageView.FRAME);
  private final BooleanProperty compared = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<Picture>> picture =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<FootageView> shownView =
      new ReadOnlyObjectWrapper<>(FootageView.MODEL);
  private final ReadOnlyObjectWrapper<Optional<FrameImage>> original =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> failure =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper beyond = new ReadOnlyBooleanWrapper();

  /**
   * Follows both desks.
   *
   * @param playing whether the next picture comes soon
   */
  public PreviewPictures(
      FrameDesk desk,
      CarriedDesk carried,
      CarryService carry,
      FootageSession footage,
      ReadOnlyBooleanProperty playing) {
    this.desk = desk;
    this.carried = carried;
    this.carry = carry;
    this.footage = footage;
    this.playing = playing;
    desk.pictureProperty().addListener((p, before, after) -> update());
    desk.failureProperty().addListener((p, before, after) -> failed());
    carried.pictureProperty().addListener((p, before, after) -> after.ifPresent(this::show));
    carried.failureProperty().addListener((p, before, after) -> carryFailed(after));
    footage.stateProperty().addListener((p, before, after) -> footageChanged());
    view.addListener((p, before, after) -> update());
    compared.addListener((p, before, after) -> update());
    playing.addListener((p, before, after) -> update());
  }

  /** The picture on the screen; empty before the first. */
  public ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
    return picture.getReadOnlyProperty();
  }

  /** What of the edit the user wants to see while there is footage. */
  public ObjectProperty<FootageView> viewProperty() {
    return view;
  }

  /** What the picture on the screen shows. */
  public ReadOnlyObjectProperty<FootageView> shownViewProperty() {
    return shownView.getReadOnlyProperty();
  }

  /** Whether the original is wanted beside the picture. */
  public BooleanProperty comparedProperty() {
    return compared;
  }

  /** The original of the picture on the screen, as large; empty when there is none or unwanted. */
  public ReadOnlyObjectProperty<Optional<FrameImage>> originalProperty() {
    return original.getReadOnlyProperty();
  }

  /** Whether the picture lies outside of the clip, so that only the model has it. */
  public ReadOnlyBooleanProperty beyondProperty() {
    return beyond.getReadOnlyProperty();
  }

  /** Why the newest picture is not there; empty when it is. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** Whether the picture on the screen is the one of this time. */
  public boolean shows(double t) {
    return picture.get().filter(p -> p.request().t() == t).isPresent();
  }

  /** Whether there is footage to carry to. */
  public boolean hasFootage() {
    return footage.stateProperty().get().attached().isPresent();
  }

  private void footageChanged() {
    carried.clear();
    update();
  }

  private void update() {
    Optional<Picture> drawn = desk.pictureProperty().get();
    boolean through = hasFootage() && (view.get() != FootageView.MODEL || compared.get());
    if (drawn.isPresent() && through) {
      carry.request(new CarryRequest(drawn.get(), view.get(), compared.get(), playing.get()));
    }
    // Until the footage is there the model's picture is better than none.
    boolean none = !through || carried.pictureProperty().get().isEmpty();
    if (drawn.isPresent() && none) {
      show(drawn.get(), FootageView.MODEL, Optional.empty(), false);
    }
    failed();
  }

  private void show(CarriedPicture next) {
    if (hasFootage() && next.request().view() == view.get()) {
      show(
          new Picture(next.request().edited().request(), next.image()),
          view.get(),
          compared.get() ? next.original() : Optional.empty(),
          next.beyond());
    }
  }

  private void show(Picture next, FootageView shown, Optional<FrameImage> before, boolean outside) {
    shownView.set(shown);
    beyond.set(outside);
    // The one that it is compared with comes first: both are drawn at once.
    original.set(before);
    picture.set(Optional.of(next));
  }

  private void carryFailed(Optional<String> reason) {
    if (reason.isPresent()) {
      desk.pictureProperty()
          .get()
          .ifPresent(drawn -> show(drawn, FootageView.MODEL, Optional.empty(), false));
    }
    failed();
  }

  private void failed() {
    failure.set(desk.failureProperty().get().or(() -> carried.failureProperty().get()));
  }
}
