package dev.kymo.trainer.dataset.extract;

import java.util.List;

/**
 * What an extraction did.
 *
 * @param extracted videos whose frames were written now
 * @param kept videos whose frames were there already
 * @param frames that were written now
 * @param failures a sentence for each video that could not be extracted, in name order
 * @param damages a sentence for each damage of videos that were written as far as they go
 * @param notes what was decided on reading, each sentence with the number of videos
 */
public record ExtractionReport(
    int extracted,
    int kept,
    long frames,
    List<String> failures,
    List<String> damages,
    List<String> notes) {

  /** Keeps immutable copies. */
  public ExtractionReport {
    failures = List.copyOf(failures);
    damages = List.copyOf(damages);
    notes = List.copyOf(notes);
  }
}
