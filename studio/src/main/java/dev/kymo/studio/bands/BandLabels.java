package dev.kymo.studio.bands;

import dev.kymo.inference.motion.BandPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The labels of all bands, slowest first. Immutable.
 *
 * @param all one for each band
 */
public record BandLabels(List<BandLabel> all) {

  /** A number that a split gave to a name. */
  private static final Pattern NUMBER = Pattern.compile(" \\d+$");

  /** Keeps an immutable copy. */
  public BandLabels {
    all = List.copyOf(all);
  }

  /** The labels of bands that nobody touched. */
  public static BandLabels first(int count) {
    return new BandLabels(
        IntStream.range(0, count).mapToObj(i -> BandLabel.first(i, count)).toList());
  }

  /** How many there are. */
  public int size() {
    return all.size();
  }

  /** The label of a band. */
  public BandLabel get(int band) {
    return all.get(band);
  }

  /** What a band is called: by the user, or by its place. */
  public String name(int band) {
    String name = all.get(band).name();
    return name.isBlank() ? BandPlan.defaultName(band, size()) : name;
  }

  /** The same with a band called otherwise; a blank name is that of its place. */
  public BandLabels rename(int band, String name) {
    List<BandLabel> changed = new ArrayList<>(all);
    changed.set(band, BandLabel.of(name, all.get(band).slot()));
    return new BandLabels(changed);
  }

  /**
   * The same when a band is cut in two: all that were there keep name and color, the new one above
   * it has the name with a number and the nearest color that is free.
   */
  public BandLabels split(int band) {
    List<BandLabel> changed = kept();
    changed.add(band + 1, new BandLabel(nextName(name(band)), false, freeSlot(band)));
    return new BandLabels(changed);
  }

  /**
   * The same when a band and the next faster one become one: a name that the user typed outlives
   * one that nobody did, and otherwise the first one stays.
   */
  public BandLabels merge(int band) {
    List<BandLabel> changed = kept();
    BandLabel faster = changed.remove(band + 1);
    if (faster.typed() && !changed.get(band).typed()) {
      changed.set(band, faster);
    }
    BandLabels merged = new BandLabels(changed);
    return merged.looksLike(first(size() - 1)) ? first(size() - 1) : merged;
  }

  /** A name of a place becomes the band's own before the places change. */
  private List<BandLabel> kept() {
    List<BandLabel> kept = new ArrayList<>();
    for (int band = 0; band < size(); band++) {
      BandLabel label = all.get(band);
      kept.add(new BandLabel(name(band), label.typed(), label.slot()));
    }
    return kept;
  }

  private boolean looksLike(BandLabels other) {
    return IntStream.range(0, size())
        .allMatch(
            i -> !get(i).typed() && name(i).equals(other.name(i)) && sameSlot(other.get(i), i));
  }

  private boolean sameSlot(BandLabel other, int band) {
    return get(band).slot() == other.slot();
  }

  private String nextName(String name) {
    Set<String> taken = IntStream.range(0, size()).mapToObj(this::name).collect(Collectors.toSet());
    String stem = NUMBER.matcher(name).replaceFirst("");
    return IntStream.iterate(2, n -> n + 1)
        .mapToObj(n -> stem + " " + n)
        .filter(candidate -> !taken.contains(candidate))
        .findFirst()
        .orElseThrow();
  }

  private int freeSlot(int band) {
    Set<Integer> taken = all.stream().map(BandLabel::slot).collect(Collectors.toSet());
    int own = all.get(band).slot();
    return IntStream.range(1, BandLabel.SLOTS)
        .map(step -> (own + step) % BandLabel.SLOTS)
        .filter(slot -> !taken.contains(slot))
        .findFirst()
        .orElse((own + 1) % BandLabel.SLOTS);
  }
}
