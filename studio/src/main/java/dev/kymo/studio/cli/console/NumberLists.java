package dev.kymo.studio.cli.console;

import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.RestPosition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads comma-separated numbers. Each error says what is expected, for the option to be named. */
final class NumberLists {
  /** From here on a last cut point only says that the last band is open. */
  private static final double OPEN = 1e8;

  private NumberLists() {}

  static Values<Double> numbers(String text) {
    return new Values<>(list(text, Double::valueOf, "numbers such as 1,0.5,2"));
  }

  static Values<Integer> indices(String text) {
    return new Values<>(list(text, Integer::valueOf, "indices such as 0,2"));
  }

  static Values<Long> seeds(String text) {
    return new Values<>(list(text, Long::valueOf, "whole numbers such as 7 or 7,8,9"));
  }

  static BandPlan cuts(String text) {
    String expected = "increasing cut points in radians per unit t, such as 2.0,4.0";
    List<Double> cuts =
        list(text.replaceAll("(?i)\\binf(inity)?\\b", "1e8"), Double::valueOf, expected);
    if (cuts.get(cuts.size() - 1) >= OPEN) {
      cuts.remove(cuts.size() - 1);
    }
    try {
      return new BandPlan(cuts);
    } catch (IllegalArgumentException e) {
      throw expected(expected, text);
    }
  }

  static Values<RestPosition> rests(String text) {
    return new Values<>(list(text, NumberLists::rest, "model, mean or times, such as mean,model"));
  }

  private static RestPosition rest(String text) {
    return switch (text) {
      case "model" -> RestPosition.MODEL;
      case "mean" -> RestPosition.MEAN;
      default -> RestPosition.at(Double.parseDouble(text));
    };
  }

  private static <T> List<T> list(String text, Function<String, T> read, String expected) {
    List<T> values = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      try {
        values.add(read.apply(part.trim()));
      } catch (IllegalArgumentException e) {
        throw expected(expected, text);
      }
    }
    return values;
  }

  private static IllegalArgumentException expected(String what, String text) {
    return new IllegalArgumentException("expected " + what + ", but got '" + text + "'");
  }
}
