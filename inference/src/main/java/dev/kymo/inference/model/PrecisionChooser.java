package dev.kymo.inference.model;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.tensor.HostTensor;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Picks the fastest precision that still draws the same picture. How fast each one is belongs to
 * the machine and the architecture: it is measured in turns and remembered for both, so that two
 * files of the same weights get the same one. Whether the picture holds belongs to the weights: it
 * is held against float32 on the loaded model.
 */
public final class PrecisionChooser {

  /** A precision must hold this against float32, in dB with a peak of 2 (images in [-1, 1]). */
  public static final double REQUIRED_DECIBELS = 40;

  private static final double[] PROBE_TIMES = {-0.875, -0.25, 0.5};

  /** A measurement whose rounds disagree is made again at once, so often. */
  private static final int TRIES = 3;

  private final Compute compute;
  private final PrecisionMemory memory;
  private final String machine;

  /**
   * A chooser for a device.
   *
   * @param memory where what was measured is kept
   * @param machine names processor, device and engine
   */
  public PrecisionChooser(Compute compute, PrecisionMemory memory, String machine) {
    this.compute = compute;
    this.memory = memory;
    this.machine = machine;
  }

  /**
   * What was chosen, loaded.
   *
   * @param generator ready to draw; the caller closes it
   * @param choice which precision and why
   */
  public record Chosen(Generator generator, PrecisionChoice choice) {}

  /**
   * Loads a model in the precision that is best for it here; measures what is not known yet.
   *
   * @param id names the weights
   */
  public Chosen choose(String id, GeneratorSpec spec, Map<String, HostTensor> tensors) {
    try (Loaded loaded = new Loaded(spec, tensors)) {
      PrecisionSpeeds speeds = speeds(spec, loaded);
      List<String> verdicts = new ArrayList<>();
      for (Precision precision : speeds.faster()) {
        double decibels = decibels(id, precision, loaded);
        verdicts.add(verdict(precision, speeds, decibels));
        if (decibels >= REQUIRED_DECIBELS) {
          return new Chosen(
              loaded.take(precision), new PrecisionChoice(precision, reason(verdicts, speeds)));
        }
      }
      if (verdicts.isEmpty()) {
        verdicts.add(
            candidates().stream()
                .map(precision -> speed(precision, speeds))
                .collect(Collectors.joining("; ")));
      }
      return new Chosen(
          loaded.take(Precision.FP32),
          new PrecisionChoice(Precision.FP32, reason(verdicts, speeds)));
    }
  }

  private List<Precision> candidates() {
    return compute.device().isGpu()
        ? List.of(Precision.FP16, Precision.BF16)
        : List.of(Precision.BF16);
  }

  private PrecisionSpeeds speeds(GeneratorSpec spec, Loaded loaded) {
    String architecture = architecture(spec);
    Optional<PrecisionSpeeds> known = memory.speeds(architecture, machine);
    if (known.isPresent() && known.get().isSettled()) {
      return known.get();
    }
    PrecisionSpeeds measured = measure(loaded, known);
    memory.remember(architecture, machine, measured);
    return measured;
  }

  /** What decides how fast frames are: layers and widths, not what they have learned. */
  private static String architecture(GeneratorSpec spec) {
    return spec.imageSize()
        + "px."
        + spec.channels().stream().map(String::valueOf).collect(Collectors.joining("-"));
  }

