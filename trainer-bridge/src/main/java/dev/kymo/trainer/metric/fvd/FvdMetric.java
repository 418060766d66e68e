package dev.kymo.trainer.metric.fvd;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The metrics of docs/model.md section 6: how many clips of which frames are compared. */
public enum FvdMetric {
  /** 16 frames in a row. */
  FVD2048_16F("fvd2048_16f", 16, 1),
  /** 128 frames in a row. */
  FVD2048_128F("fvd2048_128f", 128, 1),
  /** 16 frames, of which each is 8 after the one before. */
  FVD2048_128F_SUBSAMPLE8F("fvd2048_128f_subsample8f", 16, 8);

  /** Clips of each kind, where there are as many. */
  public static final int CLIPS = 2048;

  private final String label;
  private final int frames;
  private final int step;

  FvdMetric(String label, int frames, int step) {
    this.label = label;
    this.frames = frames;
    this.step = step;
  }

  /** As papers and the command line call it. */
  public String label() {
    return label;
  }

  /** Frames of a clip. */
  public int frames() {
    return frames;
  }

  /** From one frame of a clip to the next. */
  public int step() {
    return step;
  }

  /** Frames from the first to the last, both counted. */
  public int span() {
    return (frames - 1) * step + 1;
  }

  /**
   * Reads a label.
   *
   * @throws IllegalArgumentException when there is no such metric; the message says what is
   *     expected
   */
  public static FvdMetric parse(String text) {
    return Arrays.stream(values())
        .filter(metric -> metric.label.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected "
                        + Arrays.stream(values())
                            .map(FvdMetric::label)
                            .collect(Collectors.joining(", "))
                        + ", but got '"
                        + text
                        + "'"));
  }
}
