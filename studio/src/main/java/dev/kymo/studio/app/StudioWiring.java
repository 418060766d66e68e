package dev.kymo.studio.app;

import dev.kymo.studio.background.ThreadedJobRunner;
import dev.kymo.studio.document.ExportShelf;
import dev.kymo.studio.document.OrderedExport;
import dev.kymo.studio.document.ProjectSession;
import dev.kymo.studio.document.RecoveryKeeper;
import dev.kymo.studio.footage.CarryService;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.keys.KeyBindings;
import dev.kymo.studio.learning.CostShelf;
import dev.kymo.studio.preferences.PreferencesModel;
import dev.kymo.studio.project.BeforeFrames;
import dev.kymo.studio.project.CarriedDesk;
import dev.kymo.studio.project.ClipMotionDesk;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.ExportChoices;
import dev.kymo.studio.project.ExportFootage;
import dev.kymo.studio.project.FirstFrame;
import dev.kymo.studio.project.FootageFit;
import dev.kymo.studio.project.FootagePlaces;
import dev.kymo.studio.project.FootageSession;
import dev.kymo.studio.project.FootageThumbnails;
import dev.kymo.studio.project.FrameDesk;
import dev.kymo.studio.project.FrameDirector;
import dev.kymo.studio.project.LatencyMeter;
import dev.kymo.studio.project.LearnedFrames;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.project.PresetShelf;
import dev.kymo.studio.project.PreviewPictures;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.project.RecentFiles;
import dev.kymo.studio.project.SeedHistory;
import dev.kymo.studio.runs.RunFootage;
import dev.kymo.studio.runs.RunPlaces;
import dev.kymo.studio.runs.RunWatch;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.view.document.DocumentViewModel;
import dev.kymo.studio.view.export.ExportQueue;
import dev.kymo.studio.view.export.ExportViewModel;
import dev.kymo.studio.view.kit.FilePicker;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import dev.kymo.studio.view.kit.PopupGround;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.latents.BrowseViewModel;
import dev.kymo.studio.view.latents.LatentsFiles;
import dev.kymo.studio.view.latents.LatentsViewModel;
import dev.kymo.studio.view.learn.LearnViewModel;
import dev.kymo.studio.view.learn.ProgressViewModel;
import dev.kymo.studio.view.motion.MixerViewModel;
import dev.kymo.studio.view.motion.PresetsViewModel;
import dev.kymo.studio.view.preferences.FolderChoice;
import dev.kymo.studio.view.preferences.PreferencesViewModel;
import dev.kymo.studio.view.preview.FootageViewModel;
import dev.kymo.studio.view.preview.PreviewViewModel;
import dev.kymo.studio.view.runs.EndingNotice;
import dev.kymo.studio.view.runs.RunsViewModel;
import dev.kymo.studio.view.shell.PanelSizes;
import dev.kymo.studio.view.shell.ShellView;
import dev.kymo.studio.view.shell.ShellViewModel;
import dev.kymo.studio.view.shell.StatusViewModel;
import dev.kymo.studio.view.timeline.ClipViewModel;
import dev.kymo.studio.view.timeline.TimelineViewModel;
import dev.kymo.studio.view.wizard.WizardViewModel;
import dev.kymo.trainer.run.LearningQuality;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;

/** Calls all constructors of one window. Nothing is looked up, nothing is static. */
public final class StudioWiring implements AutoCloseable {

  /** The part of the time that drawing may take in play for slow play to draw frames between. */
  private static final double PLAY_SHARE = 0.7;

  private static final Duration CALM = Duration.millis(250);
  private static final long LARGEST_REEL = 256L << 20;

  private final ThreadedJobRunner jobs;
  private final ExecutorService drawing =
      Executors.newFixedThreadPool(
          2,
          work -> {
            Thread thread = new Thread(work, "kymo-curves");
            thread.setDaemon(true);
            return thread;
          });
  private final FrameService frames;
  private final Playback playback;
  private final EditorModel editor;
  private final ModelSession session;
  private final FrameDesk desk;
  private final PreviewPictures pictures;
  private final CarryService carry;
  private final FootageSession footage;
  private final FrameDirector director;
  private final Look look;
  private final LatencyMeter latency;
  private final FirstFrame firstFrame;
  private final ShellViewModel shell;
  private final ShellView view;
  private final ExportQueue exports;
  private final ExportViewModel export;
  private final RecoveryKeeper recovery;
  private final RunWatch watch;
  private final PopupGround popups;
  private final RunsViewModel runs;
  private final WizardViewModel wizard;
  private final LearnViewModel learn;
  private final ProgressViewModel progress;

