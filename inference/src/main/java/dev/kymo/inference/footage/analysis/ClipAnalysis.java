package dev.kymo.inference.footage.analysis;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.analysis.Finding.Severity;
import dev.kymo.inference.motion.BandPlan;
import java.util.List;

/**
 * What is known of a clip before it is learned. Frame numbers are those of the footage.
 *
 * @param rate frames a second
 * @param looked the frames that were looked at
 * @param spectrum of the motion in the longest part without a change of the scene
 * @param highestHz that a model should have, Hz; above 0 and at most half the frame rate
 * @param crossoversHz between Slow and Medium and between Medium and Fast, Hz, increasing, below
 *     the highest: where little moves, near even steps of pitch
 * @param changes of the scene, in order
 * @param longest the longest part without one
 * @param memoryBytes that the clip's pictures take while it is learned
 * @param findings in the order of their severity
 */
public record ClipAnalysis(
    FrameRate rate,
    FrameSpan looked,
    MotionSpectrum spectrum,
    double highestHz,
    List<Double> crossoversHz,
    List<SceneChange> changes,
    FrameSpan longest,
    long memoryBytes,
    List<Finding> findings) {

  /** Keeps immutable copies. */
  public ClipAnalysis {
    crossoversHz = List.copyOf(crossoversHz);
    changes = List.copyOf(changes);
    findings = List.copyOf(findings);
  }

  /** Whether nothing forbids to learn it. */
  public boolean learnable() {
    return findings.stream().noneMatch(finding -> finding.severity() == Severity.REFUSE);
  }

  /**
   * The range of a model's frequencies ({@code freq_val}): 2 pi f (T / 2) / rate with f the highest
   * frequency, because T / 2 frames are one unit of t.
   *
   * @param clipLength T, the number of learned frames
   * @return radians per unit t
   */
  public double frequencyRange(int clipLength) {
    return radians(highestHz, clipLength);
  }

  /**
   * Where the bands Slow, Medium and Fast of a model of this clip lie.
   *
   * @param clipLength T, the number of learned frames
   */
  public BandPlan bands(int clipLength) {
    return BandPlan.of(
        crossoversHz.stream().mapToDouble(hertz -> radians(hertz, clipLength)).toArray());
  }

  private double radians(double hertz, int clipLength) {
    return Math.PI * hertz * clipLength / rate.perSecond();
  }
}
