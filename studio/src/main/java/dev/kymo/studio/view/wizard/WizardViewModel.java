package dev.kymo.studio.view.wizard;

import dev.kymo.inference.footage.Footage;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.ThumbnailGrid;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.runs.PlacePicker;
import dev.kymo.trainer.dataset.check.DatasetCheck;
import dev.kymo.trainer.dataset.check.DatasetLook;
import dev.kymo.trainer.dataset.check.DatasetReport;
import dev.kymo.trainer.dataset.check.TemporalSpectrum;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.toy.ToyClips;
import dev.kymo.trainer.dataset.toy.ToyDatasetWriter;
import dev.kymo.trainer.dataset.video.VideoNames;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.SharedProcessor;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** A run that is being set up: the draft, what is known of its data, what it will take. */
public final class WizardViewModel {
  private static final int CORES = Runtime.getRuntime().availableProcessors();

  /** Steps of the wizard. */
  public static final int STEPS = 5;

  /** Toy clips that are made on the spot. */
  public static final int TOY_CLIPS = 500;

  private final Services services;
  private final DraftStore store;
  private final Texts texts;
  private final IntegerProperty step = new SimpleIntegerProperty();
  private final ReadOnlyObjectWrapper<Draft> draft;
  private final ObjectProperty<Map<OptionField, String>> faults =
      new SimpleObjectProperty<>(Map.of());
  private final ReadOnlyObjectWrapper<Optional<JobHandle<?>>> work =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<DatasetReport>> report =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<TemporalSpectrum>> spectrum =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<ThumbnailGrid.Cell>> thumbnails =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<String>> dataFault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<Trainer.Device>> devices =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Trainer.Measurement>> measurement =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> measureFault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<JobHandle<?>>> measuring =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> launchFault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper launching = new ReadOnlyBooleanWrapper();
  private Map<OptionField, String> values;
  private Optional<TrainingOptions> measured = Optional.empty();

  /**
   * What the wizard works with.
   *
   * @param trainer measures and starts runs
   * @param picker asks for folders and files
   * @param jobs runs what takes time
   * @param runsFolder where new runs are made
   * @param toyFolder where toy clips are made
   * @param launched told of the folder of a run that was started
   * @param videos opens the videos of a dataset
   */
  public record Services(
      Trainer trainer,
      PlacePicker picker,
      JobRunner jobs,
      Supplier<Path> runsFolder,
      Path toyFolder,
      Consumer<Path> launched,
      Footage.Opener videos) {}

  /** A wizard that goes on with the draft that was kept. */
  public WizardViewModel(Services services, DraftStore store, Texts texts) {
    this.services = services;
    this.store = store;
    this.texts = texts;
    draft = new ReadOnlyObjectWrapper<>(Draft.first("run-1", Preset.TOY_64));
    Optional<Draft> kept = store.read();
    if (kept.isPresent()) {
      draft.set(kept.get());
    }
    values = OptionField.all(draft.get().options());
  }

  /** Which step is shown, from 0. */
  public IntegerProperty stepProperty() {
    return step;
  }

  /** The draft. */
  public ReadOnlyObjectProperty<Draft> draftProperty() {
    return draft.getReadOnlyProperty();
  }

  /** The value of an option as people write it. */
  String value(OptionField field) {
    return values.get(field);
  }

  /** Sentences about texts that were refused; the options still have the values before. */
  public ReadOnlyObjectProperty<Map<OptionField, String>> faultsProperty() {
    return faults;
  }

  /** The work on the data that goes on: making toy clips, or the check. */
  public ReadOnlyObjectProperty<Optional<JobHandle<?>>> workProperty() {
    return work.getReadOnlyProperty();
  }

  /** What the check found. */
  public ReadOnlyObjectProperty<Optional<DatasetReport>> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** How fast the data move. */
  public ReadOnlyObjectProperty<Optional<TemporalSpectrum>> spectrumProperty() {
    return spectrum.getReadOnlyProperty();
  }

  /** A few videos. */
  public ReadOnlyObjectProperty<List<ThumbnailGrid.Cell>> thumbnailsProperty() {
    return thumbnails.getReadOnlyProperty();
  }

  /** Why the data cannot be used. */
  public ReadOnlyObjectProperty<Optional<String>> dataFaultProperty() {
    return dataFault.getReadOnlyProperty();
  }

  /** The devices that were found. */
  public ReadOnlyObjectProperty<List<Trainer.Device>> devicesProperty() {
    return devices.getReadOnlyProperty();
  }

