package dev.kymo.studio.project;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.studio.footage.FootageReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;

/**
 * Where footage is, by its hash: as projects say, and as it was found. Changes on the JavaFX thread
 * only.
 */
public final class FootagePlaces {

  private final Map<String, FootageReference> expected = new HashMap<>();
  private final Map<String, Path> found = new HashMap<>();
  private Optional<Path> folder = Optional.empty();
  private final ReadOnlyLongWrapper version = new ReadOnlyLongWrapper();

  /** Grows whenever a place was learned. */
  public ReadOnlyLongProperty versionProperty() {
    return version.getReadOnlyProperty();
  }

  /** A project says where footage is; until it is found there, it may be wrong. */
  public void expect(FootageReference reference) {
    expected.put(reference.hash(), reference);
    version.set(version.get() + 1);
  }

  /** The folder of the open project, beside which its footage may lie. */
  public void lookIn(Optional<Path> projectFolder) {
    folder = projectFolder;
  }

  /** The folder of the open project; empty while it has none. */
  public Optional<Path> folder() {
    return folder;
  }

  /** Footage was found. */
  public void found(String hash, Path file) {
    found.put(hash, file.toAbsolutePath().normalize());
    version.set(version.get() + 1);
  }

  /** Where footage may be, the likeliest first. */
  public List<Path> of(String hash) {
    List<Path> places = new ArrayList<>();
    Optional.ofNullable(found.get(hash)).ifPresent(places::add);
    Optional.ofNullable(expected.get(hash))
        .ifPresent(
            reference -> {
              places.add(reference.file());
              reference.otherwise().ifPresent(places::add);
            });
    return places;
  }

  /**
   * What a project keeps of the footage of a model: where it was found, or else where it was
   * expected, so that a project loses nothing while its footage is away.
   */
  public List<FootageReference> references(List<FootageOrigin> origins) {
    Map<String, FootageReference> references = new LinkedHashMap<>();
    for (FootageOrigin origin : origins) {
      String hash = origin.hash();
      if (found.containsKey(hash)) {
        references.put(hash, FootageReference.at(found.get(hash), hash));
      } else if (expected.containsKey(hash)) {
        references.put(hash, expected.get(hash));
      }
    }
    return List.copyOf(references.values());
  }
}
