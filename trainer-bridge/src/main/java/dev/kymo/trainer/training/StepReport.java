package dev.kymo.trainer.training;

import java.util.Map;

/**
 * One step, done.
 *
 * @param step its number: 1 after the first
 * @param losses by name: {@code image_d}, {@code video_d}, {@code generator}, and on penalty steps
 *     {@code image_r1}, {@code video_r1} (the unweighted penalties); finite
 * @param seconds by phase: {@code data} (waiting for it), {@code forward}, {@code backward}, {@code
 *     optimiser}, {@code total}
 */
public record StepReport(long step, Map<String, Double> losses, Map<String, Double> seconds) {

  /** Keeps immutable copies. */
  public StepReport {
    losses = Map.copyOf(losses);
    seconds = Map.copyOf(seconds);
  }
}
