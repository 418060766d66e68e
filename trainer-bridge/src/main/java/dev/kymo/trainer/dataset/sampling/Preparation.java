package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.source.DatasetKind;
import java.util.List;

/**
 * What a dataset turned out to be, for the log of a run.
 *
 * @param kind its form
 * @param videos how many are used
 * @param frames of the videos that are used
 * @param tooShort names of the videos that are left out because they have fewer than T * everyNth
 *     frames
 * @param passedOver how many files and folders are not read; {@code kymo dataset check} names them
 * @param notes a sentence for everything that was decided on reading them or is damaged
 * @param storage where the decoded frames are
 * @param bytes that they take there
 */
public record Preparation(
    DatasetKind kind,
    int videos,
    long frames,
    List<String> tooShort,
    long passedOver,
    List<String> notes,
    Storage storage,
    long bytes) {

  /** Where decoded frames are. */
  public enum Storage {
    /** In memory, decoded just now. */
    MEMORY,
    /** In a cache file, decoded just now. */
    NEW_FILE,
    /** In a cache file that was there already. */
    OLD_FILE
  }

  /** Keeps an immutable copy. */
  public Preparation {
    tooShort = List.copyOf(tooShort);
    notes = List.copyOf(notes);
  }
}
