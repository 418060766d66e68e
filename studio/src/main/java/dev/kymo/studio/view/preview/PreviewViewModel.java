package dev.kymo.studio.view.preview;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.control.PixelView;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.footage.FootageView;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.project.BeforeFrames;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.FrameDesk;
import dev.kymo.studio.project.FrameDirector;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.PreviewPictures;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.timeline.TimeScale;
import dev.kymo.studio.view.kit.EditorEdits;
import dev.kymo.studio.view.kit.PlainValue;
import dev.kymo.studio.view.kit.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;

/**
 * The picture and what is said about it. The read-out always tells the time of the picture that is
 * shown, never of one that is still being drawn.
 */
public final class PreviewViewModel {

  private static final double FIRST_FPS = 25;
  private static final double FASTEST = 8;

  private final EditorModel editor;
  private final ModelSession session;
  private final PreviewPictures pictures;
  private final FootageViewModel footage;
  private final FrameDirector director;
  private final FrameService frames;
  private final ProjectTime time;
  private final Playback playback;
  private final Texts texts;
  private final LongSupplier clock;
  private final FrameRate rate = new FrameRate();
  private final ReadOnlyBooleanWrapper open = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper behind = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper readOut = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper statistics = new ReadOnlyStringWrapper("");
  private final ReadOnlyDoubleWrapper fps = new ReadOnlyDoubleWrapper(FIRST_FPS);
  private final BooleanProperty smooth = new SimpleBooleanProperty();
  private final ReadOnlyBooleanWrapper interpolated = new ReadOnlyBooleanWrapper();
  private final BooleanProperty alone = new SimpleBooleanProperty();
  private final DoubleProperty zoom = new SimpleDoubleProperty(PixelView.FIT);
  private final BeforeFrames unedited;
  private final Welcome welcome;

  /**
   * Follows the picture on the screen and the playhead.
   *
   * @param clock nanoseconds, of which only differences matter
   */
  public PreviewViewModel(
      EditorModel editor,
      ModelSession session,
      FrameDesk desk,
      PreviewPictures pictures,
      FootageViewModel footage,
      FrameDirector director,
      FrameService frames,
      BeforeFrames unedited,
      ProjectTime time,
      Playback playback,
      Texts texts,
      LongSupplier clock) {
    this.editor = editor;
    this.welcome = new Welcome(editor);
    this.session = session;
    this.pictures = pictures;
    this.footage = footage;
    this.director = director;
    this.frames = frames;
    this.unedited = unedited;
    this.time = time;
    this.playback = playback;
    this.texts = texts;
    this.clock = clock;
    session.modelProperty().addListener((p, before, after) -> open.set(after.isPresent()));
    pictures.pictureProperty().addListener((p, before, after) -> pictureChanged());
    pictures.shownViewProperty().addListener((p, before, after) -> update());
    smooth.addListener((p, before, after) -> update());
    footage.attachedProperty().addListener((p, before, after) -> update());
    director.wantedProperty().addListener((p, before, after) -> update());
    pictures.failureProperty().addListener((p, before, after) -> update());
    // Drawing ahead goes on measuring what a frame costs.
    desk.cacheVersionProperty().addListener((p, before, after) -> statistics.set(statistics()));
    time.scaleProperty().addListener((p, before, after) -> update());
    playback.playingProperty().addListener((p, before, after) -> playingChanged());
    playback.droppedProperty().addListener((p, before, after) -> update());
    update();
  }

  /** The line for somebody who is here for the first time. */
  public Welcome welcome() {
    return welcome;
  }

  /** Whether a model is open. */
  public ReadOnlyBooleanProperty openProperty() {
    return open.getReadOnlyProperty();
  }

  /** The picture to show; empty before the first. */
  public ReadOnlyObjectProperty<Optional<Picture>> pictureProperty() {
    return pictures.pictureProperty();
  }

  /** Why the frame could not be drawn; empty when it could. */
  public ReadOnlyObjectProperty<Optional<String>> failureProperty() {
    return pictures.failureProperty();
  }

  /** Whether the picture is not the one that is wanted: a newer one is being drawn. */
  public ReadOnlyBooleanProperty behindProperty() {
    return behind.getReadOnlyProperty();
  }

  /** Time of the picture that is shown. */
  public ReadOnlyStringProperty readOutProperty() {
    return readOut.getReadOnlyProperty();
  }

  /** What drawing costs and how play keeps up. */
  public ReadOnlyStringProperty statisticsProperty() {
    return statistics.getReadOnlyProperty();
  }

  /** The footage of a learned model. */
  public FootageViewModel footage() {
    return footage;
  }

  /** Whether the user wants pixels interpolated. */
  public BooleanProperty smoothProperty() {
    return smooth;
  }

