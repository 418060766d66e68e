package dev.kymo.studio.project;

import dev.kymo.inference.delivery.LearnedFootage;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.footage.CarryService;
import dev.kymo.studio.footage.FootageFinder;
import dev.kymo.studio.footage.FootageFrames;
import dev.kymo.studio.footage.FootageShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * The footage beside a learned model: looked for and opened in a job when such a model is opened.
 * Without it the model alone goes on. Used from the JavaFX thread only.
 */
public final class FootageSession implements AutoCloseable {

  private final Parts parts;
  private final ReadOnlyObjectWrapper<FootageState> state =
      new ReadOnlyObjectWrapper<>(new FootageState.None());
  private Optional<JobHandle<Opened>> job = Optional.empty();

  /** Says where a run's footage was when it was learned. */
  @FunctionalInterface
  public interface RunPlaces {
    /** Looks beside a checkpoint; reads files, not for the interface's thread. */
    List<Path> of(Path checkpoint);
  }

  /**
   * What it works with.
   *
   * @param editor the edit, whose content says which clip is shown
   * @param models which model is open
   * @param opener opens footage
   * @param places where footage is
   * @param runs what runs say of it
   * @param folders other folders in which it may be
   * @param carry carries edits to it
   * @param jobs runs what takes long
   * @param notices what the user should read
   * @param remember told of footage that was found, for the next start
   * @param frameBytes the most that its decoded frames may take
   */
  public record Parts(
      EditorModel editor,
      ModelSession models,
      Footage.Opener opener,
      FootagePlaces places,
      RunPlaces runs,
      Supplier<List<Path>> folders,
      CarryService carry,
      JobRunner jobs,
      Notices notices,
      Consumer<Path> remember,
      long frameBytes) {}

  /** Follows the open model. */
  public FootageSession(Parts parts) {
    this.parts = parts;
    parts.models().modelProperty().addListener((p, before, after) -> modelChanged(after));
    parts
        .editor()
        .stateProperty()
        .addListener(
            (p, before, after) -> parts.models().modelProperty().get().ifPresent(this::follow));
  }

  /** What is known of the footage now. */
  public ReadOnlyObjectProperty<FootageState> stateProperty() {
    return state.getReadOnlyProperty();
  }

  /** Takes a file that the user names as the footage; a wrong one is told, and changes nothing. */
  public void locate(Path file) {
    Optional<ModelInfo> model = parts.models().modelProperty().get();
    Optional<FootageOrigin> wanted = state.get().learned();
    if (model.isPresent() && wanted.isPresent()) {
      List<FootageOrigin> origins = model.get().footage();
      look(
          wanted.get(),
          model.get().videoLength(),
          () -> {
            List<FootageOrigin> found = LearnedFootage.find(file, FootageHash.of(file), origins);
            if (!found.contains(wanted.get())) {
              throw new FileException(
                  "%s is footage of this model, but the clip that is shown is %s."
                      .formatted(file, wanted.get().name()));
            }
            return file;
          });
    }
  }

  /** Finds the file; throws a sentence. */
  @FunctionalInterface
  private interface Place {
    Path find() throws IOException;
  }

  private record Opened(Path file, Footage footage) {}

  private void modelChanged(Optional<ModelInfo> model) {
    // Between two models there is none for a moment.
    model.ifPresent(
        opened -> {
          boolean same =
              state
                  .get()
                  .attached()
                  .filter(a -> a.clipLength() == opened.videoLength())
                  .isPresent();
          if (!same) {
            release();
          }
          follow(opened);
        });
  }

  private void follow(ModelInfo model) {
    Optional<FootageOrigin> origin = model.clipOf(parts.editor().state().content());
    if (origin.equals(state.get().learned())) {
      return;
    }
    release();
    origin.ifPresent(
        clip -> {
          List<Path> places = parts.places().of(clip.hash());
          List<Path> folders = folders(model, places);
          state.set(new FootageState.Looking(clip));
          look(clip, model.videoLength(), () -> find(clip, model.file(), places, folders));
        });
  }

