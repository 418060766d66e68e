package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import dev.kymo.trainer.dataset.source.DataSource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What the content of a cache file depends on: the files, how they are decoded, S, and which videos
 * are long enough.
 */
final class CacheKey {
  private CacheKey() {}

  /** 64 hexadecimal digits. */
  static String of(DataSource source, SamplingPlan plan) {
    long needed = (long) plan.clipFrames() * plan.everyNth();
    String text =
        source.fingerprint() + " " + FrameDecoder.VERSION + " " + plan.imageSize() + " " + needed;
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
