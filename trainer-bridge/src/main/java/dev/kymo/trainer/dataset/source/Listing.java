package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.image.PassedOver;
import dev.kymo.inference.image.PassedOver.Reason;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is beside the frames of a dataset, as it was when it was opened. Lists are bounded by
 * {@value #MOST_LISTED}; the counts beside them are not.
 *
 * @param passedOver files and folders that are not read, for each reason in the order of their
 *     names
 * @param counts how many there are for each reason that occurs
 * @param notes sentences about names and numbers: gaps, steps, encodings
 * @param noteCount how many there are
 */
public record Listing(
    List<PassedOver> passedOver, Map<Reason, Long> counts, List<String> notes, long noteCount) {
  /** The most names for a reason, and the most notes. */
  public static final int MOST_LISTED = 20;

  /** Nothing but frames. */
  public static final Listing NOTHING = new Listing(List.of(), Map.of(), List.of(), 0);

  /** Keeps immutable copies. */
  public Listing {
    passedOver = List.copyOf(passedOver);
    counts = Map.copyOf(counts);
    notes = List.copyOf(notes);
  }

  /** The names that are listed for a reason. */
  public List<String> names(Reason reason) {
    return passedOver.stream().filter(p -> p.reason() == reason).map(PassedOver::name).toList();
  }

  /** How many files and folders are passed over. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Collects a listing. Used by one thread. */
  static final class Builder {
    private final List<PassedOver> passedOver = new ArrayList<>();
    private final Map<Reason, Long> counts = new EnumMap<>(Reason.class);
    private final List<String> notes = new ArrayList<>();
    private long noteCount;

    void passedOver(String name, Reason reason) {
      if (counts.merge(reason, 1L, Long::sum) <= MOST_LISTED) {
        passedOver.add(new PassedOver(name, reason));
      }
    }

    void note(String sentence) {
      if (notes.size() < MOST_LISTED) {
        notes.add(sentence);
      }
      noteCount++;
    }

    Listing build() {
      return new Listing(passedOver, counts, notes, noteCount);
    }
  }
}
