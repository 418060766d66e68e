package dev.kymo.inference.clip;

import java.util.Arrays;
import java.util.Objects;
import java.util.UUID;

/**
 * Bytes that ride along in a clip: what it was made from. Videos have room for them, MP4 and
 * QuickTime in a box and Matroska and WebM in a tag of a kind of their own, which players pass
 * over. Compared by value.
 */
public final class ClipAttachment {
  private final UUID kind;
  private final byte[] content;

  /**
   * Bytes of a kind; the array is copied.
   *
   * @param kind tells whose bytes they are
   */
  public ClipAttachment(UUID kind, byte[] content) {
    this.kind = Objects.requireNonNull(kind, "kind");
    this.content = content.clone();
  }

  /** Whose bytes they are. */
  public UUID kind() {
    return kind;
  }

  /** A copy of the bytes. */
  public byte[] content() {
    return content.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClipAttachment attachment
        && attachment.kind.equals(kind)
        && Arrays.equals(attachment.content, content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, Arrays.hashCode(content));
  }

  @Override
  public String toString() {
    return "ClipAttachment[" + kind + ", " + content.length + " bytes]";
  }
}
