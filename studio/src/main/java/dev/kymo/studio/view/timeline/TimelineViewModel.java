package dev.kymo.studio.view.timeline;

import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.Kymograph;
import dev.kymo.studio.control.MixerBand;
import dev.kymo.studio.control.TimelineEdits;
import dev.kymo.studio.control.TimelineFootage;
import dev.kymo.studio.control.TimelineFrames;
import dev.kymo.studio.control.TimelineLane;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.control.Viewport;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.project.ClipMotionDesk;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.FootageThumbnails;
import dev.kymo.studio.project.FrameDesk;
import dev.kymo.studio.project.FrameDirector;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.timeline.TimeEntry;
import dev.kymo.studio.timeline.TimeScale;
import dev.kymo.studio.view.kit.EditorEdits;
import dev.kymo.studio.view.kit.PlainValue;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.motion.MixerViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;

/** What the timeline shows and what is done on it. */
public final class TimelineViewModel implements TimelineEdits {

  /** Where the playhead stands after what is in sight has followed it, as a share of its length. */
  private static final double LEAD = 0.1;

  private final EditorModel editor;
  private final ClipMotionDesk motion;
  private final ProjectTime time;
  private final Playback playback;
  private final FrameDirector director;
  private final FrameCache cache;
  private final MixerViewModel mixer;
  private final Texts texts;
  private final ThumbnailStore thumbnails;
  private final BandCurves curves;
  private final KymographMaker kymographs;
  private final FootageImages films;
  private final ReadOnlyObjectWrapper<Optional<TimelineFootage>> footage =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper footageName = new ReadOnlyStringWrapper("");
  private final ObjectProperty<Viewport> viewport = new SimpleObjectProperty<>(Viewport.HOME);
  private final ReadOnlyObjectWrapper<List<TimelineLane>> lanes =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<TimelineFrames> frames =
      new ReadOnlyObjectWrapper<>(TimelineFrames.NONE);
  private final ReadOnlyObjectWrapper<Kymograph> kymograph =
      new ReadOnlyObjectWrapper<>(Kymograph.NONE);
  private final BooleanProperty snapping = new SimpleBooleanProperty();
  private final DoubleProperty column = new SimpleDoubleProperty(0.5);
  private final ReadOnlyDoubleWrapper seconds = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper between = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper end = new ReadOnlyStringWrapper("");
  private double[] columns = new double[0];
  private Optional<Scene> drawn = Optional.empty();
  private List<TimelineLane.Curve> lastCurves = List.of();

  /** Follows the editor, the playhead and the cache. */
  public TimelineViewModel(
      EditorModel editor,
      ModelSession session,
      ClipMotionDesk motion,
      ProjectTime time,
      Playback playback,
      FrameDirector director,
      FrameDesk desk,
      FrameCache cache,
      FootageThumbnails filmed,
      MixerViewModel mixer,
      JobRunner jobs,
      Texts texts) {
    this.editor = editor;
    this.motion = motion;
    this.time = time;
    this.playback = playback;
    this.director = director;
    this.cache = cache;
    this.mixer = mixer;
    this.texts = texts;
    this.thumbnails = new ThumbnailStore(cache, jobs, this::framesChanged);
    this.curves = new BandCurves(jobs, this::curvesMade);
    this.films = new FootageImages();
    filmed.stripProperty().addListener((p, before, after) -> filmedChanged(after));
    this.kymographs =
        new KymographMaker(cache, jobs, strip -> kymograph.set(kymograph.get().with(strip)));
    column.addListener((p, before, after) -> wantKymograph());
    editor.stateProperty().addListener((p, before, after) -> editChanged());
    session.modelProperty().addListener((p, before, after) -> modelChanged());
    motion.motionProperty().addListener((p, before, after) -> wantCurves());
    mixer.bandsProperty().addListener((p, before, after) -> editChanged());
    viewport.addListener((p, before, after) -> wantCurves());
    desk.cacheVersionProperty().addListener((p, before, after) -> framesChanged());
    playback
        .playheadProperty()
        .addListener(
            (p, before, after) -> {
              placed();
              follow(before.doubleValue(), after.doubleValue());
            });
    time.scaleProperty().addListener((p, before, after) -> placed());
    time.rangeProperty().addListener((p, before, after) -> placed());
    placed();
  }

