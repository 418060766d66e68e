package dev.kymo.studio.cli;

import java.util.Map;
import java.util.function.UnaryOperator;

/** Tells whether a window can be opened at all. */
final class DisplayCheck {
  /** What to do instead. The launcher says the same before it builds anything. */
  static final String MISSING =
      "The studio needs a display and none is set (DISPLAY): render clips with kymo render,"
          + " connect with ssh -X, or run it under xvfb-run.";

  private final Map<String, String> env;
  private final UnaryOperator<String> properties;

  DisplayCheck(Map<String, String> env, UnaryOperator<String> properties) {
    this.env = env;
    this.properties = properties;
  }

  boolean present() {
    boolean linux = properties.apply("os.name").startsWith("Linux");
    // Tests bring a toolkit of their own that draws without a display.
    boolean ownToolkit = properties.apply("glass.platform") != null;
    return !linux || ownToolkit || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
  }

  private boolean isSet(String name) {
    return !env.getOrDefault(name, "").isEmpty();
  }
}