  /** Whether pixels are interpolated: those of footage always are. */
  public ReadOnlyBooleanProperty interpolatedProperty() {
    return interpolated.getReadOnlyProperty();
  }

  /** Whether the picture has the screen to itself. */
  public BooleanProperty aloneProperty() {
    return alone;
  }

  /** Gives the picture the screen to itself, or no longer; never without a model. */
  public void switchAlone() {
    alone.set(open.get() && !alone.get());
  }

  /** Screen pixels for each pixel, or 0 for as large as fits. */
  public DoubleProperty zoomProperty() {
    return zoom;
  }

  /** Whether the unedited motion is shown beside the edited. */
  public BooleanProperty comparingProperty() {
    return unedited.wantedProperty();
  }

  /** The unedited picture; empty until it is drawn, or when none is wanted. */
  public ReadOnlyObjectProperty<Optional<FrameImage>> beforeProperty() {
    return unedited.imageProperty();
  }

  /** Edits of the speed of play. */
  public ValueEdits speedEdits() {
    return new PlainValue(playback.speedProperty()::set, 1);
  }

  /** Runs the clock one way; again when it already does, twice as fast. */
  public void shuttle(boolean backwards) {
    double sign = backwards ? -1 : 1;
    double now = playback.speedProperty().get();
    boolean same = playback.playingProperty().get() && Math.signum(now) == sign;
    playback.speedProperty().set(same ? sign * Math.min(FASTEST, Math.abs(now) * 2) : sign);
    playback.play();
  }

  /** Stops the clock; play then runs forwards again. */
  public void halt() {
    playback.pause();
    playback.speedProperty().set(1);
  }

  /** The project's rate. */
  public ReadOnlyDoubleProperty fpsProperty() {
    return fps.getReadOnlyProperty();
  }

  /** Edits of the rate. */
  public ValueEdits fpsEdits() {
    return new EditorEdits(
        editor,
        texts.get("undo.fps"),
        "fps",
        (state, value) -> state.withFps(value),
        state -> state.withFps(FIRST_FPS));
  }

  /** The playhead and its clock. */
  public Playback playback() {
    return playback;
  }

  /** Puts the playhead at the in point. */
  public void toStart() {
    playback.seek(time.rangeProperty().get().from());
  }

  /** Puts the playhead at the last frame before the out point. */
  public void toEnd() {
    double step = time.scaleProperty().get().step();
    int last = time.rangeProperty().get().frames(step) - 1;
    playback.seek(time.rangeProperty().get().from() + last * step);
  }

  private void pictureChanged() {
    if (playback.playingProperty().get()) {
      rate.shown(clock.getAsLong());
    }
    update();
  }

  private void playingChanged() {
    rate.reset();
    update();
  }

  private void update() {
    fps.set(editor.state().fps());
    Optional<Picture> picture = pictures.pictureProperty().get();
    interpolated.set(smooth.get() || pictures.shownViewProperty().get() != FootageView.MODEL);
    behind.set(
        director.wantedProperty().get().isPresent()
            && pictures.failureProperty().get().isEmpty()
            && !picture.map(Picture::request).equals(director.wantedProperty().get()));
    TimeScale scale = time.scaleProperty().get();
    readOut.set(picture.map(p -> p.request().t()).map(t -> readOut(scale, t)).orElse(""));
    statistics.set(statistics());
  }

  private String readOut(TimeScale scale, double t) {
    Optional<FootageOrigin> clip = session.modelProperty().get().flatMap(this::clip);
    if (clip.isPresent()) {
      return texts.get(
          "preview.readout.clip",
          number("%.2f", scale.seconds(t)),
          number("%.3f", t),
          number("%.1f", clip.get().first() + scale.frame(t)));
    }
    return texts.get(
        "preview.readout",
        number("%.2f", scale.seconds(t)),
        number("%.3f", t),
        number("%.1f", scale.frame(t)));
  }

  private Optional<FootageOrigin> clip(ModelInfo model) {
    return model.clipOf(editor.state().content());
  }

  private String statistics() {
    double millis = frames.millisPerFrame();
    if (Double.isNaN(millis)) {
      return "";
    }
    String cost = texts.get("preview.cost", number(millis < 10 ? "%.1f" : "%.0f", millis));
    if (!playback.playingProperty().get()) {
      return cost;
    }
    return texts.get(
        "preview.playing",
        cost,
        number("%.0f", rate.perSecond()),
        String.valueOf(playback.droppedProperty().get()));
  }

  private static String number(String format, double value) {
    // Adding 0.0 turns minus zero into zero.
    return String.format(Locale.ROOT, format, value + 0.0);
  }
}
