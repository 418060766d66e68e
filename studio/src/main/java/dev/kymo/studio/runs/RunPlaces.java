package dev.kymo.studio.runs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Where runs are looked for.
 *
 * @param folder new runs are made in it; every folder in it that is a run is shown
 * @param added runs, or folders of runs, that were added by hand
 */
public record RunPlaces(Path folder, List<Path> added) {

  /** Keeps an immutable copy. */
  public RunPlaces {
    added = List.copyOf(added);
  }

  /** The same with one more; a place that is known already is not added again. */
  public RunPlaces with(Path place) {
    Path absolute = place.toAbsolutePath().normalize();
    if (absolute.equals(folder) || added.contains(absolute)) {
      return this;
    }
    List<Path> more = new ArrayList<>(added);
    more.add(absolute);
    return new RunPlaces(folder, more);
  }

  /** The same without a place that was added. */
  public RunPlaces without(Path place) {
    return new RunPlaces(folder, added.stream().filter(p -> !p.equals(place)).toList());
  }

  /** The same with another folder for new runs; the old one stays in view. */
  public RunPlaces in(Path newFolder) {
    Path absolute = newFolder.toAbsolutePath().normalize();
    return absolute.equals(folder)
        ? this
        : new RunPlaces(absolute, List.of()).withAll(added).with(folder);
  }

  private RunPlaces withAll(List<Path> places) {
    RunPlaces all = this;
    for (Path place : places) {
      all = all.with(place);
    }
    return all;
  }
}