  private void release() {
    job.ifPresent(JobHandle::cancel);
    job = Optional.empty();
    if (!(state.get() instanceof FootageState.None)) {
      parts.carry().forget();
      Optional<FootageState.Attached> before = state.get().attached();
      state.set(new FootageState.None());
      before.ifPresent(attached -> attached.frames().stop());
    }
  }

  private List<Path> folders(ModelInfo model, List<Path> places) {
    List<Path> folders = new ArrayList<>();
    add(folders, model.file().toAbsolutePath());
    parts.places().folder().ifPresent(folders::add);
    places.forEach(place -> add(folders, place));
    folders.addAll(parts.folders().get());
    return folders;
  }

  private static void add(List<Path> folders, Path file) {
    Optional.ofNullable(file.getParent()).ifPresent(folders::add);
  }

  private Path find(FootageOrigin origin, Path checkpoint, List<Path> known, List<Path> folders)
      throws FileException {
    List<Path> places = new ArrayList<>(known);
    for (Path place : parts.runs().of(checkpoint)) {
      if (String.valueOf(place.getFileName()).equals(origin.name())) {
        places.add(place);
      }
    }
    FootageFinder.Result result = FootageFinder.find(origin, places, folders);
    if (result instanceof FootageFinder.Found found) {
      return found.file();
    }
    if (result instanceof FootageFinder.Changed changed) {
      throw new FileException(
          changed.file()
              + " has changed since it was learned: the model alone is shown. Locate it as it was, or"
              + " learn it anew.");
    }
    throw new FileException(
        "The footage %s is not at hand: the model alone is shown.".formatted(origin.name()));
  }

  private void look(FootageOrigin origin, int clipLength, Place place) {
    job.ifPresent(JobHandle::cancel);
    JobHandle<Opened> handle =
        parts
            .jobs()
            .run(
                origin.name(),
                context -> {
                  Path file = place.find();
                  context.check();
                  Footage footage = parts.opener().open(file);
                  LearnedFootage.check(footage.info(), origin);
                  return new Opened(file, footage);
                });
    job = Optional.of(handle);
    handle.whenEnded(
        outcome -> {
          if (job.filter(newest -> newest == handle).isPresent()) {
            job = Optional.empty();
            ended(origin, clipLength, outcome);
          }
        });
  }

  private void ended(FootageOrigin origin, int clipLength, JobOutcome<Opened> outcome) {
    if (outcome instanceof JobOutcome.Done<Opened> done) {
      attach(origin, clipLength, done.value());
    } else if (outcome instanceof JobOutcome.Failed<Opened> failed) {
      if (state.get() instanceof FootageState.Looking) {
        String reason = failed.error() instanceof IOException ? failed.error().getMessage() : null;
        state.set(
            new FootageState.Missing(
                origin,
                reason == null
                    ? "%s could not be opened: the model alone is shown.".formatted(origin.name())
                    : reason));
      } else {
        parts.notices().error(failed.error(), origin.name() + " could not be opened.");
      }
    }
  }

  private void attach(FootageOrigin origin, int clipLength, Opened opened) {
    state.get().attached().ifPresent(attached -> attached.frames().stop());
    FootageFrames frames =
        new FootageFrames(
            opened.footage(),
            FootageShape.of(origin),
            parts.frameBytes(),
            parts.carry()::framesChanged);
    parts.carry().use(origin, clipLength, frames);
    parts.places().found(origin.hash(), opened.file());
    parts.remember().accept(opened.file());
    state.set(new FootageState.Attached(origin, clipLength, opened.footage(), frames));
  }

  /** Stops reading, and waits until no reader is left. */
  @Override
  public void close() {
    state.get().attached().ifPresent(attached -> attached.frames().close());
  }
}
