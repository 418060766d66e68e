package dev.kymo.studio.runs;

import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a list shows of a run, as its files had it a moment ago.
 *
 * @param root its folder
 * @param created when its options were frozen, milliseconds since 1970
 * @param options empty when they cannot be read
 * @param status empty before a trainer has taken it
 * @param state as seen from here; empty before a trainer has taken it
 * @param savedStep the step of the newest full checkpoint of a run that is not being trained
 * @param fault a sentence, when a file of the run cannot be read
 */
public record RunSummary(
    Path root,
    long created,
    Optional<TrainingOptions> options,
    Optional<RunStatus> status,
    Optional<RunState> state,
    OptionalLong savedStep,
    Optional<String> fault) {

  /** Its folder's name. */
  public String name() {
    return String.valueOf(root.getFileName());
  }

  /** Whether it learns clips of the user's. */
  public boolean isLearning() {
    return options.flatMap(TrainingOptions::learning).isPresent();
  }

  /** Whether a trainer is at work on it. */
  public boolean alive() {
    return state.filter(RunState::alive).isPresent();
  }

  /** Steps done. */
  public long step() {
    return status.map(RunStatus::step).orElse(0L);
  }

  /** Steps of the whole run; 0 when that is not known. */
  public long steps() {
    return options.map(o -> o.schedule().steps()).or(() -> status.map(RunStatus::steps)).orElse(0L);
  }

  /** How far it is, [0, 1]. */
  public double progress() {
    return steps() == 0 ? 0 : Math.min(1, step() / (double) steps());
  }

  /** Whether it can be gone on with: it has stopped, failed or was lost before its end. */
  public boolean resumable() {
    return options.isPresent() && !alive() && state.filter(s -> s == RunState.ENDED).isEmpty();
  }
}
