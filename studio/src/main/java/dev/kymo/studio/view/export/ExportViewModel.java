package dev.kymo.studio.view.export;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipLimits;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.FootageSound;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.document.ExportOrder;
import dev.kymo.studio.document.Project;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.document.ProjectSession;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ExportChoices;
import dev.kymo.studio.project.ExportFootage;
import dev.kymo.studio.project.ExportPicture;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.project.SizeSample;
import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the export dialog asks for, and what will come of it. */
public final class ExportViewModel {

  /** The most frames of one clip. */
  public static final int MOST_FRAMES = 100_000;

  /** Small frames are hard to watch: the first suggestion makes them about this large. */
  private static final int COMFORTABLE = 256;

  /** The shortest range, seconds. */
  private static final double SHORTEST = 0.001;

  /**
   * What it works with.
   *
   * @param editor the edit
   * @param models the open model
   * @param projects what rides along in an MP4
   * @param time how t and seconds relate
   * @param queue what exports
   * @param exporter tells what can be written, and makes samples
   * @param frames draws samples
   * @param jobs runs them
   * @param footage beside the open model, as it is when the dialog opens; empty without
   * @param picker asks where to
   * @param last what was chosen the last time
   * @param remember told what is chosen, for the next time
   * @param texts the texts
   */
  public record Parts(
      EditorModel editor,
      ModelSession models,
      ProjectSession projects,
      ProjectTime time,
      ExportQueue queue,
      ClipExporter exporter,
      FrameService frames,
      JobRunner jobs,
      Supplier<Optional<ExportFootage>> footage,
      FilePicker picker,
      Supplier<ExportChoices> last,
      Consumer<ExportChoices> remember,
      Texts texts) {}

  private final Parts parts;
  private final Texts texts;
  private final ObjectProperty<ClipFormat> format = new SimpleObjectProperty<>(ClipFormat.MP4);
  private final ObservableList<ClipFormat> formats =
      FXCollections.observableArrayList(ClipFormat.builtIn());
  private final ObservableList<ClipFormat> offered =
      FXCollections.unmodifiableObservableList(formats);
  private final DoubleProperty frames = new SimpleDoubleProperty(16);
  private final DoubleProperty slow = new SimpleDoubleProperty(1);
  private final DoubleProperty fps = new SimpleDoubleProperty(25);
  private final DoubleProperty scale = new SimpleDoubleProperty(1);
  private final BooleanProperty smooth = new SimpleBooleanProperty();
  private final ObjectProperty<ClipQuality> quality = new SimpleObjectProperty<>(ClipQuality.BEST);
  private final ObjectProperty<ExportPicture> picture =
      new SimpleObjectProperty<>(ExportPicture.MODEL);
  private final BooleanProperty exact = new SimpleBooleanProperty();
  private final DoubleProperty width = new SimpleDoubleProperty(1920);
  private final DoubleProperty height = new SimpleDoubleProperty(1080);
  private final BooleanProperty stretch = new SimpleBooleanProperty();
  private final BooleanProperty sound = new SimpleBooleanProperty(true);
  private final ReadOnlyStringWrapper soundNote = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper soundPossible = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<Optional<ExportFootage>> footage =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyDoubleWrapper from = new ReadOnlyDoubleWrapper();
  private final ReadOnlyDoubleWrapper to = new ReadOnlyDoubleWrapper();
  private final ReadOnlyStringWrapper result = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper refusal = new ReadOnlyStringWrapper("");
  private final ReadOnlyStringWrapper size = new ReadOnlyStringWrapper("");

  /** In units of t: seconds that are shown would not come back as the same t. */
  private ClipRange range = ClipRange.TRAINED;

  private Optional<JobHandle<Optional<SizeSample.Estimate>>> sample = Optional.empty();
  private boolean shown;

  /** Suggests what the editor shows. */
  public ExportViewModel(Parts parts) {
    this.parts = parts;
    this.texts = parts.texts();
    for (Observable value :
        new Observable[] {
          format, frames, fps, scale, smooth, quality, picture, exact, width, height, stretch, sound
        }) {
      value.addListener(observable -> update());
    }
  }

  /** What is written. */
  public ObjectProperty<ClipFormat> formatProperty() {
    return format;
  }

