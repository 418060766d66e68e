package dev.kymo.inference.clip;

import dev.kymo.inference.file.FileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** What rides along in clips, whatever kind of file they are; told by content, not by name. */
public final class ClipAttachments {
  private ClipAttachments() {}

  /** Whether a file begins as a clip that could carry something. */
  public static boolean isClip(Path file) {
    return Mp4Attachments.isMp4(file) || MatroskaAttachments.isMatroska(file);
  }

  /**
   * Looks for an attachment.
   *
   * @param limit the most bytes that it may have
   * @return its content; empty when the file is sound and has none of this kind
   * @throws FileException with a sentence, when the file is no such clip, is damaged, cannot be
   *     read, or has a larger one
   */
  public static Optional<byte[]> read(Path file, UUID kind, int limit) throws FileException {
    return MatroskaAttachments.isMatroska(file)
        ? MatroskaAttachments.read(file, kind, limit)
        : Mp4Attachments.read(file, kind, limit);
  }
}