  /** What this run will take, if it was measured as it is. */
  public ReadOnlyObjectProperty<Optional<Trainer.Measurement>> measurementProperty() {
    return measurement.getReadOnlyProperty();
  }

  /** Why it could not be measured: what does not fit, and the batch that would. */
  public ReadOnlyObjectProperty<Optional<String>> measureFaultProperty() {
    return measureFault.getReadOnlyProperty();
  }

  /** The measuring that goes on. */
  public ReadOnlyObjectProperty<Optional<JobHandle<?>>> measuringProperty() {
    return measuring.getReadOnlyProperty();
  }

  /** Why it could not be launched. */
  public ReadOnlyObjectProperty<Optional<String>> launchFaultProperty() {
    return launchFault.getReadOnlyProperty();
  }

  /** Whether the trainer is being started. */
  public ReadOnlyBooleanProperty launchingProperty() {
    return launching.getReadOnlyProperty();
  }

  /** The wizard is shown: what changes outside is looked at again. */
  public void open() {
    launchFault.set(Optional.empty());
    if (draft.get().source().isEmpty() || taken(draft.get().name())) {
      change(draft.get().named(freeName(draft.get().name())));
    }
    if (devices.get().isEmpty()) {
      services
          .jobs()
          .run(texts.get("wizard.devices"), context -> services.trainer().devices())
          .whenEnded(
              outcome -> {
                if (outcome instanceof JobOutcome.Done<List<Trainer.Device>> done) {
                  devices.set(done.value());
                }
              });
    }
    if (report.get().isEmpty() && work.get().isEmpty()) {
      draft.get().source().ifPresent(source -> check(Path.of(source)));
    }
  }

  /** A new draft with the options of a run. */
  public void duplicate(TrainingOptions options) {
    String source = options.data().source();
    forgetData();
    change(new Draft(freeName(draft.get().name()), Optional.of(source), nearest(options), options));
    faults.set(Map.of());
    step.set(0);
  }

  /** The preset that a run began with is not written down: the one of its size is the nearest. */
  private static Preset nearest(TrainingOptions options) {
    int size = options.model().generator().imageSize();
    Preset best = Preset.TOY_64;
    for (Preset preset : Preset.values()) {
      if (preset.options("clips").model().generator().imageSize() <= size) {
        best = preset;
      }
    }
    return best;
  }

  private boolean taken(String name) {
    return Files.exists(services.runsFolder().get().resolve(name));
  }

  private String freeName(String wanted) {
    String base = wanted.replaceAll("-\\d+$", "");
    for (int i = 1; ; i++) {
      String name = base + "-" + i;
      if (!taken(name)) {
        return name;
      }
    }
  }

  private void change(Draft next) {
    if (!next.equals(draft.get())) {
      if (!next.options().equals(draft.get().options())) {
        values = OptionField.all(next.options());
      }
      draft.set(next);
      store.write(Optional.of(next));
      if (!measured.equals(Optional.of(next.options()))) {
        measurement.set(Optional.empty());
        measureFault.set(Optional.empty());
      }
    }
  }

  /** Names the run. */
  public void setName(String name) {
    change(draft.get().named(name.strip()));
  }

  /** Where the run will be. */
  public Path folder() {
    return services.runsFolder().get().resolve(draft.get().name());
  }

  /** Asks for a folder of data. */
  public void chooseFolder() {
    services.picker().pickFolder(texts.get("wizard.data.folder.title")).ifPresent(this::use);
  }

  /** Asks for a zip, or for a video whose folder is then used. */
  public void chooseFile() {
    services.picker().pickFile(texts.get("wizard.data.file.title")).ifPresent(this::use);
  }

  /** Asks for the file of an option. */
  public void chooseFile(OptionField field) {
    services
        .picker()
        .pickFile(texts.get(field.key()))
        .ifPresent(file -> set(field, file.toAbsolutePath().normalize().toString()));
  }

  /** Uses what was chosen or dropped as data. */
  public void use(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    boolean video =
        VideoNames.isVideo(absolute.getFileName().toString()) && Files.isRegularFile(absolute);
    Path source = video ? absolute.getParent() : absolute;
    forgetData();
    change(draft.get().from(source.toString()));
    check(source);
  }

  private void forgetData() {
    work.get().ifPresent(JobHandle::cancel);
    work.set(Optional.empty());
    report.set(Optional.empty());
    spectrum.set(Optional.empty());
    thumbnails.set(List.of());
    dataFault.set(Optional.empty());
  }