  /**
   * A playhead that leaves what is in sight takes it along, as does one that is put somewhere; one
   * that plays out of sight, because the user looks elsewhere, does not.
   */
  private void follow(double before, double after) {
    Viewport view = viewport.get();
    boolean left = view.contains(before) || !playback.playingProperty().get();
    if (left && !view.contains(after)) {
      viewport.set(view.pan(after - view.from() - LEAD * view.length()));
    }
  }

  /** What is in sight. */
  public ObjectProperty<Viewport> viewportProperty() {
    return viewport;
  }

  /** How t, frames and seconds relate. */
  public ReadOnlyObjectProperty<TimeScale> scaleProperty() {
    return time.scaleProperty();
  }

  /** In and out point. */
  public ReadOnlyObjectProperty<ClipRange> rangeProperty() {
    return time.rangeProperty();
  }

  /** The playhead and its clock. */
  public Playback playback() {
    return playback;
  }

  /** The bands' lanes. */
  public ReadOnlyObjectProperty<List<TimelineLane>> lanesProperty() {
    return lanes.getReadOnlyProperty();
  }

  /** The bands, for the lanes' headers. */
  public ReadOnlyObjectProperty<List<MixerBand>> bandsProperty() {
    return mixer.bandsProperty();
  }

  /** Thumbnails and what is cached. */
  public ReadOnlyObjectProperty<TimelineFrames> framesProperty() {
    return frames.getReadOnlyProperty();
  }

  /** Where the playhead is, seconds since the trained clip began. */
  public ReadOnlyDoubleProperty secondsProperty() {
    return seconds.getReadOnlyProperty();
  }

  /** Where the range ends, in words. */
  public ReadOnlyStringProperty endProperty() {
    return end.getReadOnlyProperty();
  }

  /** Puts the playhead at typed seconds. */
  public ValueEdits secondsEdits() {
    return new PlainValue(value -> playback.seek(time.scaleProperty().get().ofSeconds(value)), 0);
  }

  /** A typed time as seconds since the trained clip began. */
  public OptionalDouble readSeconds(String typed, double now) {
    return TimeEntry.point(time.scaleProperty().get()).parse(typed, now);
  }

  /** Frames drawn between two trained ones. */
  public ReadOnlyDoubleProperty betweenProperty() {
    return between.getReadOnlyProperty();
  }

  /** Edits of the frames between. */
  public ValueEdits betweenEdits() {
    return new EditorEdits(
        editor,
        texts.get("undo.between"),
        "between",
        (state, value) -> state.withBetween((int) Math.round(value)),
        state -> state.withBetween(0));
  }

  /** Which column of the picture the kymograph draws, 0 is left and 1 right. */
  public DoubleProperty columnProperty() {
    return column;
  }

  /** Edits of that column, in percent. */
  public ValueEdits columnEdits() {
    return new PlainValue(value -> column.set(value / 100), 50);
  }

  /** One column of pixels over time. */
  public ReadOnlyObjectProperty<Kymograph> kymographProperty() {
    return kymograph.getReadOnlyProperty();
  }

  /** Frames as they were filmed; empty without footage. */
  public ReadOnlyObjectProperty<Optional<TimelineFootage>> footageProperty() {
    return footage.getReadOnlyProperty();
  }

  /** What the footage is called. */
  public ReadOnlyStringProperty footageNameProperty() {
    return footageName.getReadOnlyProperty();
  }

  /** Whether what is dragged snaps to frames. */
  public BooleanProperty snappingProperty() {
    return snapping;
  }

  /** These columns of the kymograph are in sight. */
  public void showColumns(double[] times) {
    columns = times;
    director.showColumns(times);
    wantKymograph();
  }

  /** Mutes a band, or not. */
  public void mute(int band, boolean value) {
    mixer.mute(band, value);
  }

