package dev.kymo.inference.file;

import java.util.Comparator;
import java.util.Locale;

/**
 * The order in which people number files: {@code frame2} before {@code frame10}. Runs of digits are
 * compared as numbers of any length, everything else letter by letter without regard to case. Names
 * that are equal so far ({@code a1}, {@code a01}, {@code A1}) are ordered as texts, so that only
 * equal names are equal.
 */
public final class NaturalOrder implements Comparator<String> {
  /** The one there is. */
  public static final NaturalOrder INSTANCE = new NaturalOrder();

  private NaturalOrder() {}

  @Override
  public int compare(String a, String b) {
    String left = a.toLowerCase(Locale.ROOT);
    String right = b.toLowerCase(Locale.ROOT);
    int i = 0;
    int j = 0;
    while (i < left.length() && j < right.length()) {
      int order;
      if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
        int endLeft = endOfNumber(left, i);
        int endRight = endOfNumber(right, j);
        order = compareNumbers(left.substring(i, endLeft), right.substring(j, endRight));
        i = endLeft;
        j = endRight;
      } else {
        order = Character.compare(left.charAt(i++), right.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    int rest = Integer.compare(left.length() - i, right.length() - j);
    return rest != 0 ? rest : a.compareTo(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfNumber(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int compareNumbers(String a, String b) {
    String left = withoutZeros(a);
    String right = withoutZeros(b);
    int order = Integer.compare(left.length(), right.length());
    return order != 0 ? order : left.compareTo(right);
  }

  private static String withoutZeros(String digits) {
    int from = 0;
    while (from < digits.length() - 1 && digits.charAt(from) == '0') {
      from++;
    }
    return digits.substring(from);
  }
}