  /**
   * Wires a window.
   *
   * @param fx runs on the JavaFX thread
   */
  public StudioWiring(StudioParts parts, Stage stage, Executor fx) {
    LongSupplier clock = System::nanoTime;
    Texts texts = new Texts();
    PreferencesFile preferencesFile = new PreferencesFile(parts.settings());
    PreferencesModel preferences =
        new PreferencesModel(preferencesFile.read(), preferencesFile::write);
    KeyBindings bindings =
        new KeyBindings(
            preferences.get().keys(), keys -> preferences.change(p -> p.withKeys(keys)));
    Kit kit = new Kit(texts, bindings);
    jobs = new ThreadedJobRunner(fx);
    FrameCache cache = new FrameCache(preferences.get().cacheBytes(parts.cacheBytes()));
    preferences
        .preferencesProperty()
        .addListener((p, before, after) -> cache.setBound(after.cacheBytes(parts.cacheBytes())));
    desk = new FrameDesk();
    frames = new FrameService(cache, fx, desk);
    editor = new EditorModel(clock);
    Notices notices = new Notices();
    RecentFiles recent = recent(parts.settings());
    session = new ModelSession(parts.opener(), jobs, frames, editor, notices, recent::add);
    ProjectTime time = new ProjectTime(editor, session);
    playback =
        new Playback(
            time.scaleProperty(),
            time.rangeProperty(),
            t -> pictures().shows(t),
            () -> isQuick(time.scaleProperty().get().drawnFps()));
    director = new FrameDirector(editor, session, playback, frames, cache);
    FilePicker picker = parts.picker().apply(stage, parts.settings());
    CarriedDesk carried = new CarriedDesk();
    carry =
        new CarryService(
            parts.footage().carriers(),
            new LearnedFrames(frames, cache),
            parts.footage().carriedBytes(),
            fx,
            carried);
    FootagePlaces places = new FootagePlaces();
    FootageFile knownFootage = new FootageFile(parts.settings().beside("footage.json"));
    footage =
        new FootageSession(
            new FootageSession.Parts(
                editor,
                session,
                parts.footage().opener(),
                places,
                RunFootage::of,
                knownFootage::folders,
                carry,
                jobs,
                notices,
                knownFootage::add,
                parts.footage().frameBytes()));
    pictures = new PreviewPictures(desk, carried, carry, footage, playback.playingProperty());
    FootageThumbnails thumbnails =
        new FootageThumbnails(footage, jobs, faults -> notices.warning(String.join(" ", faults)));
    FootageFit fit = new FootageFit(editor, session, footage, playback, frames, cache, jobs);
    ProjectSession projects =
        new ProjectSession(
            new ProjectSession.Parts(
                editor,
                session,
                places,
                playback.loopProperty(),
                parts.opener()::id,
                () -> known(parts, recent),
                jobs,
                notices,
                recent::add));
    recovery = new RecoveryKeeper(parts.recovery(), projects, notices, fx, InstantSource.system());
    DocumentViewModel documents =
        new DocumentViewModel(projects, session, recovery, recent, picker, texts);
    look = new Look(theme(parts.settings().get().theme()));
    latency = new LatencyMeter(director, pictures.pictureProperty(), clock);
    firstFrame =
        new FirstFrame(
            desk,
            System::currentTimeMillis,
            () -> ManagementFactory.getRuntimeMXBean().getStartTime());
    SeedHistory seeds = new SeedHistory(editor);
    ClipMotionDesk motion = new ClipMotionDesk(editor, session, jobs);
    MixerViewModel mixer =
        new MixerViewModel(
            editor,
            session,
            motion,
            time,
            seeds,
            () -> playback.playheadProperty().get(),
            texts,
            parts.dice());
    PresetFile presetFile = new PresetFile(parts.settings().beside("presets.json"));
    PresetShelf presets = new PresetShelf(presetFile.read(), presetFile::write);
    BeforeFrames before = new BeforeFrames(editor, pictures, frames, cache, jobs);
    exports =
        new ExportQueue(
            new OrderedExport.Services(
                parts.opener(),
                frames,
                parts.footage().opener(),
                parts.footage().carriers().best(),
                parts.exporter(),
                () -> known(parts, recent),
                knownFootage::folders),
            new ExportShelf(
                parts.recovery().resolveSibling("exports"),
                InstantSource.system(),
                error -> notices.error(error, texts.get("export.unkept"))),
            jobs,
            notices,
            parts.folders(),
            picker,
            texts,
            clock);
    export =
        new ExportViewModel(
            new ExportViewModel.Parts(
                editor,
                session,
                projects,
                time,
                exports,
                parts.exporter(),
                frames,
                jobs,
                () ->
                    footage
                        .stateProperty()
                        .get()
                        .attached()
                        .map(
                            found ->
                                new ExportFootage(
                                    found.footage(),
                                    found.origin(),
                                    found.clipLength(),
                                    parts.footage().carriers().best())),
                picker,
                () -> lastExport(parts.settings()),
                choices -> parts.settings().change(s -> s.withExport(choices)),
                texts));
    shell =
        new ShellViewModel(
            editor,
            session,
            documents,
            notices,
            parts.demos(),
            new ShellViewModel.Footage(picker::pickFootage, file -> view().learn(file)),
            jobs,
            texts);
    RunsFile runsFile = runsFile(parts);
    RunPlaces runPlaces = runsFile.read();
    watch = new RunWatch(runPlaces, fx);
    runs =
        new RunsViewModel(
            watch,
            runPlaces,
            runsFile::write,
            new RunsViewModel.Services(
                parts.runs().trainer(),
                parts.runs().trash(),
                parts.runs().picker().apply(stage),
                parts.folders(),
                jobs,
                drawing,
                fx,
                session,
                notices,
                options -> {
                  if (options.learning().isPresent()) {
                    view().learnAgain(options.learning().get());
                  } else {
                    wizard().duplicate(options);
                    view().showWizard();
                  }
                }),
            texts);
    wizard =
        new WizardViewModel(
            new WizardViewModel.Services(
                parts.runs().trainer(),
                parts.runs().picker().apply(stage),
                jobs,
                () -> runs.placesProperty().get().folder(),
                parts.runs().folder().resolve("toy-clips"),
                folder -> view().launched(folder),
                parts.footage().opener()),
            new DraftFile(parts.settings().beside("training-draft.json")),
            texts);
    CostFile costFile = new CostFile(parts.settings().beside("learning-costs.json"));
    learn =
        new LearnViewModel(
            new LearnViewModel.Services(
                parts.footage().learn().reader(),
                parts.footage().learn().analyst(),
                parts.runs().trainer(),
                new CostShelf(costFile.read(), costFile::write),
                jobs,
                drawing,
                fx,
                StudioWiring::calm,
                Math.min(LARGEST_REEL, Runtime.getRuntime().maxMemory() / 8),
                picker::pickFootage,
                () -> runs.placesProperty().get().folder(),
                quality(parts.settings().get().quality()),
                quality -> parts.settings().change(s -> s.withQuality(quality.name())),
                folder -> view().learning(folder)),
            texts);
    progress = new ProgressViewModel(watch, parts.runs().trainer(), session, jobs, notices, texts);
    ShellView.Models models =
        new ShellView.Models(
            shell,
            new StatusViewModel(session, desk, frames, cache, latency, firstFrame, notices, texts),
            new LatentsViewModel(editor, session, seeds, texts, parts.dice()),
            new LatentsFiles(editor, session, jobs, notices, picker, texts),
            new BrowseViewModel(editor, session, playback, frames, jobs, texts),
            new PresetsViewModel(editor, presets, texts),
            new ClipViewModel(editor, time, texts),
            mixer,
            new PreviewViewModel(
                editor,
                session,
                desk,
                pictures,
                new FootageViewModel(footage, session, pictures, fit, picker, notices, texts),
                director,
                frames,
                before,
                time,
                playback,
                texts,
                clock),
            new TimelineViewModel(
                editor,
                session,
                motion,
                time,
                playback,
                director,
                desk,
                cache,
                thumbnails,
                mixer,
                jobs,
                texts),
            export,
            exports,
            notices,
            look,
            runs,
            wizard,
            learn,
            progress,
            preferences(parts, stage, preferences, bindings, texts));
    PanelSizes sizes = parts.settings().get().panels();
    view = new ShellView(models, kit, stage, sizes == null ? PanelSizes.FIRST : sizes);
    popups = PopupGround.onThisDisplay(look);
    EndingNotice endings = new EndingNotice(view, texts);
    watch.onEnding(endings::show);
    watch.start();
  }

