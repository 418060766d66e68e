package dev.kymo.studio.cli.console;

import java.util.List;

/**
 * The value of an option that takes several, separated by commas. A type of its own: picocli would
 * take a bare list for an option that is given several times.
 *
 * @param <T> what the values are
 * @param list the values in order
 */
public record Values<T>(List<T> list) {

  /** Keeps an immutable copy. */
  public Values {
    list = List.copyOf(list);
  }
}
