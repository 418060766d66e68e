package dev.kymo.studio.view.timeline;

import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeEntry;
import dev.kymo.studio.timeline.TimeScale;
import dev.kymo.studio.view.kit.EditorEdits;
import dev.kymo.studio.view.kit.Texts;
import java.util.Locale;
import java.util.OptionalDouble;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** In point, out point and length of the clip, in seconds. */
public final class ClipViewModel {

  private final EditorModel editor;
  private final ProjectTime time;
  private final Texts texts;
  private final ReadOnlyDoubleWrapper in = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper out = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper seconds = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper length = new ReadOnlyStringWrapper("");

  /** Follows the project's time. */
  public ClipViewModel(EditorModel editor, ProjectTime time, Texts texts) {
    this.editor = editor;
    this.time = time;
    this.texts = texts;
    time.rangeProperty().addListener((p, before, after) -> update());
    time.scaleProperty().addListener((p, before, after) -> update());
    update();
  }

  /** In point, seconds. */
  public ReadOnlyDoubleProperty inProperty() {
    return in.getReadOnlyProperty();
  }

  /** Out point, seconds. */
  public ReadOnlyDoubleProperty outProperty() {
    return out.getReadOnlyProperty();
  }

  /** Frames between them, and how many are drawn for a second. */
  public ReadOnlyStringProperty lengthProperty() {
    return length.getReadOnlyProperty();
  }

  /** Edits of the in point, seconds. */
  public ValueEdits inEdits() {
    return new EditorEdits(
        editor,
        texts.get("undo.range"),
        "range.in",
        (state, seconds) -> from(state, scale().ofSeconds(seconds)),
        state -> from(state, ClipRange.TRAINED.from()));
  }

  /** Edits of the out point, seconds. */
  public ValueEdits outEdits() {
    return new EditorEdits(
        editor,
        texts.get("undo.range"),
        "range.out",
        (state, seconds) -> to(state, scale().ofSeconds(seconds)),
        state -> to(state, ClipRange.TRAINED.to()));
  }

  /** Seconds between in and out point. */
  public ReadOnlyDoubleProperty secondsProperty() {
    return seconds.getReadOnlyProperty();
  }

  /** Edits of the length, seconds: the out point moves. */
  public ValueEdits secondsEdits() {
    return new EditorEdits(
        editor,
        texts.get("undo.range"),
        "range.length",
        (state, length) ->
            state.withRange(
                new ClipRange(
                    state.range().from(),
                    state.range().from()
                        + Math.max(scale().step(), length * scale().unitsPerSecond()))),
        state ->
            state.withRange(
                new ClipRange(
                    state.range().from(), state.range().from() + ClipRange.TRAINED.length())));
  }

  /** A typed point in time as seconds. */
  public OptionalDouble readPoint(String typed, double now) {
    return TimeEntry.point(scale()).parse(typed, now);
  }

  /** A typed length as seconds. */
  public OptionalDouble readLength(String typed, double now) {
    return TimeEntry.length(scale()).parse(typed, now);
  }

  private EditorState from(EditorState state, double t) {
    return state.withRange(new ClipRange(t, Math.max(state.range().to(), t + scale().step())));
  }

  private EditorState to(EditorState state, double t) {
    return state.withRange(new ClipRange(Math.min(state.range().from(), t - scale().step()), t));
  }

  private TimeScale scale() {
    return time.scaleProperty().get();
  }

  /** 25 and 23.976: no more decimals than it has, and at most three. */
  private static String rate(double fps) {
    double rounded = Math.rint(fps * 1000) / 1000;
    return rounded == Math.rint(rounded)
        ? String.format(Locale.ROOT, "%.0f", rounded)
        : String.format(Locale.ROOT, "%.3f", rounded);
  }

  private void update() {
    ClipRange range = time.rangeProperty().get();
    in.set(scale().seconds(range.from()));
    out.set(scale().seconds(range.to()));
    seconds.set(scale().seconds(range.to()) - scale().seconds(range.from()));
    length.set(
        texts.get(
            "clip.length", String.valueOf(range.frames(scale().step())), rate(scale().drawnFps())));
  }
}