  /** Makes toy clips and uses them. */
  public void makeToys(int count) {
    forgetData();
    Path folder = services.toyFolder();
    int threads = Math.max(1, CORES - 1);
    ToyDatasetWriter writer =
        new ToyDatasetWriter(
            new ToyClips(0), new FrameEncoder(FrameEncoder.Format.PNG, 95), threads);
    JobHandle<Path> job =
        services
            .jobs()
            .run(
                texts.get("wizard.data.making"),
                context -> {
                  writer.write(
                      folder,
                      count,
                      (done, total) -> context.progress(done / (double) total),
                      context::cancelled);
                  return folder;
                });
    work.set(Optional.of(job));
    job.whenEnded(
        outcome -> {
          if (finish(job)) {
            if (outcome instanceof JobOutcome.Done<Path> done) {
              use(done.value());
            } else if (outcome instanceof JobOutcome.Failed<Path> failed) {
              dataFault.set(Optional.of(sentence(failed.error())));
            }
          }
        });
  }

  private boolean finish(JobHandle<?> job) {
    boolean newest = work.get().filter(w -> w == job).isPresent();
    if (newest) {
      work.set(Optional.empty());
    }
    return newest;
  }

  /** Stops the work on the data. */
  public void cancelWork() {
    work.get().ifPresent(JobHandle::cancel);
  }

  /** A few pictures at once, then every frame. */
  private void check(Path source) {
    services
        .jobs()
        .run(
            texts.get("wizard.data.looking"),
            context -> new DatasetLook(services.videos()).look(source, context::cancelled))
        .whenEnded(
            outcome -> {
              if (outcome instanceof JobOutcome.Done<DatasetLook.Seen> done && uses(source)) {
                thumbnails.set(done.value().clips().stream().map(WizardViewModel::cell).toList());
                spectrum.set(Optional.of(done.value().spectrum()));
              }
            });
    checkAll(source);
  }

  private boolean uses(Path source) {
    return draft.get().source().equals(Optional.of(source.toString()));
  }

  private void checkAll(Path source) {
    TrainingOptions options = draft.get().options();
    DatasetCheck check =
        new DatasetCheck(
            options.model().generator().imageSize(),
            options.model().generator().videoLength(),
            options.data().everyNth(),
            Math.max(1, CORES - 1),
            services.videos());
    JobHandle<DatasetReport> job =
        services
            .jobs()
            .run(
                texts.get("wizard.data.checking"),
                context ->
                    check.run(
                        source,
                        (done, total) -> context.progress(done / (double) total),
                        context::cancelled));
    work.set(Optional.of(job));
    job.whenEnded(
        outcome -> {
          if (finish(job)) {
            if (outcome instanceof JobOutcome.Done<DatasetReport> done) {
              report.set(Optional.of(done.value()));
            } else if (outcome instanceof JobOutcome.Failed<DatasetReport> failed) {
              dataFault.set(Optional.of(sentence(failed.error())));
            }
          }
        });
  }

  private static ThumbnailGrid.Cell cell(DatasetLook.Clip clip) {
    List<Image> frames = new ArrayList<>();
    for (int[] argb : clip.frames()) {
      WritableImage image = new WritableImage(DatasetLook.SIDE, DatasetLook.SIDE);
      image
          .getPixelWriter()
          .setPixels(
              0,
              0,
              DatasetLook.SIDE,
              DatasetLook.SIDE,
              PixelFormat.getIntArgbInstance(),
              argb,
              0,
              DatasetLook.SIDE);
      frames.add(image);
    }
    return new ThumbnailGrid.Cell(clip.name(), frames, false);
  }

  /** What the data's motion proposes for clips of this length; empty while nothing is known. */
  public Optional<TemporalSpectrum.Proposal> proposal() {
    if (report.get().isEmpty()) {
      return Optional.empty();
    }
    int frames = draft.get().options().model().generator().videoLength();
    return spectrum
        .get()
        .filter(TemporalSpectrum::moves)
        .map(s -> s.proposal(frames, report.get().get().medianFrames()));
  }

  /** Takes the proposal. */
  public void applyProposal() {
    proposal()
        .ifPresent(
            p -> {
              set(OptionField.EVERY_NTH, String.valueOf(p.everyNth()));
              set(OptionField.FREQUENCIES, String.valueOf(p.frequencyRange()));
            });
  }

