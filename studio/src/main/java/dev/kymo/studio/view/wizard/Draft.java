package dev.kymo.studio.view.wizard;

import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.Optional;

/**
 * A run that is being set up.
 *
 * @param name of its folder
 * @param source where the real clips are; empty until they are chosen
 * @param preset that it began with
 * @param options all of it; their source counts only when {@code source} is there
 */
public record Draft(String name, Optional<String> source, Preset preset, TrainingOptions options) {

  /** Where the data of a draft without data are said to be. */
  private static final String NOWHERE = "clips";

  /** A draft of a preset. */
  public static Draft first(String name, Preset preset) {
    return new Draft(name, Optional.empty(), preset, preset.options(NOWHERE));
  }

  /** The same with other options. */
  public Draft with(TrainingOptions other) {
    return new Draft(name, source, preset, other);
  }

  /** The same under another name. */
  public Draft named(String other) {
    return new Draft(other, source, preset, options);
  }

  /** The same with other data. */
  public Draft from(String data) {
    return new Draft(name, Optional.of(data), preset, OptionField.SOURCE.set(options, data));
  }

  /** The preset's options, with the data and the step between frames that were chosen. */
  public Draft as(Preset other) {
    TrainingOptions fresh = other.options(options.data().source());
    String nth = OptionField.EVERY_NTH.get(options);
    return new Draft(name, source, other, OptionField.EVERY_NTH.set(fresh, nth));
  }
}
