package dev.kymo.studio.view.learn;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.learning.ClipAnalyst;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.learning.ClipStudy;
import dev.kymo.studio.learning.CostShelf;
import dev.kymo.studio.learning.FootageNames;
import dev.kymo.studio.learning.FootageReader;
import dev.kymo.studio.learning.LearningCost;
import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.timeline.TimeEntry;
import dev.kymo.studio.timeline.TimeScale;
import dev.kymo.studio.view.kit.PlainValue;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.LearningPlan;
import dev.kymo.trainer.run.LearningQuality;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Clips that are made ready to be learned: which part of them, how fast, how well. */
public final class LearnViewModel {

  /** The slowest of the fastest motions, Hz. */
  static final double LOWEST_HZ = 0.5;

  /** The Fast band has at least this width, Hz. */
  private static final double NARROWEST = 0.1;

  private static final long SEED = 1;
  private static final int LONGEST_NAME = 60;

  private final Services services;
  private final Texts texts;
  private final ClipPlayer player;
  private final StripThumbnails thumbnails;
  private final CostMeter meter;
  private final Runnable studySoon;
  private final ReadOnlyObjectWrapper<List<ClipDraft>> clips =
      new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper selected = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<Optional<ClipDraft>> clip =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<ClipStudy>> study =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<JobHandle<?>>> studying =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> studyFault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<JobHandle<?>>> opening =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyObjectWrapper<Optional<String>> openFault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyDoubleWrapper hertz = new ReadOnlyDoubleWrapper(LOWEST_HZ);
  private final ReadOnlyObjectWrapper<LearningQuality> quality;
  private final ReadOnlyObjectWrapper<Optional<String>> learnFault =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper launching = new ReadOnlyBooleanWrapper();
  private final List<Source> sources = new ArrayList<>();
  private final Deque<LearnedClip> again = new ArrayDeque<>();
  private boolean hertzChosen;
  private boolean shown;
  private int measuredClips;

  /** The opened footage of a clip, what is known of the clip, and of which part that is known. */
  private static final class Source {
    private Footage footage;
    private Optional<ClipStudy> study = Optional.empty();
    private Optional<ClipDraft> studied = Optional.empty();

    Source(Footage footage) {
      this.footage = footage;
    }
  }

  /**
   * What the sheet works with.
   *
   * @param reader opens footage
   * @param analyst finds out what there is to know of a clip
   * @param trainer measures and starts runs
   * @param costs what was measured before
   * @param jobs runs what takes time
   * @param workers where single frames are read
   * @param fx the JavaFX thread
   * @param calm makes an action wait until nobody has asked for it for a moment
   * @param reelBytes the most that frames in memory may take
   * @param pick asks for footage
   * @param runsFolder where new runs are made
   * @param first the quality that was chosen last
   * @param chosen remembers the quality
   * @param launched told of the folder of a run that was started
   */
  public record Services(
      FootageReader reader,
      ClipAnalyst analyst,
      Trainer trainer,
      CostShelf costs,
      JobRunner jobs,
      Executor workers,
      Executor fx,
      UnaryOperator<Runnable> calm,
      long reelBytes,
      Supplier<Optional<Path>> pick,
      Supplier<Path> runsFolder,
      LearningQuality first,
      Consumer<LearningQuality> chosen,
      Consumer<Path> launched) {}

  /** A sheet without a clip. */
  public LearnViewModel(Services services, Texts texts) {
    this.services = services;
    this.texts = texts;
    player =
        new ClipPlayer(
            services.jobs(),
            services.workers(),
            services.fx(),
            services.calm(),
            services.reelBytes(),
            texts);
    thumbnails = new StripThumbnails(services.jobs(), services.calm(), texts);
    meter = new CostMeter(services.trainer(), services.jobs(), services.costs(), texts);
    studySoon = services.calm().apply(this::study);
    quality = new ReadOnlyObjectWrapper<>(services.first());
  }

  /** Plays the clip. */
  public ClipPlayer player() {
    return player;
  }

  StripThumbnails thumbnails() {
    return thumbnails;
  }

  /** The clips, in the order in which they are learned. */
  public ReadOnlyObjectProperty<List<ClipDraft>> clipsProperty() {
    return clips.getReadOnlyProperty();
  }