  /** Begins again with a preset; data and step between frames stay. */
  public void choose(Preset preset) {
    faults.set(Map.of());
    change(draft.get().as(preset));
  }

  /** Changes an option; what is refused is told beside it, and the value before stays. */
  public void set(OptionField field, String text) {
    Map<OptionField, String> next = new EnumMap<>(OptionField.class);
    next.putAll(faults.get());
    next.remove(field);
    try {
      change(draft.get().with(field.set(draft.get().options(), text)));
    } catch (IllegalArgumentException e) {
      next.put(field, e.getMessage());
    }
    faults.set(next);
  }

  /** How many replicas can share the processor and the batches; 1 for none. */
  int replicasOnCores() {
    return SharedProcessor.replicas(SharedProcessor.joined(draft.get().options()), CORES);
  }

  /** Shares the batches out to replicas on the processor's cores, or joins them again. */
  public void shareProcessor(boolean shared) {
    TrainingOptions joined = SharedProcessor.joined(draft.get().options());
    change(draft.get().with(shared ? SharedProcessor.shared(joined, CORES) : joined));
  }

  /** Does a few real steps of exactly this run. */
  public void measure() {
    TrainingOptions options = draft.get().options();
    measurement.set(Optional.empty());
    measureFault.set(Optional.empty());
    measured = Optional.of(options);
    JobHandle<Trainer.Measurement> job =
        services
            .jobs()
            .run(
                texts.get("wizard.measuring"),
                context -> services.trainer().measure(options, context::cancelled));
    measuring.set(Optional.of(job));
    job.whenEnded(
        outcome -> {
          measuring.set(Optional.empty());
          boolean same = draft.get().options().equals(options);
          if (outcome instanceof JobOutcome.Done<Trainer.Measurement> done && same) {
            measurement.set(Optional.of(done.value()));
          } else if (outcome instanceof JobOutcome.Failed<Trainer.Measurement> failed && same) {
            measureFault.set(Optional.of(sentence(failed.error())));
          }
        });
  }

  /** Stops measuring. */
  public void cancelMeasuring() {
    measuring.get().ifPresent(JobHandle::cancel);
  }

  /** The command that would start the same run. */
  public String command() {
    return TrainCommandLine.text(draft.get(), folder());
  }

  /** Why it cannot be launched as it is; empty when it can. */
  public Optional<String> obstacle() {
    if (draft.get().source().isEmpty()) {
      return Optional.of(texts.get("wizard.obstacle.data"));
    }
    if (dataFault.get().isPresent()) {
      return dataFault.get();
    }
    if (!faults.get().isEmpty()) {
      return Optional.of(faults.get().values().iterator().next());
    }
    if (draft.get().name().isEmpty()) {
      return Optional.of(texts.get("wizard.obstacle.name"));
    }
    try {
      Path folder = folder();
      if (!folder.normalize().getParent().equals(services.runsFolder().get().normalize())) {
        return Optional.of(texts.get("wizard.obstacle.name"));
      }
      if (Files.exists(folder)) {
        return Optional.of(texts.get("wizard.obstacle.taken", draft.get().name()));
      }
    } catch (InvalidPathException e) {
      return Optional.of(texts.get("wizard.obstacle.name"));
    }
    return Optional.empty();
  }

  /** Makes the run and starts its trainer; the draft is done with. */
  public void launch() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent() || launching.get()) {
      launchFault.set(obstacle);
      return;
    }
    launching.set(true);
    launchFault.set(Optional.empty());
    Path folder = folder();
    TrainingOptions options = draft.get().options();
    services
        .jobs()
        .run(
            texts.get("wizard.launching", draft.get().name()),
            context -> {
              services.trainer().start(RunDirectory.create(folder, options));
              return folder;
            })
        .whenEnded(
            outcome -> {
              launching.set(false);
              if (outcome instanceof JobOutcome.Done<Path>) {
                store.write(Optional.empty());
                draft.set(draft.get().named(freeName(draft.get().name())));
                step.set(0);
                services.launched().accept(folder);
              } else if (outcome instanceof JobOutcome.Failed<Path> failed) {
                launchFault.set(Optional.of(sentence(failed.error())));
              }
            });
  }

  private String sentence(Throwable error) {
    String message = error.getMessage();
    boolean expected = error instanceof IOException || error.getClass().getName().contains("kymo");
    return expected && message != null && !message.isBlank()
        ? message
        : texts.get("wizard.failed", String.valueOf(message));
  }
}
