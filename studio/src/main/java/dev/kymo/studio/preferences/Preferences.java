package dev.kymo.studio.preferences;

import java.util.List;
import java.util.Map;

/**
 * What a user has chosen. Immutable.
 *
 * @param scalePercent size of the interface, one of {@link #SCALES}; 0 for the system's own
 * @param cacheMegabytes the most that drawn frames may take, 64 to 65536; 0 for what suits the
 *     machine
 * @param keys keys that differ from the defaults, by the names of their commands; empty for none
 */
public record Preferences(int scalePercent, int cacheMegabytes, Map<String, String> keys) {
  /** Sizes of the interface that can be chosen, percent; 0 is the system's own. */
  public static final List<Integer> SCALES = List.of(0, 100, 110, 125, 150, 175, 200);

  /** The least that drawn frames may be given, megabytes. */
  public static final int LEAST_CACHE = 64;

  /** The most that drawn frames may be given, megabytes. */
  public static final int MOST_CACHE = 65_536;

  /** Nothing chosen. */
  public static final Preferences DEFAULTS = new Preferences(0, 0, Map.of());

  /** What is missing or out of its range is as by default: it comes from a file. */
  public Preferences {
    scalePercent = SCALES.contains(scalePercent) ? scalePercent : 0;
    cacheMegabytes =
        cacheMegabytes == 0 ? 0 : Math.max(LEAST_CACHE, Math.min(MOST_CACHE, cacheMegabytes));
    keys = keys == null ? Map.of() : Map.copyOf(keys);
  }

  /** The same with another size of the interface. */
  public Preferences withScale(int percent) {
    return new Preferences(percent, cacheMegabytes, keys);
  }

  /** The same with other memory for frames. */
  public Preferences withCache(int megabytes) {
    return new Preferences(scalePercent, megabytes, keys);
  }

  /** The same with other keys. */
  public Preferences withKeys(Map<String, String> value) {
    return new Preferences(scalePercent, cacheMegabytes, value);
  }

  /**
   * The most that drawn frames may take, bytes.
   *
   * @param automatic what suits the machine
   */
  public long cacheBytes(long automatic) {
    return cacheMegabytes == 0 ? automatic : (long) cacheMegabytes << 20;
  }
}
