package dev.kymo.trainer.dataset.source;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Digests names and numbers; texts are preceded by their length, so that they cannot run together.
 */
final class Fingerprint {
  private final MessageDigest digest;

  Fingerprint(DatasetKind kind) {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
    text(kind.name());
  }

  void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    digest.update(bytes);
  }

  void number(long value) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
  }

  String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
