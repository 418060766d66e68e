package dev.kymo.studio.app;

import dev.kymo.inference.device.MachineFacts.Os;
import dev.kymo.studio.preferences.Preferences;

/** The size of the interface, which JavaFX's toolkits take from a property when they start. */
final class InterfaceScale {
  private static final String LINUX = "glass.gtk.uiScale";
  private static final String WINDOWS = "glass.win.uiScale";

  private final Preferences preferences;

  InterfaceScale(Preferences preferences) {
    this.preferences = preferences;
  }

  /** Whether a program can choose its scale on this system: macOS keeps that to itself. */
  static boolean isChosenHere() {
    return system() != Os.MAC;
  }

  /** Sets what is chosen, unless it was given on the command line. */
  void apply() {
    String property = system() == Os.WINDOWS ? WINDOWS : LINUX;
    boolean chosen = preferences.scalePercent() != 0 && isChosenHere();
    if (chosen && System.getProperty(property) == null) {
      System.setProperty(property, preferences.scalePercent() + "%");
    }
  }

  private static Os system() {
    return Os.named(System.getProperty("os.name", "")).orElse(Os.LINUX);
  }
}