  /** Where it begins, seconds. */
  public ReadOnlyDoubleProperty fromProperty() {
    return from.getReadOnlyProperty();
  }

  /** Where it ends, seconds. */
  public ReadOnlyDoubleProperty toProperty() {
    return to.getReadOnlyProperty();
  }

  /** How many frames are drawn over the range: more than trained is slow motion. */
  public ReadOnlyDoubleProperty framesProperty() {
    return frames;
  }

  /** How many times as many frames as the project has are drawn over the range. */
  public ReadOnlyDoubleProperty slowProperty() {
    return slow;
  }

  /** Frames per second of the result. */
  public DoubleProperty fpsProperty() {
    return fps;
  }

  /** How many times larger each side gets. */
  public DoubleProperty scaleProperty() {
    return scale;
  }

  /** Whether pixels are interpolated when they grow. */
  public BooleanProperty smoothProperty() {
    return smooth;
  }

  /** How much an MP4 may lose. */
  public ObjectProperty<ClipQuality> qualityProperty() {
    return quality;
  }

  /** What can be written on this machine; all is known a moment after {@link #prepare}. */
  public ObservableList<ClipFormat> formats() {
    return offered;
  }

  /** The footage beside the model; without it there is only the model's own picture. */
  public ReadOnlyObjectProperty<Optional<ExportFootage>> footageProperty() {
    return footage.getReadOnlyProperty();
  }

  /** What of it is exported. */
  public ObjectProperty<ExportPicture> pictureProperty() {
    return picture;
  }

  /** Whether the clip gets an exact size rather than that of the footage. */
  public BooleanProperty exactProperty() {
    return exact;
  }

  /** Its exact width, pixels. */
  public DoubleProperty widthProperty() {
    return width;
  }

  /** Its exact height, pixels. */
  public DoubleProperty heightProperty() {
    return height;
  }

  /** Whether frames of another shape are stretched, rather than put between bars. */
  public BooleanProperty stretchProperty() {
    return stretch;
  }

  /** Whether the footage's sound goes along where it can. */
  public BooleanProperty soundProperty() {
    return sound;
  }

  /** Whether it can. */
  public ReadOnlyBooleanProperty soundPossibleProperty() {
    return soundPossible.getReadOnlyProperty();
  }

  /** Why it cannot; blank where it can. */
  public ReadOnlyStringProperty soundNoteProperty() {
    return soundNote.getReadOnlyProperty();
  }

  /** What will come of it, in words. */
  public ReadOnlyStringProperty resultProperty() {
    return result.getReadOnlyProperty();
  }

  /** How large it will be, in words; blank while that is not known. */
  public ReadOnlyStringProperty sizeProperty() {
    return size.getReadOnlyProperty();
  }

  /** Takes the range and the rate from the editor, and the rest from the last time. */
  public void prepare() {
    shown = false;
    ExportChoices last = parts.last().get();
    format.set(formats.contains(last.format()) ? last.format() : ClipFormat.MP4);
    smooth.set(last.smooth());
    quality.set(last.quality());
    int suited = Math.max(1, Math.min(ExportSettings.MAX_SCALE, COMFORTABLE / imageSize()));
    scale.set(last.scale() == 0 ? suited : last.scale());
    fps.set(Math.min(EditorState.MAX_FPS, timeScale().drawnFps()));
    footage.set(parts.footage().get());
    picture.set(footage.get().isPresent() ? ExportPicture.FRAME : ExportPicture.MODEL);
    exact.set(false);
    footage
        .get()
        .ifPresent(
            beside -> {
              width.set(beside.origin().width());
              height.set(beside.origin().height());
            });
    slow.set(1);
    setRange(parts.editor().state().range());
    JobHandle<List<ClipFormat>> asked =
        parts.jobs().run(texts.get("export.title"), context -> parts.exporter().formats());
    asked.whenEnded(outcome -> offer(outcome, last.format()));
    shown = true;
    update();
  }

  /** What is chosen stays chosen while the list grows. */
  private void offer(JobOutcome<List<ClipFormat>> outcome, ClipFormat wanted) {
    if (outcome instanceof JobOutcome.Done<List<ClipFormat>> done
        && !formats.equals(done.value())) {
      ClipFormat chosen = format.get();
      boolean wantedIsNew = !formats.contains(wanted) && done.value().contains(wanted);
      formats.setAll(done.value());
      format.set(wantedIsNew ? wanted : chosen);
    }
  }

