package dev.kymo.inference.clip;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * A clip that is asked for.
 *
 * @param format any but {@link ClipFormat#NPZ}, which takes numbers: see {@link NpzClipWriter}
 * @param path the file, or for a folder of frames the folder
 * @param options sizes, count, rate and quality
 * @param attachment what rides along where the format has room for it
 * @param sound what goes along where the format has room for it; where it has none, that is said
 */
public record ClipRequest(
    ClipFormat format,
    Path path,
    ClipOptions options,
    Optional<ClipAttachment> attachment,
    Optional<SoundTrack> sound) {

  /** Refuses nulls and numbers. */
  public ClipRequest {
    Objects.requireNonNull(path, "path");
    Objects.requireNonNull(options, "options");
    Objects.requireNonNull(attachment, "attachment");
    Objects.requireNonNull(sound, "sound");
    if (!format.isPicture()) {
      throw new IllegalArgumentException("npz takes numbers: use NpzClipWriter");
    }
  }

  /** A clip of pictures alone. */
  public static ClipRequest of(ClipFormat format, Path path, ClipOptions options) {
    return new ClipRequest(format, path, options, Optional.empty(), Optional.empty());
  }

  /** The same with an attachment. */
  public ClipRequest with(ClipAttachment value) {
    return new ClipRequest(format, path, options, Optional.of(value), sound);
  }

  /** The same with sound. */
  public ClipRequest with(SoundTrack value) {
    return new ClipRequest(format, path, options, attachment, Optional.of(value));
  }

  /** The same, put elsewhere. */
  ClipRequest at(Path other) {
    return new ClipRequest(format, other, options, attachment, sound);
  }

  /** The pictures alone. */
  ClipRequest silent() {
    return new ClipRequest(format, path, options, attachment, Optional.empty());
  }
}
