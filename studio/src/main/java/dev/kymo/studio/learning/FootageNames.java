package dev.kymo.studio.learning;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Tells by its name whether a file may be footage. What it is, its reader finds out. */
public final class FootageNames {

  /** Endings of videos. */
  public static final List<String> VIDEOS =
      List.of(
          ".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".gif", ".mpg", ".mpeg", ".mts", ".m2ts",
          ".ts", ".mxf", ".wmv", ".flv", ".3gp", ".ogv", ".vob", ".dv", ".y4m");

  /** Endings of the images of a sequence. */
  public static final List<String> IMAGES = List.of(".png", ".jpg", ".jpeg");

  private FootageNames() {}

  /** Whether it may be footage: a folder, a video, or one of the images of a sequence. */
  public static boolean isFootage(Path path) {
    return Files.isDirectory(path) || ends(path, VIDEOS) || ends(path, IMAGES);
  }

  /** What is opened for a path: the folder of an image, everything else as it is. */
  public static Path footage(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    boolean image = ends(path, IMAGES) && !Files.isDirectory(path);
    return image && absolute.getParent() != null ? absolute.getParent() : absolute;
  }

  private static boolean ends(Path path, List<String> endings) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return endings.stream().anyMatch(name::endsWith);
  }
}
