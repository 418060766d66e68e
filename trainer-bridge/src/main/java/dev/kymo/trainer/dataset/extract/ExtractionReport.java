package dev.kymo.trainer.dataset.extract;

import java.util.List;

/**
 * What an extraction did.
 *
 * @param decoder what decoded
 * @param extracted videos whose frames were written now
 * @param kept videos whose frames were there already
 * @param frames that were written now
 * @param failures a sentence for each video that could not be extracted, in name order
 */
public record ExtractionReport(
    String decoder, int extracted, int kept, long frames, List<String> failures) {

  /** Keeps an immutable copy. */
  public ExtractionReport {
    failures = List.copyOf(failures);
  }
}