  /** Makes a band solo, or not. */
  public void solo(int band, boolean value) {
    mixer.solo(band, value);
  }

  /** These thumbnails are in sight. */
  public void showThumbnails(double[] times) {
    director.showThumbnails(times);
  }

  /** Shows the whole range again. */
  public void showRange() {
    ClipRange range = time.rangeProperty().get();
    double margin = 0.35 * range.length();
    viewport.set(new Viewport(range.from() - margin, range.to() + margin * 1.7));
  }

  /** Puts the in point at the playhead. */
  public void setIn() {
    double at = playback.playheadProperty().get();
    double to = Math.max(time.rangeProperty().get().to(), at + step());
    markRange(new ClipRange(at, to));
  }

  /** Puts the out point at the playhead. */
  public void setOut() {
    double at = playback.playheadProperty().get();
    double from = Math.min(time.rangeProperty().get().from(), at - step());
    markRange(new ClipRange(from, at));
  }

  @Override
  public void seek(double t) {
    playback.seek(t);
  }

  @Override
  public void beginRange() {
    editor.beginGesture();
  }

  @Override
  public void setRange(ClipRange range) {
    editor.edit(texts.get("undo.range"), "range", state -> state.withRange(range));
  }

  @Override
  public void endRange() {
    editor.endGesture();
  }

  private void markRange(ClipRange range) {
    beginRange();
    setRange(range);
    endRange();
  }

  private double step() {
    return time.scaleProperty().get().step();
  }

  private void wantKymograph() {
    director.scene().ifPresent(scene -> kymographs.want(scene, columns, column.get()));
  }

  private void modelChanged() {
    lastCurves = List.of();
    thumbnails.forget();
    kymograph.set(Kymograph.NONE);
    editChanged();
  }

  private void editChanged() {
    // What was drawn of another scene fades at once; what is in the cache comes back at once.
    Optional<Scene> scene = director.scene();
    if (!scene.equals(drawn)) {
      drawn = scene;
      kymograph.set(kymograph.get().edited());
    }
    framesChanged();
    lanesChanged();
    wantCurves();
  }

  private void wantCurves() {
    MotionEdit edit = editor.state().motion();
    motion
        .motionProperty()
        .get()
        .filter(clip -> clip.plan().equals(edit.plan()))
        .ifPresent(clip -> curves.want(clip, edit, viewport.get()));
  }

  private void curvesMade(List<TimelineLane.Curve> made) {
    lastCurves = made;
    lanesChanged();
  }

  private void lanesChanged() {
    List<TimelineLane> next = new ArrayList<>();
    List<MixerBand> bands = mixer.bandsProperty().get();
    for (int i = 0; i < bands.size(); i++) {
      TimelineLane.Curve curve =
          lastCurves.size() == bands.size() ? lastCurves.get(i) : TimelineLane.Curve.NONE;
      next.add(new TimelineLane(bands.get(i).color(), bands.get(i).silent(), curve));
    }
    lanes.set(next);
  }

  private void framesChanged() {
    wantKymograph();
    // A new object for each change: the control draws when it gets another one.
    frames.set(
        new TimelineFrames() {
          @Override
          public Optional<Image> thumbnail(double t) {
            return request(t).flatMap(thumbnails::get);
          }

          @Override
          public Optional<Image> former(double t) {
            return thumbnails.former(t);
          }

          @Override
          public boolean isCached(double t) {
            return request(t).filter(cache::contains).isPresent();
          }
        });
  }

  private Optional<FrameRequest> request(double t) {
    return director.scene().map(scene -> new FrameRequest(scene, t));
  }

  private void filmedChanged(Optional<FootageThumbnails.Strip> strip) {
    footageName.set(strip.map(FootageThumbnails.Strip::name).orElse(""));
    footage.set(strip.map(films::of));
  }

  private void placed() {
    TimeScale scale = time.scaleProperty().get();
    seconds.set(scale.seconds(playback.playheadProperty().get()));
    between.set(scale.between());
    end.set(
        String.format(
            Locale.ROOT, "/ %.2f s", scale.seconds(time.rangeProperty().get().to()) + 0.0));
  }
}
