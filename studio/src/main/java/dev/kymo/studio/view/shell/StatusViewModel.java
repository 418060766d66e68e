package dev.kymo.studio.view.shell;

import dev.kymo.inference.frame.FrameSource;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.project.FirstFrame;
import dev.kymo.studio.project.FrameDesk;
import dev.kymo.studio.project.LatencyMeter;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.view.kit.Texts;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** What the status bar tells of the model and of drawing. */
public final class StatusViewModel {

  private static final double MIB = 1024 * 1024;

  private final ModelSession session;
  private final FrameDesk desk;
  private final FrameService frames;
  private final FrameCache cache;
  private final LatencyMeter latency;
  private final FirstFrame firstFrame;
  private final Texts texts;
  private final ReadOnlyStringWrapper model = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper device = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper precision = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper reason = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper cost = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper tight = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper memory = new ReadOnlyStringWrapper("");

  /**
   * Follows the session and the frame desk.
   *
   * @param notices where it is told that the device ran out of memory
   */
  public StatusViewModel(
      ModelSession session,
      FrameDesk desk,
      FrameService frames,
      FrameCache cache,
      LatencyMeter latency,
      FirstFrame firstFrame,
      Notices notices,
      Texts texts) {
    this.session = session;
    this.desk = desk;
    this.frames = frames;
    this.cache = cache;
    this.latency = latency;
    this.firstFrame = firstFrame;
    this.texts = texts;
    session.modelProperty().addListener((p, before, after) -> update());
    desk.sourceProperty().addListener((p, before, after) -> update());
    desk.shortBatchProperty()
        .addListener((p, before, after) -> after.ifPresent(batch -> memoryShort(notices)));
    desk.cacheVersionProperty().addListener((p, before, after) -> update());
    desk.pictureProperty().addListener((p, before, after) -> update());
    update();
  }

  /** Name of the open checkpoint. */
  public ReadOnlyStringProperty modelProperty() {
    return model.getReadOnlyProperty();
  }

  /** Its training step. */
  public ReadOnlyStringProperty stepProperty() {
    return step.getReadOnlyProperty();
  }

  /** What draws. */
  public ReadOnlyStringProperty deviceProperty() {
    return device.getReadOnlyProperty();
  }

  /** In which precision. */
  public ReadOnlyStringProperty precisionProperty() {
    return precision.getReadOnlyProperty();
  }

  /** Why in that precision. */
  public ReadOnlyStringProperty reasonProperty() {
    return reason.getReadOnlyProperty();
  }

  /** Milliseconds a frame. */
  public ReadOnlyStringProperty costProperty() {
    return cost.getReadOnlyProperty();
  }

  /** That the device ran out of memory; empty when it did not. */
  public ReadOnlyStringProperty tightProperty() {
    return tight.getReadOnlyProperty();
  }

  /** What the cache holds of what it may hold. */
  public ReadOnlyStringProperty memoryProperty() {
    return memory.getReadOnlyProperty();
  }

  /** How long changes and the first frame took to reach the screen, in words, as of now. */
  public String latency() {
    return firstFrame.seconds().isEmpty()
        ? changes()
        : changes()
            + "\n"
            + texts.get(
                "status.first",
                String.format(Locale.ROOT, "%.1f", firstFrame.seconds().getAsDouble()));
  }

  private String changes() {
    if (latency.size() == 0) {
      return texts.get("status.latency.none");
    }
    return texts.get(
        "status.latency",
        String.format(Locale.ROOT, "%.0f", latency.millis(0.5)),
        String.format(Locale.ROOT, "%.0f", latency.millis(0.95)),
        String.valueOf(latency.size()));
  }

  private void memoryShort(Notices notices) {
    update();
    notices.warning(
        texts.get(
            "status.tight.notice",
            desk.sourceProperty().get().map(FrameSource.SourceInfo::device).orElse(""),
            tight.get()));
  }

  private void update() {
    Optional<ModelInfo> open = session.modelProperty().get();
    model.set(open.map(ModelInfo::name).orElse(texts.get("status.none")));
    step.set(
        open.filter(m -> m.step().isPresent())
            .map(m -> texts.get("status.step", grouped(m.step().getAsLong())))
            .orElse(""));
    Optional<FrameSource.SourceInfo> source = desk.sourceProperty().get();
    device.set(source.map(FrameSource.SourceInfo::device).orElse(""));
    precision.set(source.map(FrameSource.SourceInfo::precision).orElse(""));
    reason.set(source.map(FrameSource.SourceInfo::precisionReason).orElse(""));
    OptionalInt batch = desk.shortBatchProperty().get();
    tight.set(
        batch.isEmpty()
            ? ""
            : batch.getAsInt() == 1
                ? texts.get("status.tight.one")
                : texts.get("status.tight", String.valueOf(batch.getAsInt())));
    double millis = frames.millisPerFrame();
    cost.set(
        Double.isNaN(millis)
            ? ""
            : texts.get(
                "status.cost", String.format(Locale.ROOT, millis < 10 ? "%.1f" : "%.0f", millis)));
    memory.set(
        open.isEmpty()
            ? ""
            : texts.get(
                "status.cache", size(cache.bytes()), size(cache.bound()), grouped(cache.size())));
  }

  private static String size(long bytes) {
    double mib = bytes / MIB;
    return String.format(Locale.ROOT, mib < 10 && mib > 0 ? "%.1f" : "%.0f", mib);
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
