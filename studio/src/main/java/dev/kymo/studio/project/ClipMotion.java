package dev.kymo.studio.project;

import dev.kymo.inference.model.SinusoidMotion;
import dev.kymo.inference.motion.BandEdit;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * The motion of the clip that is edited: how strongly each learned sinusoid moves it under the
 * clip's motion codes. A band's curve is where its sinusoids put the model's latent along the one
 * direction in which they move it most; its spectrum is how far each of them moves the latent. Both
 * are told as the clip was trained and as it is edited. Immutable; for any thread.
 */
public final class ClipMotion {

  private static final BandEdit AS_TRAINED = BandEdit.trained(LatentCode.seed(1));
  private static final Span TRAINED_RANGE = new Span(-1, 1, 65);

  private final LearnedFrequencies learned;
  private final BandPlan plan;
  private final List<Band> bands;
  private final double[] trainedReach;
  private final double[] editedReach;
  private final double unit;

  /**
   * One band's sinusoids.
   *
   * @param members which
   * @param trained their weights under the clip's own code
   * @param edited their weights under the band's code
   */
  @SuppressWarnings("ArrayRecordComponent") // A carrier of bulk data, never compared.
  private record Band(int[] members, double[] trained, double[] edited) {}

  private ClipMotion(
      LearnedFrequencies learned,
      BandPlan plan,
      List<Band> bands,
      double[] trainedReach,
      double[] editedReach) {
    this.learned = learned;
    this.plan = plan;
    this.bands = bands;
    this.trainedReach = trainedReach;
    this.editedReach = editedReach;
    double strongest = 0;
    for (Band band : bands) {
      float[] curve = curve(band.members(), band.trained(), 1, AS_TRAINED, TRAINED_RANGE);
      for (float value : curve) {
        strongest = Math.max(strongest, Math.abs(value));
      }
    }
    this.unit = strongest == 0 ? 1 : strongest;
  }

  /**
   * Weighs the sinusoids. Not for the JavaFX thread.
   *
   * @param learned the model's sinusoids
   * @param edit its crossovers and the bands' codes count, nothing else
   * @param clipCode the motion code of the whole clip
   * @param motions what sinusoids do under a code
   * @throws IllegalArgumentException when a code does not fit the model
   */
  public static ClipMotion of(
      LearnedFrequencies learned,
      MotionEdit edit,
      LatentCode clipCode,
      Function<LatentCode, SinusoidMotion> motions) {
    BandPlan plan = edit.plan();
    SinusoidMotion own = motions.apply(clipCode);
    double[] trained = new double[learned.size()];
    double[] edited = new double[learned.size()];
    List<Band> bands = new ArrayList<>();
    for (int b = 0; b < plan.size(); b++) {
      int[] members = members(learned, plan, b);
      LatentCode code = edit.bands().get(b).code();
      SinusoidMotion other = code.equals(clipCode) ? own : motions.apply(code);
      double[] weights = own.weights(members);
      bands.add(new Band(members, weights, other == own ? weights : other.weights(members)));
      for (int k : members) {
        trained[k] = own.reach(k);
        edited[k] = other == own ? trained[k] : other.reach(k);
      }
    }
    return new ClipMotion(learned, plan, bands, trained, edited);
  }

  private static int[] members(LearnedFrequencies learned, BandPlan plan, int band) {
    int[] all = new int[learned.size()];
    int count = 0;
    for (int k = 0; k < learned.size(); k++) {
      if (plan.bandOf(learned.frequency(k)) == band) {
        all[count++] = k;
      }
    }
    return Arrays.copyOf(all, count);
  }

  /** Where it is cut; curves of an edit with other crossovers make no sense. */
  public BandPlan plan() {
    return plan;
  }

  /**
   * A band as the clip was trained: the sum of w sin(f t + p). All bands have one unit: 1 is how
   * far the band that moves most gets from rest within the trained clip.
   *
   * @param from the first sample's time, units of t
   * @param to the last sample's time
   * @param samples at least 2
   */
  public float[] trainedCurve(int band, double from, double to, int samples) {
    Band one = bands.get(band);
    Span span = new Span(from, to, samples);
    return inUnits(curve(one.members(), one.trained(), 1, AS_TRAINED, span));
  }

  /**
   * A band as it is edited: the sum of a w sin(v f t + p + sign(f) q), in the same unit.
   *
   * @param edit with the crossovers of {@link #plan}
   */
  public float[] editedCurve(MotionEdit edit, int band, double from, double to, int samples) {
    Band one = bands.get(band);
    return inUnits(
        curve(
            one.members(),
            one.edited(),
            edit.effectiveGain(band),
            edit.bands().get(band),
            new Span(from, to, samples)));
  }

  private float[] inUnits(float[] curve) {
    for (int i = 0; i < curve.length; i++) {
      curve[i] = (float) (curve[i] / unit);
    }
    return curve;
  }

  private record Span(double from, double to, int samples) {

    double at(int i) {
      return from + (to - from) * i / (samples - 1);
    }
  }

  private float[] curve(int[] members, double[] weights, double gain, BandEdit edit, Span span) {
    float[] curve = new float[span.samples()];
    if (gain == 0) {
      return curve;
    }
    for (int i = 0; i < curve.length; i++) {
      double t = span.at(i);
      double sum = 0;
      for (int m = 0; m < members.length; m++) {
        double f = learned.frequency(members[m]);
        double shifted = learned.phase(members[m]) + Math.signum(f) * edit.phase();
        sum += weights[m] * Math.sin(edit.speed() * f * t + shifted);
      }
      curve[i] = (float) (gain * sum);
    }
    return curve;
  }

  /**
   * How strongly the clip moves at each frequency.
   *
   * @param trained for each interval of |f| the root of the summed squares of how far its sinusoids
   *     move the latent, as trained; 1 is the strongest interval
   * @param edited the same after gain, mute, solo and the bands' own codes; speed moves no bar,
   *     since it is the learned frequencies that crossovers part
   */
  public record Spectrum(List<Double> trained, List<Double> edited) {}

  /**
   * The spectrum in equal intervals of |f| over [0, largest].
   *
   * @param edit any edit of this model
   * @param bins at least 1
   */
  public Spectrum spectrum(MotionEdit edit, int bins) {
    double[] before = new double[bins];
    double[] after = new double[bins];
    for (int k = 0; k < trainedReach.length; k++) {
      double f = Math.abs(learned.frequency(k));
      int bin = learned.largest() == 0 ? 0 : (int) (f / learned.largest() * bins);
      bin = Math.min(bin, bins - 1);
      double heard = edit.effectiveGain(edit.plan().bandOf(f)) * editedReach[k];
      before[bin] += trainedReach[k] * trainedReach[k];
      after[bin] += heard * heard;
    }
    double strongest = 0;
    for (double power : before) {
      strongest = Math.max(strongest, power);
    }
    return new Spectrum(roots(before, strongest), roots(after, strongest));
  }

  private static List<Double> roots(double[] powers, double strongest) {
    List<Double> roots = new ArrayList<>();
    for (double power : powers) {
      roots.add(strongest == 0 ? 0 : Math.sqrt(power / strongest));
    }
    return List.copyOf(roots);
  }
}
