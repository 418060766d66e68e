package dev.kymo.studio.document;

import dev.kymo.inference.clip.ClipAttachment;
import dev.kymo.inference.clip.ClipAttachments;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/**
 * Projects in {@code .kymo} files, and inside the video clips that were exported from them. What a
 * file is, is told by its content.
 */
public final class ProjectFile {
  /** The ending of a project's own file. */
  public static final String ENDING = ".kymo";

  /** Marks a project's box or tag in a clip. Part of the format: never changes. */
  private static final UUID BOX = UUID.fromString("8d1f3c2e-5b0a-4e57-9a4c-6b796d6f0001");

  /** Noise maps for 1024 x 1024 pixels take some 40 MB. */
  private static final int LARGEST = 128 << 20;

  private ProjectFile() {}

  /** Whether a file may hold a project, going by its name. */
  public static boolean isProject(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(ENDING)
        || ClipFormat.ofEnding(ClipFormat.ending(file))
            .filter(ClipFormat::holdsAttachment)
            .isPresent();
  }

  /** Whether a file is a clip that a project rides along in; false for one that is not sound. */
  public static boolean isClipWithProject(Path file) {
    try {
      return ClipAttachments.isClip(file) && ClipAttachments.read(file, BOX, LARGEST).isPresent();
    } catch (FileException e) {
      return false;
    }
  }

  /**
   * Reads a project, from its own file or from a clip.
   *
   * @throws FileException with a sentence, when the file cannot be read or holds no sound project
   */
  public static Project read(Path file) throws FileException {
    Path folder = folder(file);
    String text = ClipAttachments.isClip(file) ? textInClip(file) : text(file);
    try {
      return ProjectJson.read(text, folder);
    } catch (JsonFault e) {
      throw new FileException(file + " is not a sound project: " + e.getMessage() + ".", e);
    }
  }

  /**
   * Writes a project's own file; an older one is replaced at the end, whole.
   *
   * @throws FileException with a sentence, when it cannot be written
   */
  public static void write(Path file, Project project) throws FileException {
    write(file, ProjectJson.write(project, folder(file), true));
  }

  /**
   * A project as it rides along in a clip. The clip may be given away, so the checkpoint is named
   * from the clip's folder and not by its whole path.
   *
   * @param clip where the clip will be
   */
  public static ClipAttachment attachment(Project project, Path clip) {
    String text = ProjectJson.write(project, folder(clip), false);
    return new ClipAttachment(BOX, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Text in UTF-8 from a file of bounded size. */
  static String text(Path file) throws FileException {
    try {
      if (Files.isDirectory(file)) {
        throw new FileException(file + " is a folder, not a project.");
      }
      long size = Files.size(file);
      if (size > LARGEST) {
        throw new FileException(
            "%s is not a project: it has %d bytes, more than the %d that are read."
                .formatted(file, size, LARGEST));
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new FileException(file + " is not a project: it is no text in UTF-8.", e);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  private static String textInClip(Path file) throws FileException {
    byte[] content =
        ClipAttachments.read(file, BOX, LARGEST)
            .orElseThrow(
                () ->
                    new FileException(
                        file
                            + " is a clip without a project in it: it was not made by Kymo, or"
                            + " another program wrote it anew."));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      throw new FileException(file + " is not a sound project: it is no text in UTF-8.", e);
    }
  }

  static void write(Path file, String text) throws FileException {
    try (PendingFile pending = PendingFile.open(file)) {
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
      while (bytes.hasRemaining()) {
        pending.channel().write(bytes);
      }
      pending.commit();
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  private static Path folder(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return absolute.getParent() == null ? absolute : absolute.getParent();
  }
}
