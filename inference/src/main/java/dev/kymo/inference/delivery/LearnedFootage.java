package dev.kymo.inference.delivery;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOrigin;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Tells whether a file is the footage that a model has learned. */
public final class LearnedFootage {
  private LearnedFootage() {}

  /**
   * Finds a file among what a model has learned, by its content.
   *
   * @param hash of the file
   * @param origins of the model, at least one
   * @return all that were learned from it, at least one
   * @throws FileException with a sentence, when it is other footage
   */
  public static List<FootageOrigin> find(Path file, String hash, List<FootageOrigin> origins)
      throws FileException {
    List<FootageOrigin> found =
        origins.stream().filter(origin -> origin.hash().equals(hash)).toList();
    if (found.isEmpty()) {
      String name = String.valueOf(file.getFileName());
      boolean named = origins.stream().anyMatch(origin -> origin.name().equals(name));
      throw new FileException(
          named
              ? file
                  + " has changed since the model learned it: name the file as it was, or learn it"
                  + " anew."
              : "%s is not the footage that the model has learned: that is %s."
                  .formatted(
                      file,
                      origins.stream()
                          .map(FootageOrigin::name)
                          .distinct()
                          .limit(5)
                          .collect(Collectors.joining(", "))));
    }
    return found;
  }

  /**
   * Checks that opened footage holds what was learned of it.
   *
   * @throws FileException with a sentence, when its frames are others or too few
   */
  public static void check(FootageInfo info, FootageOrigin origin) throws FileException {
    if (info.width() != origin.width() || info.height() != origin.height()) {
      throw new FileException(
          "%s has frames of %d x %d pixels, but the model has learned frames of %d x %d from it; learn it anew."
              .formatted(
                  info.file(), info.width(), info.height(), origin.width(), origin.height()));
    }
    int needed = origin.first() + origin.frames();
    if (info.frames() < needed) {
      throw new FileException(
          "%s has %d frames, but the model has learned frames %d to %d of it; learn it anew."
              .formatted(info.file(), info.frames(), origin.first(), needed - 1));
    }
  }
}
