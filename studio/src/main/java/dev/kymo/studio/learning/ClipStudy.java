package dev.kymo.studio.learning;

import java.util.List;

/**
 * What is known of a clip before it is learned.
 *
 * @param strengths of its motion in equal intervals from 0 Hz to {@code topHz}, each at least 0;
 *     empty when nothing moves
 * @param topHz half the frame rate
 * @param proposedHz the fastest motion that is worth learning; 0 when nothing moves
 * @param crossoversHz where Slow and Medium meet, and Medium and Fast, Hz, increasing
 * @param cuts numbers of the first frames of new scenes, increasing
 * @param longest the longest part without a cut
 * @param findings what its user should know, the gravest first
 */
public record ClipStudy(
    List<Double> strengths,
    double topHz,
    double proposedHz,
    List<Double> crossoversHz,
    List<Integer> cuts,
    Part longest,
    List<Finding> findings) {

  /**
   * Frames that follow one another.
   *
   * @param first number of the first
   * @param frames how many
   */
  public record Part(int first, int frames) {}

  /** What a finding means for learning. */
  public enum Severity {
    /** Learning would be in vain. */
    REFUSE,
    /** It can be learned, but not as well as its user may expect. */
    WARN,
    /** Good to know. */
    NOTE
  }

  /**
   * Something that a user should know.
   *
   * @param severity what it means for learning
   * @param sentence for the user, with its figures
   */
  public record Finding(Severity severity, String sentence) {}

  /** Keeps immutable copies. */
  public ClipStudy {
    strengths = List.copyOf(strengths);
    crossoversHz = List.copyOf(crossoversHz);
    cuts = List.copyOf(cuts);
    findings = List.copyOf(findings);
  }
}
