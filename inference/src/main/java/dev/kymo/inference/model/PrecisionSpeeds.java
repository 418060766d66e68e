package dev.kymo.inference.model;

import dev.kymo.inference.kernel.Precision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How fast an architecture draws in each precision on a machine, as it was measured.
 *
 * @param speedups for each precision but float32, how many times as fast as float32 it is
 * @param attempts how often it was measured without the rounds agreeing; 0 once they have agreed
 */
record PrecisionSpeeds(Map<Precision, Double> speedups, int attempts) {

  /** Less is not worth giving up exactness for, and closer to what measurements differ by. */
  static final double WORTH_IT = 1.1;

  /** After so many measurements that did not agree the choice stays: the two are as fast. */
  static final int MOST_ATTEMPTS = 3;

  PrecisionSpeeds {
    speedups = Map.copyOf(speedups);
  }

  /** Whether it need not be measured again. */
  boolean isSettled() {
    return attempts == 0 || attempts >= MOST_ATTEMPTS;
  }

  /** The precisions that are worth it, the fastest first. */
  List<Precision> faster() {
    List<Precision> faster = new ArrayList<>();
    speedups.forEach(
        (precision, speedup) -> {
          if (speedup >= WORTH_IT) {
            faster.add(precision);
          }
        });
    faster.sort(Comparator.comparingDouble((Precision p) -> -speedups.get(p)));
    return faster;
  }

  /** Such as {@code 0 bf16=1.48}. */
  String text() {
    StringBuilder text = new StringBuilder(String.valueOf(attempts));
    for (Precision precision : Precision.values()) {
      if (speedups.containsKey(precision)) {
        text.append(
            String.format(Locale.ROOT, " %s=%.3f", precision.label(), speedups.get(precision)));
      }
    }
    return text.toString();
  }

  /** Reads {@link #text}; empty when it is anything else. */
  static Optional<PrecisionSpeeds> parse(String text) {
    String[] parts = text.split(" ", -1);
    Map<Precision, Double> speedups = new LinkedHashMap<>();
    try {
      int attempts = Integer.parseInt(parts[0]);
      for (int i = 1; i < parts.length; i++) {
        String[] pair = parts[i].split("=", 2);
        for (Precision precision : Precision.values()) {
          if (precision.label().equals(pair[0])) {
            speedups.put(precision, Double.valueOf(pair[1]));
          }
        }
      }
      return parts.length < 2 || speedups.size() != parts.length - 1
          ? Optional.empty()
          : Optional.of(new PrecisionSpeeds(speedups, attempts));
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