  /** The dialog is gone: nothing is tried out any more. */
  public void leave() {
    shown = false;
    sample.ifPresent(JobHandle::cancel);
  }

  /** Takes the range between in and out point. */
  public void takeRange() {
    setRange(parts.editor().state().range());
  }

  /** Takes the range of the trained clip. */
  public void takeTrained() {
    setRange(ClipRange.TRAINED);
  }

  /** Begins at another second; what would end before it begins is not taken. */
  public void setFrom(double seconds) {
    if (seconds <= to.get() - SHORTEST) {
      setRange(new ClipRange(timeScale().ofSeconds(seconds), range.to()));
    }
  }

  /** Ends at another second; what would end before it begins is not taken. */
  public void setTo(double seconds) {
    if (seconds >= from.get() + SHORTEST) {
      setRange(new ClipRange(range.from(), timeScale().ofSeconds(seconds)));
    }
  }

  private void setRange(ClipRange next) {
    range = next;
    from.set(timeScale().seconds(next.from()));
    to.set(timeScale().seconds(next.to()));
    setSlow(slow.get());
    update();
  }

  /** Draws so many frames over the range. */
  public void setFrames(double count) {
    frames.set(Math.max(1, Math.min(MOST_FRAMES, Math.rint(count))));
    slow.set(frames.get() / ownFrames());
  }

  /** Draws so many times as many frames as the project has. */
  public void setSlow(double factor) {
    slow.set(factor);
    frames.set(Math.max(1, Math.min(MOST_FRAMES, Math.rint(ownFrames() * factor))));
  }

  private int ownFrames() {
    return range.frames(timeScale().step());
  }

  private TimeScale timeScale() {
    return parts.time().scaleProperty().get();
  }

  /** Asks where to and exports; false when the user thinks better of it. */
  public boolean export() {
    Optional<ModelInfo> model = parts.models().modelProperty().get();
    if (model.isEmpty()) {
      return false;
    }
    Optional<Path> target = parts.picker().pickExport(format.get(), suggestion(model.get()));
    target.ifPresent(
        path -> {
          parts.remember().accept(choices());
          ExportOrder order = order(path);
          parts.queue().add(order, order.settings(model.get().imageSize(), footage.get()));
        });
    return target.isPresent();
  }

  /** After the project's file, or the model. */
  private String suggestion(ModelInfo model) {
    return parts
        .projects()
        .fileProperty()
        .get()
        .map(file -> String.valueOf(file.getFileName()))
        .map(name -> name.substring(0, name.length() - ProjectFile.ENDING.length()))
        .filter(name -> !name.isEmpty())
        .orElse(model.name() + "-clip");
  }

  private ExportChoices choices() {
    return new ExportChoices(
        format.get(), (int) Math.round(scale.get()), smooth.get(), quality.get());
  }

  /** As it is asked for now; the project's range is the clip's. */
  private ExportOrder order(Path target) {
    Project project = parts.projects().currentProperty().get().orElseThrow();
    return new ExportOrder(
        project.withState(project.state().withRange(range)),
        format.get(),
        target,
        rate(),
        (int) Math.round(frames.get()),
        (int) Math.round(scale.get()),
        smooth.get(),
        quality.get(),
        size(),
        carried().isPresent() ? picture.get() : ExportPicture.MODEL,
        sound.get());
  }

  private FrameRate rate() {
    FrameRate shown = FrameRate.of(fps.get());
    return carried().map(beside -> beside.exact(shown)).orElse(shown);
  }

  private Optional<ExactSize> size() {
    return carried().isPresent() && exact.get()
        ? Optional.of(
            new ExactSize(
                (int) Math.round(width.get()),
                (int) Math.round(height.get()),
                stretch.get() ? ExactSize.Fit.STRETCH : ExactSize.Fit.BARS))
        : Optional.empty();
  }

  /** The footage whose pixels go out; empty for the model's own picture. */
  private Optional<ExportFootage> carried() {
    return footage.get().filter(beside -> picture.get().part().isPresent());
  }

  private int imageSize() {
    return parts.models().modelProperty().get().map(ModelInfo::imageSize).orElse(COMFORTABLE);
  }

