package dev.kymo.inference.ffmpeg;

import java.time.Duration;

/**
 * What a process may take before it is ended.
 *
 * @param total time from its start; for what should be over soon
 * @param patience how long one read from it, one write to it or its ending may hang
 * @param block the largest piece of memory that it may ask for at once, in bytes
 * @param addresses how much it may map in all, in bytes, or 0 for no bound; holds on Linux where
 *     the program {@code prlimit} is, which is everywhere but in the barest containers. Elsewhere
 *     {@code block} alone bounds memory. A card's driver maps far more than it uses, so an encoder
 *     on a card needs 0
 */
public record FfmpegLimits(Duration total, Duration patience, long block, long addresses) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final long BLOCK = 1L << 30;

  /** For looking at a file: half a minute. */
  public static FfmpegLimits look() {
    return new FfmpegLimits(Duration.ofSeconds(30), Duration.ofSeconds(30), 512L << 20, 4L << 30);
  }

  /** For decoding or encoding: as long as it goes on, at most two days. */
  public static FfmpegLimits work() {
    return new FfmpegLimits(Duration.ofDays(2), PATIENCE, BLOCK, 12L << 30);
  }

  /** The same without the bound that a card's driver would break. */
  public FfmpegLimits anyAddresses() {
    return new FfmpegLimits(total, patience, block, 0);
  }
}
