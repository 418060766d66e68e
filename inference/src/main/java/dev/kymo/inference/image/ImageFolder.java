package dev.kymo.inference.image;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.NaturalOrder;
import dev.kymo.inference.image.PassedOver.Reason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What lies in one folder of images, as it was listed.
 *
 * @param folder that was listed
 * @param frames its images in natural order, one for each frame
 * @param folders in it, in natural order, without hidden ones
 * @param passedOver what is neither, with names as they are in the folder
 * @param notes a sentence for each oddity of the frames' numbers
 */
public record ImageFolder(
    Path folder,
    List<ImageFile> frames,
    List<Path> folders,
    List<PassedOver> passedOver,
    List<String> notes) {

  /** Keeps immutable copies. */
  public ImageFolder {
    frames = List.copyOf(frames);
    folders = List.copyOf(folders);
    passedOver = List.copyOf(passedOver);
    notes = List.copyOf(notes);
  }

  /**
   * An image's file.
   *
   * @param name in its folder
   * @param size in bytes
   * @param modified in milliseconds since 1970
   */
  public record ImageFile(String name, long size, long modified) {}

  /**
   * Lists a folder.
   *
   * @throws FileException with a sentence, when it cannot be listed
   */
  public static ImageFolder list(Path folder) throws FileException {
    Map<String, ImageFile> files = new HashMap<>();
    List<Path> folders = new ArrayList<>();
    List<PassedOver> passedOver = new ArrayList<>();
    for (Path entry : entries(folder)) {
      String name = entry.getFileName().toString();
      try {
        BasicFileAttributes found = Files.readAttributes(entry, BasicFileAttributes.class);
        if (found.isDirectory() && FrameNames.isSystemName(name)) {
          passedOver.add(new PassedOver(name, Reason.SYSTEM));
        } else if (found.isDirectory()) {
          folders.add(entry);
        } else if (found.isRegularFile()) {
          files.put(name, new ImageFile(name, found.size(), found.lastModifiedTime().toMillis()));
        } else {
          passedOver.add(new PassedOver(name, Reason.OTHER));
        }
      } catch (NoSuchFileException e) {
        passedOver.add(new PassedOver(name, Reason.LINK));
      } catch (IOException e) {
        if (Files.isSymbolicLink(entry)) {
          // A ring of links has no target either.
          passedOver.add(new PassedOver(name, Reason.LINK));
        } else {
          throw FileException.reading(entry, e);
        }
      }
    }
    folders.sort(
        (a, b) ->
            NaturalOrder.INSTANCE.compare(a.getFileName().toString(), b.getFileName().toString()));
    passedOver.sort((a, b) -> NaturalOrder.INSTANCE.compare(a.name(), b.name()));
    FrameNames sorted = FrameNames.of(files.keySet());
    passedOver.addAll(sorted.passedOver());
    return new ImageFolder(
        folder,
        sorted.names().stream().map(files::get).toList(),
        folders,
        passedOver,
        sorted.notes());
  }

  private static List<Path> entries(Path folder) throws FileException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.toList();
    } catch (IOException | UncheckedIOException e) {
      throw new FileException(folder + " cannot be listed: " + e.getMessage() + ".", e);
    }
  }
}