  private PreferencesViewModel preferences(
      StudioParts parts,
      Stage stage,
      PreferencesModel preferences,
      KeyBindings bindings,
      Texts texts) {
    SettingsStore settings = parts.settings();
    List<FolderChoice> folders =
        List.of(
            new FolderChoice(
                "projects",
                () -> folder(settings.get().projectFolder()),
                folder -> settings.change(s -> s.withProjectFolder(folder.toString()))),
            new FolderChoice(
                "exports",
                () -> folder(settings.get().exportFolder()),
                folder -> settings.change(s -> s.withExportFolder(folder.toString()))),
            new FolderChoice(
                "footage",
                () -> folder(settings.get().footageFolder()),
                folder -> settings.change(s -> s.withFootageFolder(folder.toString()))),
            new FolderChoice(
                "runs", () -> Optional.of(runs.placesProperty().get().folder()), runs::useFolder));
    return new PreferencesViewModel(
        new PreferencesViewModel.Services(
            preferences,
            bindings,
            look,
            folders,
            parts.runs().picker().apply(stage)::pickFolder,
            () -> lastExport(settings),
            choices -> settings.change(s -> s.withExport(choices)),
            parts.cacheBytes(),
            Runtime.getRuntime().maxMemory() / 2,
            InterfaceScale.isChosenHere()),
        texts);
  }

