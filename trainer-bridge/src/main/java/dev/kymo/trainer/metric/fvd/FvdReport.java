package dev.kymo.trainer.metric.fvd;

import java.util.List;

/**
 * A distance and how it came about: two are comparable when everything but what is compared is the
 * same.
 *
 * @param metric its label
 * @param distance the Fréchet distance
 * @param protocol what decides about comparability
 * @param notes sentences about what makes it hard to compare with published ones; empty when
 *     nothing does
 */
public record FvdReport(String metric, double distance, Protocol protocol, List<String> notes) {

  /** Keeps an immutable copy. */
  public FvdReport {
    notes = List.copyOf(notes);
  }

  /**
   * How clips became numbers. Always: frames resized so that the shorter side is S with an area
   * filter and cropped to the centre, covariances divided by the number of clips, double precision
   * after the detector.
   *
   * @param frames of a clip
   * @param step from one frame to the next
   * @param imageSize S, pixels
   * @param realClips real clips, mirrored copies among them
   * @param realVideos long enough videos that they are of
   * @param fakeClips generated clips
   * @param seed of the choice of clips and of the generated clips
   * @param features F
   * @param detector SHA-256 of the detector's file
   * @param real fingerprint of the real dataset
   * @param fake fingerprint of the generated dataset, or the checkpoint's id
   */
  public record Protocol(
      int frames,
      int step,
      int imageSize,
      int realClips,
      int realVideos,
      int fakeClips,
      long seed,
      int features,
      String detector,
      String real,
      String fake) {}
}
