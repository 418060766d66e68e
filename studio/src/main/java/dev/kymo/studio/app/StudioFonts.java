package dev.kymo.studio.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.scene.text.Font;

/** The studio's typefaces, so that it looks the same on every machine. */
final class StudioFonts {

  private static final Logger LOG = Logger.getLogger(StudioFonts.class.getName());
  private static final String FOLDER = "/dev/kymo/assets/fonts/";
  private static final List<String> FILES =
      List.of(
          "Inter-Regular.otf",
          "Inter-Medium.otf",
          "Inter-SemiBold.otf",
          "JetBrainsMono-Regular.ttf",
          "JetBrainsMono-Medium.ttf");

  private StudioFonts() {}

  /** Loads them; without one of them the system's takes its place. */
  static void load() {
    for (String file : FILES) {
      try (InputStream in = StudioFonts.class.getResourceAsStream(FOLDER + file)) {
        if (in == null || Font.loadFont(in, 12) == null) {
          LOG.log(Level.WARNING, "The font {0} could not be loaded", file);
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "The font " + file + " could not be loaded", e);
      }
    }
  }
}