  /** Which of them is looked at. */
  public ReadOnlyIntegerProperty selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** The clip that is looked at; empty while there is none. */
  public ReadOnlyObjectProperty<Optional<ClipDraft>> clipProperty() {
    return clip.getReadOnlyProperty();
  }

  /** What is known of the clip that is looked at, as it is; empty until it has been studied. */
  public ReadOnlyObjectProperty<Optional<ClipStudy>> studyProperty() {
    return study.getReadOnlyProperty();
  }

  /** The study that goes on. */
  public ReadOnlyObjectProperty<Optional<JobHandle<?>>> studyingProperty() {
    return studying.getReadOnlyProperty();
  }

  /** Why a clip could not be studied. */
  public ReadOnlyObjectProperty<Optional<String>> studyFaultProperty() {
    return studyFault.getReadOnlyProperty();
  }

  /** The opening that goes on. */
  public ReadOnlyObjectProperty<Optional<JobHandle<?>>> openingProperty() {
    return opening.getReadOnlyProperty();
  }

  /** Why footage could not be opened. */
  public ReadOnlyObjectProperty<Optional<String>> openFaultProperty() {
    return openFault.getReadOnlyProperty();
  }

  /** The fastest motion that is learned, Hz. */
  public ReadOnlyDoubleProperty hertzProperty() {
    return hertz.getReadOnlyProperty();
  }

  /** How well it is learned. */
  public ReadOnlyObjectProperty<LearningQuality> qualityProperty() {
    return quality.getReadOnlyProperty();
  }

  /** What each quality takes on this machine, as far as it is known. */
  public ReadOnlyObjectProperty<Map<LearningQuality, LearningCost>> costsProperty() {
    return meter.costsProperty();
  }

  /** What is being measured. */
  public ReadOnlyObjectProperty<Set<LearningQuality>> measuringProperty() {
    return meter.measuringProperty();
  }

  /** Why a quality cannot be had on this machine. */
  public ReadOnlyObjectProperty<Map<LearningQuality, String>> measureFaultsProperty() {
    return meter.faultsProperty();
  }

  /** Why the learning could not be started. */
  public ReadOnlyObjectProperty<Optional<String>> learnFaultProperty() {
    return learnFault.getReadOnlyProperty();
  }

  /** Whether the learning is being started. */
  public ReadOnlyBooleanProperty launchingProperty() {
    return launching.getReadOnlyProperty();
  }

  /** Begins anew with a clip. */
  public void open(Path path) {
    close();
    shown = true;
    load(path, Optional.empty(), Optional.empty());
  }

  /** Begins anew with clips that were learned before: the same ranges and squares. */
  public void openAgain(LearningOptions learned) {
    close();
    shown = true;
    again.addAll(learned.clips());
    openNextAgain();
  }

  private void openNextAgain() {
    if (!again.isEmpty()) {
      load(Path.of(again.peek().source()), Optional.of(again.peek().rate()), Optional.empty());
    }
  }

  /** A clip that was learned before gets the range and the square that it had, if they fit. */
  private ClipDraft asBefore(ClipDraft proposed) {
    Optional<LearnedClip> before = Optional.ofNullable(again.poll());
    return before
        .filter(c -> c.width() == proposed.info().width())
        .filter(c -> c.height() == proposed.info().height())
        .filter(c -> c.first() + c.frames() <= proposed.info().frames())
        .map(
            c -> new ClipDraft(proposed.info(), proposed.hash(), c.first(), c.frames(), c.square()))
        .orElse(proposed);
  }

  /** Adds another clip to what is learned. */
  public void add(Path path) {
    shown = true;
    load(path, Optional.empty(), Optional.empty());
  }

  /** Asks for footage and adds it. */
  public void chooseAndAdd() {
    services.pick().get().map(FootageNames::footage).ifPresent(this::add);
  }

