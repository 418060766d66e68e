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
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Picks the fastest precision that still draws the same picture: each candidate is timed once on
 * the loaded model and its frames are held against float32.
 */
public final class PrecisionChooser {

  /** A precision must hold this against float32, in dB with a peak of 2 (images in [-1, 1]). */
  public static final double REQUIRED_DECIBELS = 40;

  private static final double[] PROBE_TIMES = {-0.875, -0.25, 0.5};
  private static final int TIMED_RUNS = 3;
  private static final long SLOW_FRAME_NANOS = 250_000_000L;

  private final Compute compute;

  /** A chooser for a device. */
  public PrecisionChooser(Compute compute) {
    this.compute = compute;
  }

  /**
   * What was chosen, loaded.
   *
   * @param generator ready to draw; the caller closes it
   * @param choice which precision and why
   */
  public record Chosen(Generator generator, PrecisionChoice choice) {}

  /** Loads a model in every precision worth trying on this device and keeps the best. */
  public Chosen choose(GeneratorSpec spec, Map<String, HostTensor> tensors) {
    List<Precision> candidates =
        compute.device().isGpu()
            ? List.of(Precision.FP16, Precision.BF16)
            : List.of(Precision.BF16);
    Generator best = Generator.load(spec, tensors, compute, Precision.FP32);
    try {
      Probe reference = probe(best);
      Probe bestProbe = reference;
      List<String> verdicts = new ArrayList<>();
      for (Precision precision : candidates) {
        Generator candidate = Generator.load(spec, tensors, compute, precision);
        Probe probe = probe(candidate);
        double decibels = decibels(reference.images(), probe.images());
        verdicts.add(verdict(precision, reference, probe, decibels));
        if (decibels >= REQUIRED_DECIBELS && probe.nanos() < bestProbe.nanos()) {
          best.close();
          best = candidate;
          bestProbe = probe;
        } else {
          candidate.close();
        }
      }
      return new Chosen(best, new PrecisionChoice(best.precision(), String.join("; ", verdicts)));
    } catch (RuntimeException e) {
      best.close();
      throw e;
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

  private static String verdict(
      Precision precision, Probe reference, Probe probe, double decibels) {
    double ratio = (double) reference.nanos() / probe.nanos();
    String quality =
        Double.isInfinite(decibels)
            ? "draws the same"
            : "holds %.0f dB%s"
                .formatted(decibels, decibels >= REQUIRED_DECIBELS ? "" : " only, 40 needed");
    return String.format(
        Locale.ROOT, "%s is %.1fx as fast as fp32 and %s", precision.label(), ratio, quality);
  }

  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  private record Probe(float[] images, long nanos) {}

  private static Probe probe(Generator generator) {
    LatentCode code = LatentCode.seed(1);
    GeneratedClip clip =
        generator.clip(code, new NoiseCode.Seeded(1), MotionEdit.trained(BandPlan.WHOLE, code));
    float[] images = clip.raw(PROBE_TIMES).images();
    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < TIMED_RUNS; i++) {
      long start = System.nanoTime();
      clip.argb(new double[] {PROBE_TIMES[0]});
      fastest = Math.min(fastest, System.nanoTime() - start);
      if (fastest > SLOW_FRAME_NANOS) {
        break;
      }
    }
    return new Probe(images, fastest);
  }
}
