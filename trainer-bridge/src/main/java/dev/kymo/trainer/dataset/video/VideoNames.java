package dev.kymo.trainer.dataset.video;

import java.util.Locale;
import java.util.Set;

/** Tells videos by their names, as far as a name tells. */
public final class VideoNames {
  private static final Set<String> ENDINGS =
      Set.of(
          "mp4", "m4v", "mov", "qt", "mkv", "webm", "avi", "gif", "mpg", "mpeg", "m2v", "ts", "mts",
          "m2ts", "wmv", "asf", "flv", "ogv", "3gp", "3g2", "mxf", "dv", "y4m", "nut");

  private VideoNames() {}

  /** Whether a file of this name, which is not hidden, should be a video. */
  public static boolean isVideo(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0
        && !name.startsWith(".")
        && ENDINGS.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** The name without what tells the kind. */
  public static String stem(String name) {
    return name.substring(0, name.lastIndexOf('.'));
  }
}