  private void load(Path path, Optional<FrameRate> rate, Optional<Integer> place) {
    opening.get().ifPresent(JobHandle::cancel);
    openFault.set(Optional.empty());
    learnFault.set(Optional.empty());
    JobHandle<Opened> job =
        services
            .jobs()
            .run(
                texts.get("learn.opening", String.valueOf(path.getFileName())),
                context -> {
                  Footage footage = services.reader().open(path, rate);
                  context.check();
                  return new Opened(footage, FootageHash.of(path));
                });
    opening.set(Optional.of(job));
    job.whenEnded(outcome -> loaded(job, outcome, place));
  }

  private record Opened(Footage footage, String hash) {}

  private void loaded(JobHandle<?> job, JobOutcome<Opened> outcome, Optional<Integer> place) {
    if (opening.get().filter(newest -> newest == job).isEmpty()) {
      return;
    }
    opening.set(Optional.empty());
    if (outcome instanceof JobOutcome.Failed<Opened> failed) {
      again.clear();
      openFault.set(Optional.of(LearnSentences.of(failed.error(), texts)));
    } else if (outcome instanceof JobOutcome.Done<Opened> done) {
      take(done.value(), place);
    }
  }

  private void take(Opened opened, Optional<Integer> place) {
    Footage footage = opened.footage();
    List<ClipDraft> next = new ArrayList<>(clips.get());
    if (place.isPresent()) {
      ClipDraft before = next.get(place.get());
      FootageInfo info = footage.info();
      next.set(
          place.get(),
          new ClipDraft(info, opened.hash(), before.first(), before.frames(), before.square()));
      sources.set(place.get(), new Source(footage));
    } else {
      next.add(asBefore(ClipDraft.proposed(footage.info(), opened.hash())));
      sources.add(new Source(footage));
    }
    clips.set(List.copyOf(next));
    selected.set(place.orElse(next.size() - 1));
    showSelected();
    studySoon.run();
    openNextAgain();
  }

  private void showSelected() {
    int index = selected.get();
    clip.set(Optional.of(clips.get().get(index)));
    study.set(Optional.empty());
    Source source = sources.get(index);
    player.show(source.footage, clip.get().orElseThrow());
    thumbnails.show(Optional.of(source.footage));
    if (source.studied.equals(clip.get())) {
      study.set(source.study);
    }
  }

  /** Looks at another clip. */
  public void select(int index) {
    if (index != selected.get() && index >= 0 && index < clips.get().size()) {
      selected.set(index);
      showSelected();
      studySoon.run();
    }
  }

  /** Takes a clip away; the last one stays. */
  public void remove(int index) {
    if (clips.get().size() < 2) {
      return;
    }
    List<ClipDraft> next = new ArrayList<>(clips.get());
    next.remove(index);
    sources.remove(index);
    clips.set(List.copyOf(next));
    selected.set(
        Math.min(selected.get() > index ? selected.get() - 1 : selected.get(), next.size() - 1));
    showSelected();
    studySoon.run();
  }

  /** Shows the images of a folder at another rate. */
  public void setSequenceRate(double perSecond) {
    clip.get()
        .filter(c -> isSequence() && c.info().rate().perSecond() != perSecond)
        .ifPresent(
            c ->
                load(
                    c.info().file(),
                    Optional.of(FrameRate.of(perSecond)),
                    Optional.of(selected.get())));
  }

  /** Whether the clip is a folder of images, which has no rate of its own. */
  public boolean isSequence() {
    return clip.get().filter(c -> Files.isDirectory(c.info().file())).isPresent();
  }

  /** Changes the clip that is looked at. */
  void change(UnaryOperator<ClipDraft> change) {
    if (clip.get().isEmpty()) {
      return;
    }
    ClipDraft before = clip.get().get();
    ClipDraft after = change.apply(before);
    if (after.equals(before)) {
      return;
    }
    List<ClipDraft> next = new ArrayList<>(clips.get());
    next.set(selected.get(), after);
    clips.set(List.copyOf(next));
    clip.set(Optional.of(after));
    learnFault.set(Optional.empty());
    player.change(after);
    studySoon.run();
  }

  /** Puts the in point at a frame. */
  public void setIn(int frame) {
    change(c -> c.withIn(frame));
  }

  /** Puts the out point behind a frame. */
  public void setOut(int frame) {
    change(c -> c.withOut(frame + 1));
  }

  /** Learns this part of the picture. */
  public void setSquare(Square square) {
    change(c -> c.withSquare(square));
  }