  private PrecisionSpeeds measure(Loaded loaded, Optional<PrecisionSpeeds> before) {
    List<Precision> tried = new ArrayList<>();
    tried.add(Precision.FP32);
    tried.addAll(candidates());
    List<LongSupplier> draws = new ArrayList<>();
    for (Precision precision : tried) {
      GeneratedClip clip = clip(loaded.in(precision));
      clip.argb(new double[] {PROBE_TIMES[0]});
      draws.add(
          () -> {
            long start = System.nanoTime();
            clip.argb(new double[] {PROBE_TIMES[0]});
            return System.nanoTime() - start;
          });
    }
    List<InterleavedTiming.Timing> timings = InterleavedTiming.of(draws);
    for (int i = 1; i < TRIES && !areSure(timings); i++) {
      timings = InterleavedTiming.of(draws);
    }
    Map<Precision, Double> speedups = new EnumMap<>(Precision.class);
    for (int i = 1; i < tried.size(); i++) {
      speedups.put(tried.get(i), timings.get(i).speedup());
    }
    if (areSure(timings)) {
      return new PrecisionSpeeds(speedups, 0);
    }
    // What was chosen before stays as long as nothing speaks clearly against it.
    return new PrecisionSpeeds(
        before.map(PrecisionSpeeds::speedups).orElse(speedups),
        before.map(PrecisionSpeeds::attempts).orElse(0) + 1);
  }

  private static boolean areSure(List<InterleavedTiming.Timing> timings) {
    return timings.stream().skip(1).allMatch(timing -> timing.isSure(PrecisionSpeeds.WORTH_IT));
  }

  private double decibels(String id, Precision precision, Loaded loaded) {
    OptionalDouble known = memory.decibels(id, precision.label(), machine);
    if (known.isPresent()) {
      return known.getAsDouble();
    }
    float[] reference = clip(loaded.in(Precision.FP32)).raw(PROBE_TIMES).images();
    float[] images = clip(loaded.in(precision)).raw(PROBE_TIMES).images();
    double decibels = decibels(reference, images);
    memory.remember(id, precision.label(), machine, decibels);
    return decibels;
  }

  private static GeneratedClip clip(Generator generator) {
    LatentCode code = LatentCode.seed(1);
    return generator.clip(code, new NoiseCode.Seeded(1), MotionEdit.trained(BandPlan.WHOLE, code));
  }

  /** A model in the precisions that were asked for; those that are not taken are freed. */
  private final class Loaded implements AutoCloseable {
    private final GeneratorSpec spec;
    private final Map<String, HostTensor> tensors;
    private final Map<Precision, Generator> generators = new EnumMap<>(Precision.class);

    Loaded(GeneratorSpec spec, Map<String, HostTensor> tensors) {
      this.spec = spec;
      this.tensors = tensors;
    }

    Generator in(Precision precision) {
      return generators.computeIfAbsent(
          precision, missing -> Generator.load(spec, tensors, compute, missing));
    }

    Generator take(Precision precision) {
      Generator taken = in(precision);
      generators.remove(precision);
      return taken;
    }

    @Override
    public void close() {
      generators.values().forEach(Generator::close);
    }
  }

  /**
   * The peak signal-to-noise ratio of images in [-1, 1], after clamping.
   *
   * @return dB; infinite when equal, NaN when a value is not a number
   */
  static double decibels(float[] reference, float[] images) {
    double sum = 0;
    for (int i = 0; i < reference.length; i++) {
      double difference = clamp(reference[i]) - clamp(images[i]);
      sum += difference * difference;
    }
    return 10 * Math.log10(4 * reference.length / sum);
  }

  private static double clamp(float value) {
    return Math.max(-1, Math.min(1, (double) value));
  }

  private static String speed(Precision precision, PrecisionSpeeds speeds) {
    return String.format(
        Locale.ROOT,
        "%s is %.1fx as fast as fp32",
        precision.label(),
        speeds.speedups().getOrDefault(precision, 1.0));
  }

  private static String verdict(Precision precision, PrecisionSpeeds speeds, double decibels) {
    String quality =
        Double.isInfinite(decibels)
            ? "draws the same"
            : "holds %.0f dB%s"
                .formatted(decibels, decibels >= REQUIRED_DECIBELS ? "" : " only, 40 needed");
    return speed(precision, speeds) + " and " + quality;
  }

  private static String reason(List<String> verdicts, PrecisionSpeeds speeds) {
    String all = String.join("; ", verdicts);
    return speeds.isSettled()
        ? all
        : all + "; the machine was busy, so this is measured again at the next opening";
  }
}
