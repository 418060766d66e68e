package dev.kymo.inference.motion;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The whole edit of a clip's motion: where the frequencies are cut and what is done to each band.
 * Immutable; every change makes a new one.
 *
 * @param plan the cut points
 * @param bands one edit for each band of the plan, slowest first
 */
public record MotionEdit(BandPlan plan, List<BandEdit> bands) {

  /**
   * Checks that there is one edit for each band.
   *
   * @throws IllegalArgumentException when the counts differ
   */
  public MotionEdit {
    bands = List.copyOf(bands);
    if (bands.size() != plan.size()) {
      throw new IllegalArgumentException(
          "the plan has " + plan.size() + " bands, but there are " + bands.size() + " edits");
    }
  }

  /** Motion as trained, every band modulated by the same code. */
  public static MotionEdit trained(BandPlan plan, LatentCode code) {
    return new MotionEdit(plan, Collections.nCopies(plan.size(), BandEdit.trained(code)));
  }

  /** The same with one band changed. */
  public MotionEdit with(int band, UnaryOperator<BandEdit> change) {
    List<BandEdit> changed = new ArrayList<>(bands);
    changed.set(band, change.apply(changed.get(band)));
    return new MotionEdit(plan, changed);
  }

  /** The same with every band modulated by this code. */
  public MotionEdit withCode(LatentCode code) {
    return new MotionEdit(plan, bands.stream().map(b -> b.withCode(code)).toList());
  }

  /**
   * The same with one band cut in two that sound as it did.
   *
   * @param cut inside the band, radians per unit t
   * @throws IllegalArgumentException when the cut is not inside the band
   */
  public MotionEdit split(int band, double cut) {
    if (!(cut > plan.lower(band) && cut < plan.upper(band))) {
      throw new IllegalArgumentException("a cut at " + cut + " is outside band " + band);
    }
    List<Double> cuts = new ArrayList<>(plan.cuts());
    cuts.add(band, cut);
    List<BandEdit> changed = new ArrayList<>(bands);
    changed.add(band, bands.get(band));
    return new MotionEdit(new BandPlan(cuts), changed);
  }

  /**
   * The same with a band and the next faster one made one, which keeps the first one's edit.
   *
   * @throws IndexOutOfBoundsException when there is no next one
   */
  public MotionEdit merge(int band) {
    List<Double> cuts = new ArrayList<>(plan.cuts());
    cuts.remove(band);
    List<BandEdit> changed = new ArrayList<>(bands);
    changed.remove(band + 1);
    return new MotionEdit(new BandPlan(cuts), changed);
  }

  /** The gain that is heard: 0 when the band is muted, or when others are solo and it is not. */
  public double effectiveGain(int band) {
    BandEdit edit = bands.get(band);
    boolean silenced = edit.muted() || (!edit.solo() && bands.stream().anyMatch(BandEdit::solo));
    return silenced ? 0 : edit.gain();
  }
}