  /** Edits of the in point, seconds. */
  ValueEdits inEdits() {
    return new PlainValue(seconds -> change(c -> c.withIn(frame(c, seconds))), 0);
  }

  /** Edits of the out point, seconds. */
  ValueEdits outEdits() {
    return new PlainValue(seconds -> change(c -> c.withOut(frame(c, seconds))), Double.MAX_VALUE);
  }

  /** A typed time of the clip as seconds. */
  OptionalDouble readSeconds(String typed, double now) {
    return clip.get()
        .map(c -> new TimeScale(c.info().frames(), c.info().rate().perSecond()))
        .map(scale -> TimeEntry.point(scale).parse(typed, now))
        .orElseGet(OptionalDouble::empty);
  }

  /** Edits of the length, frames. */
  ValueEdits framesEdits() {
    return new PlainValue(count -> change(c -> c.withFrames((int) count)), LearnedClip.MOST_FRAMES);
  }

  private static int frame(ClipDraft draft, double seconds) {
    double frames = Math.rint(seconds * draft.info().rate().perSecond());
    return (int) Math.max(0, Math.min(draft.info().frames(), frames));
  }

  /** Edits of the highest frequency; reset takes the proposal. */
  ValueEdits hertzEdits() {
    return new ValueEdits() {
      @Override
      public void begin() {
        // Nothing is merged.
      }

      @Override
      public void set(double value) {
        hertzChosen = true;
        hertz.set(bounded(value));
      }

      @Override
      public void end() {
        // Nothing is merged.
      }

      @Override
      public void reset() {
        hertzChosen = false;
        proposeHertz();
      }
    };
  }

  /** Half the frame rate of the first clip: nothing faster can be seen. */
  public double highestPossible() {
    return clips.get().isEmpty() ? LOWEST_HZ : clips.get().get(0).info().rate().perSecond() / 2;
  }

  private double bounded(double value) {
    return Math.max(LOWEST_HZ, Math.min(Math.max(LOWEST_HZ, highestPossible()), value));
  }

  private void proposeHertz() {
    if (!hertzChosen && !sources.isEmpty()) {
      sources
          .get(0)
          .study
          .filter(s -> s.proposedHz() > 0)
          .ifPresent(s -> hertz.set(bounded(s.proposedHz())));
    }
  }

  /** Where the bands will meet, Hz: where the motion does, as far as it is learned. */
  List<Double> crossovers() {
    List<Double> proposed =
        sources.isEmpty()
            ? List.of()
            : sources.get(0).study.map(ClipStudy::crossoversHz).orElse(List.of());
    boolean learned =
        !proposed.isEmpty() && proposed.get(proposed.size() - 1) < hertz.get() - NARROWEST;
    return learned ? proposed : List.of(hertz.get() / 3, 2 * hertz.get() / 3);
  }

  private void study() {
    studying.get().ifPresent(JobHandle::cancel);
    studying.set(Optional.empty());
    if (!shown || clip.get().isEmpty()) {
      return;
    }
    ClipDraft draft = clip.get().get();
    Source source = sources.get(selected.get());
    if (draft.isTooShort()) {
      return;
    }
    if (source.studied.equals(Optional.of(draft))) {
      study.set(source.study);
      measure();
      return;
    }
    studyFault.set(Optional.empty());
    JobHandle<ClipStudy> job =
        services
            .jobs()
            .run(
                texts.get("learn.studying", draft.name()),
                context ->
                    services
                        .analyst()
                        .study(
                            source.footage,
                            draft.first(),
                            draft.frames(),
                            draft.square(),
                            context::cancelled));
    studying.set(Optional.of(job));
    job.whenEnded(outcome -> studied(job, draft, source, outcome));
  }

  private void studied(
      JobHandle<?> job, ClipDraft draft, Source source, JobOutcome<ClipStudy> outcome) {
    if (studying.get().filter(newest -> newest == job).isEmpty()) {
      return;
    }
    studying.set(Optional.empty());
    if (outcome instanceof JobOutcome.Done<ClipStudy> done) {
      source.study = Optional.of(done.value());
      source.studied = Optional.of(draft);
      study.set(source.study);
      proposeHertz();
      measure();
    } else if (outcome instanceof JobOutcome.Failed<ClipStudy> failed) {
      studyFault.set(Optional.of(LearnSentences.of(failed.error(), texts)));
    }
  }

