package dev.kymo.studio.cli.render;

import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.RestPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;

/**
 * What is done to the bands. Lists hold one value for each band, slowest first, or one for all, or
 * none for the motion as trained.
 *
 * @param plan the cut points; without them every list of several values means the three default
 *     bands, and no list at all means one band
 * @param codes which motion code each band gets: rows of the motion seeds, or of a latents file
 * @param keep the bands to keep; nothing keeps all
 * @param gain factors on the amplitude, [0, 4]
 * @param speed factors on the frequency, [-4, 4]
 * @param phase shifts in radians
 * @param rest what bands rest at
 */
public record BandSettings(
    Optional<BandPlan> plan,
    List<Integer> codes,
    Optional<List<Integer>> keep,
    List<Double> gain,
    List<Double> speed,
    List<Double> phase,
    List<RestPosition> rest) {
  /** One band, as trained. */
  static final BandSettings NONE =
      new BandSettings(
          Optional.empty(),
          List.of(),
          Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of());

  private static final int DEFAULT_BANDS = 3;

  /**
   * Checks everything that can be told without the model.
   *
   * @throws IllegalArgumentException when a value or a count is wrong; the message names the option
   */
  public BandSettings {
    codes = List.copyOf(codes);
    keep = keep.map(List::copyOf);
    gain = List.copyOf(gain);
    speed = List.copyOf(speed);
    phase = List.copyOf(phase);
    rest = List.copyOf(rest);
    int bands = bands(plan, codes, keep, List.of(gain, speed, phase, rest));
    checkCount("--codes", codes, bands);
    checkCount("--gain", gain, bands);
    checkCount("--speed", speed, bands);
    checkCount("--phase", phase, bands);
    checkCount("--rest", rest, bands);
    checkValues("--gain", gain, v -> v >= 0 && v <= BandEdit.MAX_GAIN, "in [0, 4]");
    checkValues("--speed", speed, v -> Math.abs(v) <= BandEdit.MAX_SPEED, "in [-4, 4]");
    checkValues("--phase", phase, Double::isFinite, "finite, in radians");
    for (int code : codes) {
      if (code < 0) {
        throw new IllegalArgumentException("--codes counts from 0, but has " + code);
      }
    }
    for (int band : keep.orElse(List.of())) {
      if (band < 0 || band >= bands) {
        throw new IllegalArgumentException(
            "--keep names band %d, but there are %d, numbered from 0".formatted(band, bands));
      }
    }
  }

  /** How many bands there are. */
  public int bands() {
    return bands(plan, codes, keep, List.of(gain, speed, phase, rest));
  }

  private static int bands(
      Optional<BandPlan> plan,
      List<?> codes,
      Optional<? extends List<?>> keep,
      List<? extends List<?>> values) {
    if (plan.isPresent()) {
      return plan.get().size();
    }
    boolean several =
        keep.isPresent() || codes.size() > 1 || values.stream().anyMatch(list -> list.size() > 1);
    return several ? DEFAULT_BANDS : 1;
  }

  private static void checkCount(String option, List<?> values, int bands) {
    if (values.size() > 1 && values.size() != bands) {
      throw new IllegalArgumentException(
          "%s has %d values for %d band%s: give one for each band, or one for all"
              .formatted(option, values.size(), bands, bands == 1 ? "" : "s"));
    }
  }

  private static void checkValues(
      String option, List<Double> values, DoublePredicate fits, String expected) {
    for (double value : values) {
      if (!fits.test(value)) {
        throw new IllegalArgumentException(
            "%s must be %s, but has %s".formatted(option, expected, value));
      }
    }
  }

  /**
   * The cut points for a model.
   *
   * @param frequencies its learned f, radians per unit t
   * @param own the bands that the model names, if it does
   * @throws IllegalArgumentException when three default bands are needed and its frequencies do not
   *     make three
   */
  public BandPlan plan(float[] frequencies, Optional<BandPlan> own) {
    if (plan.isPresent()) {
      return plan.get();
    }
    BandPlan made =
        bands() == 1 ? BandPlan.WHOLE : own.orElseGet(() -> BandPlan.terciles(frequencies));
    if (made.size() != bands()) {
      throw new IllegalArgumentException(
          "the model's frequencies do not make three bands: give --bands");
    }
    return made;
  }

  /**
   * The edit of a clip.
   *
   * @param frequencies the model's learned f, radians per unit t
   * @param own the bands that the model names, if it does
   * @param available the motion codes to choose from, at least one
   * @throws IllegalArgumentException when a code is asked for that is not there; the message names
   *     the option
   */
  public MotionEdit edit(float[] frequencies, Optional<BandPlan> own, List<LatentCode> available) {
    BandPlan cuts = plan(frequencies, own);
    List<BandEdit> edits = new ArrayList<>();
    for (int band = 0; band < cuts.size(); band++) {
      edits.add(
          new BandEdit(
              value(gain, band, 1),
              value(speed, band, 1),
              value(phase, band, 0),
              available.get(code(band, available.size())),
              !keep.orElseGet(() -> allBands(cuts.size())).contains(band),
              false,
              value(rest, band, RestPosition.MODEL)));
    }
    return new MotionEdit(cuts, edits);
  }

  private static List<Integer> allBands(int count) {
    return java.util.stream.IntStream.range(0, count).boxed().toList();
  }

  /** Without --codes one code serves all bands, and as many codes as bands serve one each. */
  private int code(int band, int available) {
    int code = codes.isEmpty() ? Math.min(band, available - 1) : value(codes, band, 0);
    if (code >= available) {
      throw new IllegalArgumentException(
          "--codes names code %d, but there %s %d, numbered from 0"
              .formatted(code, available == 1 ? "is" : "are", available));
    }
    return code;
  }

  /**
   * Checks that the codes are chosen unambiguously.
   *
   * @param available how many motion codes there are
   * @throws IllegalArgumentException when it is not clear which band gets which code
   */
  void checkCodes(int available) {
    if (codes.isEmpty() && available > 1 && available != bands()) {
      throw new IllegalArgumentException(
          "there are %d motion codes for %d band%s: say with --codes which band gets which"
              .formatted(available, bands(), bands() == 1 ? "" : "s"));
    }
    for (int band = 0; band < bands(); band++) {
      code(band, available);
    }
  }

  private static <T> T value(List<T> values, int band, T otherwise) {
    if (values.isEmpty()) {
      return otherwise;
    }
    return values.size() == 1 ? values.get(0) : values.get(band);
  }

  private static double value(List<Double> values, int band, double otherwise) {
    return value(values, band, Double.valueOf(otherwise));
  }
}
