package dev.kymo.inference.footage.analysis;

import java.util.Objects;

/**
 * Something about a clip that its user should know before it is learned.
 *
 * @param severity what it means for learning
 * @param sentence for the user, with its figures
 */
public record Finding(Severity severity, String sentence) {

  /** What a finding means for learning; the gravest first. */
  public enum Severity {
    /** Learning would be in vain. */
    REFUSE,
    /** It can be learned, but not as well as its user may expect. */
    WARN,
    /** Good to know. */
    NOTE
  }

  /** Refuses nulls. */
  public Finding {
    Objects.requireNonNull(severity, "severity");
    Objects.requireNonNull(sentence, "sentence");
  }
}
