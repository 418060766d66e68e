package dev.kymo.inference.footage;

import dev.kymo.inference.motion.BandPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the slow, medium and fast motion of learned footage come apart, as its checkpoint says. The
 * frequencies of such a model are spread evenly and tell nothing of it.
 */
public final class LearnedBands {
  /** The name among a checkpoint's options: a list of crossovers in Hz. */
  public static final String OPTION = "kymo_crossovers_hz";

  private LearnedBands() {}

  /**
   * The bands.
   *
   * @param options of a checkpoint
   * @param origin the footage, for its frame rate
   * @param clipLength T of the model: a unit of t is T / 2 frames
   * @return nothing when the options name no crossovers, or ones that make no bands
   */
  public static Optional<BandPlan> read(
      Map<String, Object> options, FootageOrigin origin, int clipLength) {
    if (!(options.get(OPTION) instanceof List<?> values) || values.isEmpty()) {
      return Optional.empty();
    }
    double unit = clipLength / 2.0 / origin.rate().perSecond();
    List<Double> cuts = new ArrayList<>();
    for (Object value : values) {
      if (!(value instanceof Number hertz)) {
        return Optional.empty();
      }
      cuts.add(2 * Math.PI * hertz.doubleValue() * unit);
    }
    try {
      return Optional.of(new BandPlan(cuts));
    } catch (IllegalArgumentException e) {
      // A file of somebody else's: any bands will do.
      return Optional.empty();
    }
  }
}