  private static Optional<Path> folder(String name) {
    return name.isBlank() ? Optional.empty() : Optional.of(Path.of(name));
  }

  private static RunsFile runsFile(StudioParts parts) {
    return new RunsFile(
        parts.settings().beside("runs.json"), parts.runs().folder().resolve("runs"));
  }

  /** The window's content. */
  public ShellView view() {
    return view;
  }

  /** What the window as a whole can do. */
  public ShellViewModel shell() {
    return shell;
  }

  /** The next export. */
  public ExportViewModel export() {
    return export;
  }

  /** The playhead and its clock. */
  public Playback playback() {
    return playback;
  }

  /** The edit. */
  public EditorModel editor() {
    return editor;
  }

  /** The open checkpoint. */
  public ModelSession session() {
    return session;
  }

  /** What the frame service last told. */
  public FrameDesk desk() {
    return desk;
  }

  /** The picture on the screen. */
  public PreviewPictures pictures() {
    return pictures;
  }

  /** The footage of a learned model. */
  public FootageSession footage() {
    return footage;
  }

  /** What frame is wanted. */
  public FrameDirector director() {
    return director;
  }

  /** The training runs. */
  public RunsViewModel runs() {
    return runs;
  }

  /** A run that is being set up. */
  public WizardViewModel wizard() {
    return wizard;
  }

  /** Clips that are made ready to be learned. */
  public LearnViewModel learn() {
    return learn;
  }

  /** The learning that goes on. */
  public ProgressViewModel progress() {
    return progress;
  }

  /** Dark or light. */
  public Look look() {
    return look;
  }

  /** How long changes take to reach the screen. */
  public LatencyMeter latency() {
    return latency;
  }

  /** Waits until nobody has asked for a moment, as while a slider is dragged. */
  private static Runnable calm(Runnable action) {
    PauseTransition wait = new PauseTransition(CALM);
    wait.setOnFinished(event -> action.run());
    return wait::playFromStart;
  }

  private static LearningQuality quality(String name) {
    for (LearningQuality quality : LearningQuality.values()) {
      if (quality.name().equals(name)) {
        return quality;
      }
    }
    return LearningQuality.GOOD;
  }

  /** Whether frames are drawn as fast as they are played, with room to spare. */
  private boolean isQuick(double fps) {
    // Before the first frame it is not known, and play will tell.
    return !(frames.millisPerFrame() * fps > PLAY_SHARE * 1000);
  }

  private static Look.Theme theme(String name) {
    return Look.Theme.LIGHT.name().equals(name) ? Look.Theme.LIGHT : Look.Theme.DARK;
  }

  /** The exports. */
  ExportQueue exports() {
    return exports;
  }

  /** Goes on with what the studio before this one did not get done. */
  void goOn() {
    exports.takeOver();
  }

  /** Runs something once, when the first frame is handed to the screen. */
  void onFirstFrame(Runnable action) {
    firstFrame.then(action);
  }

  /** Tells what waits for a frame that it is on the screen. */
  void painted() {
    latency.painted();
    firstFrame.painted();
  }

  /** Stops what runs in the background and releases the model. */
  @Override
  public void close() {
    popups.close();
    learn.close();
    recovery.close();
    exports.close();
    watch.close();
    drawing.shutdownNow();
    jobs.close();
    footage.close();
    carry.close();
    frames.close();
  }

  private static ExportChoices lastExport(SettingsStore settings) {
    return Objects.requireNonNullElse(settings.get().export(), ExportChoices.FIRST);
  }

  /** Checkpoints that a project's may be among: the demos, and whatever was opened before. */
  private static List<Path> known(StudioParts parts, RecentFiles recent) {
    List<Path> known = new ArrayList<>(recent.filesProperty().get());
    parts.demos().all().forEach(known::add);
    return known;
  }

  private static RecentFiles recent(SettingsStore settings) {
    List<Path> known = settings.get().recent().stream().map(Path::of).toList();
    RecentFiles recent = new RecentFiles(known);
    recent
        .filesProperty()
        .addListener(
            (p, before, after) ->
                settings.change(s -> s.withRecent(after.stream().map(Path::toString).toList())));
    return recent;
  }
}
