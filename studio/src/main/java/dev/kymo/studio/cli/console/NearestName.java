package dev.kymo.studio.cli.console;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what somebody probably meant to type. */
public final class NearestName {
  private NearestName() {}

  /**
   * The name that a typed one is closest to by inserting, dropping, changing and swapping letters.
   *
   * @param typed what was typed
   * @param names what there is
   * @return empty when nothing is close: when more than a third of the letters would have to change
   */
  public static Optional<String> of(String typed, Collection<String> names) {
    String small = typed.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(
            name ->
                3 * distance(small, name) <= Math.max(3, Math.max(small.length(), name.length())))
        .min(
            Comparator.comparingInt((String name) -> distance(small, name))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The Damerau-Levenshtein distance, of which no letter is edited twice. */
  static int distance(String a, String b) {
    int[][] steps = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          steps[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int least = Math.min(steps[i - 1][j], steps[i][j - 1]) + 1;
        least = Math.min(least, steps[i - 1][j - 1] + change);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        steps[i][j] = swapped ? Math.min(least, steps[i - 2][j - 2] + 1) : least;
      }
    }
    return steps[a.length()][b.length()];
  }
}