  /** Once for each number of clips: a longer range or another square changes next to nothing. */
  private void measure() {
    Map<LearningQuality, TrainingOptions> plans = plans();
    if (plans.isEmpty()) {
      return;
    }
    if (measuredClips != clips.get().size()) {
      measuredClips = clips.get().size();
      meter.measure(plans);
    }
  }

  /** Measures again. */
  public void measureAgain() {
    Map<LearningQuality, TrainingOptions> plans = plans();
    if (!plans.isEmpty()) {
      meter.measure(plans);
    }
  }

  private Map<LearningQuality, TrainingOptions> plans() {
    Map<LearningQuality, TrainingOptions> plans = new EnumMap<>(LearningQuality.class);
    if (clips.get().isEmpty() || clips.get().stream().anyMatch(ClipDraft::isTooShort)) {
      return plans;
    }
    for (LearningQuality one : LearningQuality.values()) {
      plans.put(one, options(one));
    }
    return plans;
  }

  /** The options of the run that would be started. */
  TrainingOptions options(LearningQuality wanted) {
    List<LearnedClip> learned = clips.get().stream().map(ClipDraft::learned).toList();
    return new LearningPlan(
            learned,
            wanted.size(),
            hertz.get(),
            crossovers(),
            wanted.steps(),
            SEED,
            LearningPlan.anyMachine(),
            Optional.empty())
        .options();
  }

  /** Chooses how well it is learned. */
  public void choose(LearningQuality wanted) {
    quality.set(wanted);
    learnFault.set(Optional.empty());
    services.chosen().accept(wanted);
  }

  /** What the user should know of the clip that is looked at, the gravest first. */
  List<ClipStudy.Finding> findings() {
    List<ClipStudy.Finding> found = new ArrayList<>();
    clip.get().flatMap(this::length).ifPresent(found::add);
    studyFault.get().ifPresent(s -> found.add(finding(ClipStudy.Severity.REFUSE, s)));
    player.faultsProperty().get().forEach(s -> found.add(finding(ClipStudy.Severity.WARN, s)));
    study.get().ifPresent(s -> found.addAll(s.findings()));
    return found;
  }

  private static ClipStudy.Finding finding(ClipStudy.Severity severity, String sentence) {
    return new ClipStudy.Finding(severity, sentence);
  }

  private Optional<ClipStudy.Finding> length(ClipDraft draft) {
    if (draft.isTooShort()) {
      return Optional.of(finding(ClipStudy.Severity.REFUSE, tooShort(draft)));
    }
    if (draft.isLongest() && draft.info().frames() > draft.frames()) {
      return Optional.of(
          finding(
              ClipStudy.Severity.NOTE,
              texts.get("learn.longest", String.valueOf(LearnedClip.MOST_FRAMES))));
    }
    return Optional.empty();
  }

  private String tooShort(ClipDraft draft) {
    return texts.get(
        draft.info().frames() == 1 ? "learn.short.one" : "learn.short",
        draft.name(),
        String.valueOf(draft.info().frames()),
        String.valueOf(LearnedClip.FEWEST_FRAMES));
  }

  /** The first cut within the range, from which on nothing can be learned together with before. */
  Optional<Integer> cut() {
    return clip.get()
        .flatMap(
            c ->
                study.get().stream()
                    .flatMap(s -> s.cuts().stream())
                    .filter(frame -> frame > c.first() && frame < c.end())
                    .findFirst());
  }

  /** The parts of the range that can be learned instead of all of it, where it has a cut. */
  List<ClipStudy.Part> partsWithoutCut() {
    List<ClipStudy.Part> parts = new ArrayList<>();
    Optional<Integer> cut = cut();
    if (cut.isPresent()) {
      int first = clip.get().orElseThrow().first();
      parts.add(new ClipStudy.Part(first, cut.get() - first));
      parts.add(study.get().orElseThrow().longest());
    }
    return parts.stream()
        .filter(part -> part.frames() >= LearnedClip.FEWEST_FRAMES)
        .distinct()
        .toList();
  }

