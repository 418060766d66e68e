package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.studio.frames.FillPlan;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.frames.RangeFill;
import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.Playback;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Keeps the frame service pointed at what is edited: the frame under the playhead is wanted, the
 * played range and the thumbnails in sight are drawn ahead.
 */
public final class FrameDirector {

  /** The part of the cache that drawing ahead may fill, so that it never pushes itself out. */
  private static final double SHARE = 0.8;

  private final EditorModel editor;
  private final ModelSession session;
  private final Playback playback;
  private final FrameService frames;
  private final FrameCache cache;
  private final ReadOnlyObjectWrapper<Optional<FrameRequest>> wanted =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private double[] thumbnails = new double[0];
  private double[] columns = new double[0];
  private volatile double playhead;
  private volatile boolean playing;

  /** Follows the editor, the open model and the playhead. */
  public FrameDirector(
      EditorModel editor,
      ModelSession session,
      Playback playback,
      FrameService frames,
      FrameCache cache) {
    this.editor = editor;
    this.session = session;
    this.playback = playback;
    this.frames = frames;
    this.cache = cache;
    editor.stateProperty().addListener((p, before, after) -> update());
    session.modelProperty().addListener((p, before, after) -> update());
    playback.playheadProperty().addListener((p, before, after) -> movePlayhead());
    playback.playingProperty().addListener((p, before, after) -> update());
    playback.piecesProperty().addListener((p, before, after) -> update());
  }

  /** The frame that should be on the screen; empty while no model is open. */
  public ReadOnlyObjectProperty<Optional<FrameRequest>> wantedProperty() {
    return wanted.getReadOnlyProperty();
  }

  /** The times whose thumbnails are in sight, increasing. */
  public void showThumbnails(double[] times) {
    if (!Arrays.equals(thumbnails, times)) {
      thumbnails = times.clone();
      planAhead();
    }
  }

  /** The times of the kymograph's columns in sight, increasing. */
  public void showColumns(double[] times) {
    if (!Arrays.equals(columns, times)) {
      columns = times.clone();
      planAhead();
    }
  }

  /** What the open model draws now; empty while no model is open. */
  public Optional<Scene> scene() {
    return session.modelProperty().get().map(m -> editor.state().scene(m.checkpointId()));
  }

  private void update() {
    request();
    planAhead();
  }

  private void movePlayhead() {
    request();
    // In play the plan follows the playhead by itself; a jump at rest needs a new one only when
    // frames had to be left out.
    if (!playing) {
      planAhead();
    }
  }

  private void request() {
    playhead = playback.playheadProperty().get();
    playing = playback.playingProperty().get();
    Optional<FrameRequest> next = scene().map(scene -> new FrameRequest(scene, playhead));
    wanted.set(next);
    next.ifPresent(frames::request);
  }

  private void planAhead() {
    Optional<Scene> scene = scene();
    if (scene.isEmpty()) {
      frames.fill(FillPlan.NONE, false);
      return;
    }
    double[] range = nearest(rangeTimes());
    FillPlan plan = new RangeFill(scene.get(), range, () -> playhead, () -> playing);
    if (!playing && range.length + thumbnails.length <= room()) {
      plan = FillPlan.inOrder(plan, around(scene.get(), thumbnails));
      if (range.length + thumbnails.length + columns.length <= room()) {
        plan = FillPlan.inOrder(plan, around(scene.get(), columns));
      }
    }
    frames.fill(plan, playing);
  }

  private RangeFill around(Scene scene, double[] times) {
    return new RangeFill(scene, times, () -> playhead, () -> false);
  }

  private double[] rangeTimes() {
    ClipRange range = editor.state().range();
    int length = session.modelProperty().get().map(ModelInfo::videoLength).orElse(16);
    double drawn = 2.0 / length / (editor.state().between() + 1);
    int pieces = playback.piecesProperty().get();
    double step = drawn / pieces;
    return IntStream.range(0, range.frames(drawn) * pieces)
        .mapToDouble(k -> range.from() + k * step)
        .toArray();
  }

  private double[] nearest(double[] times) {
    int room = (int) Math.min(Integer.MAX_VALUE, room());
    if (times.length <= room) {
      return times;
    }
    double centre = playhead;
    return DoubleStream.of(times)
        .boxed()
        .sorted(Comparator.comparingDouble(t -> Math.abs(t - centre)))
        .limit(room)
        .mapToDouble(Double::doubleValue)
        .sorted()
        .toArray();
  }

  /** How many frames drawing ahead may hold. */
  private long room() {
    int side = session.modelProperty().get().map(ModelInfo::imageSize).orElse(1);
    return (long) (SHARE * cache.bound() / (4.0 * side * side));
  }
}