  /** Why it cannot be exported as it is chosen now; blank when it can. */
  public ReadOnlyStringProperty refusalProperty() {
    return refusal.getReadOnlyProperty();
  }

  /** What would be exported now; empty without a model. */
  private Optional<ExportSettings> chosen() {
    return parts
        .models()
        .modelProperty()
        .get()
        .map(model -> order(Path.of("sample")).settings(model.imageSize(), footage.get()));
  }

  private void update() {
    if (format.get() == null) {
      // A choice list that gets other formats has none for a moment.
      return;
    }
    long count = Math.round(frames.get());
    long side = imageSize() * Math.round(scale.get());
    updateSound();
    Optional<ExportSettings> chosen = chosen();
    Optional<ClipOptions> options = chosen.map(ExportSettings::options);
    refusal.set(
        options
            .flatMap(clip -> ClipLimits.refusal(format.get(), clip))
            .map(clause -> texts.get("export.refused", clause))
            .orElse(""));
    if (format.get().isStrip() && carried().isEmpty()) {
      result.set(
          texts.get("export.result.strip", String.valueOf(side * count), String.valueOf(side)));
    } else if (carried().isPresent() && options.isPresent()) {
      ClipOptions clip = options.get();
      result.set(
          texts.get(
                  "export.result.footage",
                  String.valueOf(clip.outputWidth()),
                  String.valueOf(clip.outputHeight()),
                  String.valueOf(count),
                  String.format(Locale.ROOT, "%.2f", count / rate().perSecond()))
              + clip.shapeNote().map(note -> '\n' + note).orElse(""));
    } else {
      result.set(
          texts.get(
              "export.result",
              String.valueOf(side),
              String.valueOf(count),
              String.format(Locale.ROOT, "%.2f", count / fps.get())));
    }
    trySize(chosen);
  }

  private void updateSound() {
    if (carried().isEmpty()) {
      soundPossible.set(false);
      soundNote.set("");
      return;
    }
    FootageSound found = carried().get().sound(grid(), rate());
    soundPossible.set(found.track().isPresent() && format.get().holdsSound());
    String none = texts.get("export.sound.none", carried().get().origin().name());
    String note = found.track().isPresent() ? "" : found.note().orElse(none);
    soundNote.set(
        format.get().holdsSound() ? note : texts.get("export.sound.format", format.get().title()));
  }

  private TimeGrid grid() {
    return new TimeGrid(range.from(), range.to(), (int) Math.round(frames.get()));
  }

  /** The newest choice only: a sample that is no longer asked for is given up. */
  private void trySize(Optional<ExportSettings> chosen) {
    sample.ifPresent(JobHandle::cancel);
    sample = Optional.empty();
    if (!shown || chosen.isEmpty() || !refusal.get().isEmpty()) {
      size.set("");
      return;
    }
    size.set(texts.get("export.size.trying"));
    JobHandle<Optional<SizeSample.Estimate>> handle =
        parts
            .jobs()
            .run(
                texts.get("export.title"),
                new SizeSample(chosen.get(), parts.exporter(), parts.frames()));
    sample = Optional.of(handle);
    handle.whenEnded(
        outcome -> {
          if (sample.filter(newest -> newest == handle).isPresent()) {
            size.set(words(outcome));
          }
        });
  }

  private String words(JobOutcome<Optional<SizeSample.Estimate>> outcome) {
    if (outcome instanceof JobOutcome.Done<Optional<SizeSample.Estimate>> done
        && done.value().isPresent()) {
      SizeSample.Estimate estimate = done.value().get();
      return carried().isPresent()
          ? texts.get("export.size.time", bytes(estimate.bytes()), time(estimate.seconds()))
          : texts.get("export.size", bytes(estimate.bytes()));
    }
    // Why it cannot be written is told when it is exported.
    return texts.get("export.size.unknown");
  }

  private String time(double seconds) {
    return seconds < 90
        ? texts.get("export.time.seconds", String.valueOf(Math.max(1, Math.round(seconds))))
        : texts.get("export.time.minutes", String.valueOf(Math.round(seconds / 60)));
  }

  private static String bytes(long count) {
    if (count < 1000) {
      return count + " B";
    }
    double value = count / 1000.0;
    String[] units = {"kB", "MB", "GB", "TB"};
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