  /** Learns this part and nothing else. */
  public void take(ClipStudy.Part part) {
    change(c -> c.withFrames(part.frames()).movedTo(part.first()));
  }

  /** Why it cannot be learned as it is; empty when it can. */
  public Optional<String> obstacle() {
    if (opening.get().isPresent()) {
      return Optional.of(texts.get("learn.obstacle.opening"));
    }
    if (clips.get().isEmpty()) {
      return Optional.of(texts.get("learn.obstacle.none"));
    }
    for (int i = 0; i < clips.get().size(); i++) {
      ClipDraft draft = clips.get().get(i);
      if (draft.isTooShort()) {
        return Optional.of(tooShort(draft));
      }
      Source source = sources.get(i);
      Optional<String> refused =
          source.study.filter(s -> source.studied.equals(Optional.of(draft))).stream()
              .flatMap(s -> s.findings().stream())
              .filter(f -> f.severity() == ClipStudy.Severity.REFUSE)
              .map(ClipStudy.Finding::sentence)
              .findFirst();
      if (refused.isPresent()) {
        return refused;
      }
    }
    return Optional.ofNullable(measureFaultsProperty().get().get(quality.get()));
  }

  /** Makes the run and starts it. */
  public void learn() {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent() || launching.get()) {
      learnFault.set(obstacle);
      return;
    }
    TrainingOptions options;
    try {
      options = options(quality.get());
    } catch (IllegalArgumentException e) {
      learnFault.set(Optional.ofNullable(e.getMessage()));
      return;
    }
    meter.stop();
    launching.set(true);
    learnFault.set(Optional.empty());
    Path runs = services.runsFolder().get();
    List<ClipDraft> learned = clips.get();
    JobHandle<Path> job =
        services
            .jobs()
            .run(
                texts.get("learn.launching", learned.get(0).name()),
                context -> {
                  for (ClipDraft draft : learned) {
                    checkUnchanged(draft);
                  }
                  Path folder = freeFolder(runs, learned.get(0).name());
                  services.trainer().start(RunDirectory.create(folder, options));
                  return folder;
                });
    job.whenEnded(this::launched);
  }

  private void checkUnchanged(ClipDraft draft) throws FileException {
    Path file = draft.info().file();
    if (!FootageHash.of(file).equals(draft.hash())) {
      throw new FileException(texts.get("learn.changed", draft.name()));
    }
  }

  private void launched(JobOutcome<Path> outcome) {
    launching.set(false);
    if (outcome instanceof JobOutcome.Done<Path> done) {
      close();
      services.launched().accept(done.value());
    } else if (outcome instanceof JobOutcome.Failed<Path> failed) {
      learnFault.set(Optional.of(LearnSentences.of(failed.error(), texts)));
    }
  }

  /** A folder that is not there yet, called like the clip. */
  static Path freeFolder(Path runs, String clipName) {
    int dot = clipName.lastIndexOf('.');
    String stem = dot > 0 ? clipName.substring(0, dot) : clipName;
    String safe = stem.replaceAll("[^\\p{L}\\p{N}._-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
    String name =
        safe.isEmpty() ? "clip" : safe.substring(0, Math.min(LONGEST_NAME, safe.length()));
    Path folder = runs.resolve(name);
    for (int i = 2; Files.exists(folder); i++) {
      folder = runs.resolve(name + "-" + i);
    }
    return folder;
  }

  /** Gives up everything that goes on and forgets the clips. */
  public void close() {
    shown = false;
    opening.get().ifPresent(JobHandle::cancel);
    opening.set(Optional.empty());
    studying.get().ifPresent(JobHandle::cancel);
    studying.set(Optional.empty());
    meter.stop();
    player.stop();
    thumbnails.show(Optional.empty());
    sources.clear();
    again.clear();
    clips.set(List.of());
    selected.set(0);
    clip.set(Optional.empty());
    study.set(Optional.empty());
    studyFault.set(Optional.empty());
    openFault.set(Optional.empty());
    learnFault.set(Optional.empty());
    hertzChosen = false;
    hertz.set(LOWEST_HZ);
    measuredClips = 0;
  }
}
