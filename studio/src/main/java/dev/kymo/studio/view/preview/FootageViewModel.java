package dev.kymo.studio.view.preview;

import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.studio.footage.FootageView;
import dev.kymo.studio.project.FootageFit;
import dev.kymo.studio.project.FootageSession;
import dev.kymo.studio.project.FootageState;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.project.PreviewPictures;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * The footage of a learned model: what of it is shown, how well it is known, whether it is there.
 */
public final class FootageViewModel {

  private final FootageSession footage;
  private final PreviewPictures pictures;
  private final ModelSession models;
  private final FootageFit fit;
  private final FilePicker picker;
  private final Notices notices;
  private final Texts texts;
  private final ReadOnlyBooleanWrapper learned = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper attached = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper missing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper name = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper details = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper figure = new ReadOnlyStringWrapper("");

  /** Follows the footage. */
  public FootageViewModel(
      FootageSession footage,
      ModelSession models,
      PreviewPictures pictures,
      FootageFit fit,
      FilePicker picker,
      Notices notices,
      Texts texts) {
    this.footage = footage;
    this.models = models;
    this.pictures = pictures;
    this.fit = fit;
    this.picker = picker;
    this.notices = notices;
    this.texts = texts;
    footage.stateProperty().addListener((p, before, after) -> changed(after));
    fit.decibelsProperty().addListener((p, before, after) -> figure.set(figure()));
    changed(footage.stateProperty().get());
  }

  /** Whether the open model has learned what is shown. */
  public ReadOnlyBooleanProperty learnedProperty() {
    return learned.getReadOnlyProperty();
  }

  /** Whether its footage is at hand. */
  public ReadOnlyBooleanProperty attachedProperty() {
    return attached.getReadOnlyProperty();
  }

  /** Whether its footage was looked for and not found. */
  public ReadOnlyBooleanProperty missingProperty() {
    return missing.getReadOnlyProperty();
  }

  /** The footage's name, or what is the matter with it. */
  public ReadOnlyStringProperty nameProperty() {
    return name.getReadOnlyProperty();
  }

  /** Where it is and what was decided on reading it. */
  public ReadOnlyStringProperty detailsProperty() {
    return details.getReadOnlyProperty();
  }

  /** How well the model knows the frame at the playhead; blank where that is not known. */
  public ReadOnlyStringProperty figureProperty() {
    return figure.getReadOnlyProperty();
  }

  /** Whether the picture on the screen lies outside of the clip. */
  public ReadOnlyBooleanProperty beyondProperty() {
    return pictures.beyondProperty();
  }

  /** What is shown. */
  public ObjectProperty<FootageView> viewProperty() {
    return pictures.viewProperty();
  }

  /** Shows the next view, or the one before. */
  public void nextView(int by) {
    if (attached.get()) {
      List<FootageView> all = List.of(FootageView.values());
      int next = Math.floorMod(all.indexOf(viewProperty().get()) + by, all.size());
      viewProperty().set(all.get(next));
    }
  }

  /** Lets the user say where the footage is. */
  public void locate() {
    picker.pickFootage().ifPresent(footage::locate);
  }

  private void changed(FootageState state) {
    Optional<FootageOrigin> origin = state.learned();
    learned.set(origin.isPresent());
    attached.set(state.attached().isPresent());
    name.set(origin.map(FootageOrigin::name).orElse(""));
    details.set(state.attached().map(a -> details(a.footage().info())).orElse(""));
    missing.set(state instanceof FootageState.Missing);
    figure.set(figure());
    if (state instanceof FootageState.Missing away) {
      name.set(texts.get("footage.missing"));
      details.set(away.sentence());
      if (isFiner(away.origin())) {
        notices.warning(
            away.sentence(),
            Optional.of(new Notices.Action(texts.get("footage.locate"), this::locate)));
      }
    } else if (state instanceof FootageState.Looking looking) {
      name.set(texts.get("footage.looking", looking.origin().name()));
    }
  }

  /** Footage of no finer pixels than the model's has nothing to add to its pictures. */
  private boolean isFiner(FootageOrigin origin) {
    int side = models.modelProperty().get().map(ModelInfo::imageSize).orElse(0);
    return Math.max(origin.width(), origin.height()) > side;
  }

  private String details(FootageInfo info) {
    StringBuilder text =
        new StringBuilder(
            texts.get(
                "footage.details",
                info.file().toString(),
                info.codec(),
                String.valueOf(info.width()),
                String.valueOf(info.height()),
                String.format(Locale.ROOT, "%.5g", info.rate().perSecond())));
    info.notes().forEach(note -> text.append('\n').append(note));
    return text.toString();
  }

  private String figure() {
    OptionalDouble decibels = fit.decibelsProperty().get();
    return decibels.isPresent()
        ? texts.get("footage.fit", String.format(Locale.ROOT, "%.1f", decibels.getAsDouble()))
        : "";
  }
}
