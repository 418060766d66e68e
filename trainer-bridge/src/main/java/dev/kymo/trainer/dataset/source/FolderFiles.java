package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.NaturalOrder;
import dev.kymo.inference.image.FrameNames;
import dev.kymo.inference.image.ImageFolder;
import dev.kymo.inference.image.ImageFolder.ImageFile;
import dev.kymo.inference.image.PassedOver;
import dev.kymo.inference.image.PassedOver.Reason;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import dev.kymo.trainer.dataset.video.VideoNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Frames in the folders of a folder. A folder at any depth that holds frames is a video, named by
 * its path; so is one that holds nothing at all. Everything else is passed over and listed.
 */
final class FolderFiles implements FrameFiles {
  /** Folders within folders: a class, a person, a clip and some more. */
  private static final int MOST_LEVELS = 8;

  private static final Comparator<Path> BY_NAME =
      Comparator.comparing(path -> path.getFileName().toString(), NaturalOrder.INSTANCE);

  private final List<Video> folders;
  private final List<VideoInfo> videos;
  private final Listing listing;

  /** A folder and its frames: columns rather than objects, because there can be millions. */
  private static final class Video {
    final String name;
    final Path folder;
    final String[] names;
    final long[] sizes;
    final long[] times;

    Video(String name, ImageFolder listed) {
      this.name = name;
      this.folder = listed.folder();
      this.names = listed.frames().stream().map(ImageFile::name).toArray(String[]::new);
      this.sizes = listed.frames().stream().mapToLong(ImageFile::size).toArray();
      this.times = listed.frames().stream().mapToLong(ImageFile::modified).toArray();
    }

    Path file(int frame) {
      return folder.resolve(names[frame]);
    }

    FileStamp stamp(int frame) {
      return new FileStamp(sizes[frame], times[frame]);
    }

    VideoInfo info() {
      return VideoInfo.of(name, names.length);
    }
  }

  private FolderFiles(List<Video> folders, Listing listing) {
    this.folders = folders;
    this.videos = folders.stream().map(Video::info).toList();
    this.listing = listing;
  }

  /**
   * Lists a dataset.
   *
   * @throws DatasetException with a sentence, when a folder cannot be listed
   */
  static FolderFiles list(Path dataset) throws DatasetException {
    try {
      return new Walk().list(dataset);
    } catch (FileException e) {
      throw new DatasetException(e.getMessage(), e);
    }
  }

  /** A walk through a dataset's folders. */
  private static final class Walk {
    private final List<Video> videos = new ArrayList<>();
    private final Listing.Builder listing = new Listing.Builder();
    private final Set<Path> above = new HashSet<>();

    FolderFiles list(Path dataset) throws FileException {
      ImageFolder root = ImageFolder.list(dataset);
      root.frames().forEach(frame -> listing.passedOver(frame.name(), Reason.LOOSE));
      into(root, "", 1);
      videos.sort((a, b) -> NaturalOrder.INSTANCE.compare(a.name, b.name));
      return new FolderFiles(List.copyOf(videos), listing.build());
    }

    private void into(ImageFolder folder, String path, int level) throws FileException {
      for (PassedOver one : folder.passedOver()) {
        boolean video = one.reason() == Reason.OTHER && VideoNames.isVideo(one.name());
        listing.passedOver(path + one.name(), video ? Reason.VIDEO : one.reason());
      }
      Path real = real(folder.folder());
      above.add(real);
      for (Path inner : folder.folders()) {
        visit(inner, path + inner.getFileName(), level);
      }
      above.remove(real);
    }

    private void visit(Path folder, String name, int level) throws FileException {
      if (above.contains(real(folder))) {
        listing.passedOver(name, Reason.LINK);
        return;
      }
      if (level > MOST_LEVELS) {
        listing.passedOver(name, Reason.DEEP);
        return;
      }
      ImageFolder listed = ImageFolder.list(folder);
      if (!listed.frames().isEmpty() || listed.folders().isEmpty()) {
        videos.add(new Video(name, listed));
      }
      listed.notes().forEach(note -> listing.note(name + ": " + note));
      into(listed, name + "/", level + 1);
    }

    private static Path real(Path folder) throws FileException {
      try {
        return folder.toRealPath();
      } catch (IOException e) {
        throw FileException.reading(folder, e);
      }
    }
  }

  /**
   * What is in a folder beside the videos that its dataset consists of.
   *
   * @param belongs whether a file is one, by its name
   */
  static Listing beside(Path folder, Predicate<String> belongs) throws DatasetException {
    Listing.Builder listing = new Listing.Builder();
    try (Stream<Path> entries = Files.list(folder)) {
      for (Path entry : entries.sorted(BY_NAME).toList()) {
        String name = entry.getFileName().toString();
        if (FrameNames.isSystemName(name)) {
          listing.passedOver(name, Reason.SYSTEM);
        } else if (Files.isDirectory(entry)) {
          listing.passedOver(name, Reason.FOLDER);
        } else if (!Files.exists(entry)) {
          listing.passedOver(name, Reason.LINK);
        } else if (!belongs.test(name)) {
          listing.passedOver(name, Reason.NO_VIDEO);
        }
      }
      return listing.build();
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException(folder + " cannot be listed: " + e.getMessage() + ".", e);
    }
  }

  /** What is in a folder, in the order of its numbers, without hidden and system files. */
  static List<Path> entries(Path folder) throws DatasetException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !FrameNames.isSystemName(entry.getFileName().toString()))
          .sorted(BY_NAME)
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException(folder + " cannot be listed: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public List<VideoInfo> videos() {
    return videos;
  }

  @Override
  public Listing listing() {
    return listing;
  }

  @Override
  public byte[] read(int video, int frame) throws DatasetException {
    Path file = folders.get(video).file(frame);
    FileStamp stamp = folders.get(video).stamp(frame);
    stamp.check(file);
    if (stamp.size() > FrameDecoder.LARGEST_BYTES) {
      throw new DatasetException(
          file + " cannot be read as a frame: it has " + stamp.size() + " bytes.");
    }
    try {
      byte[] data = Files.readAllBytes(file);
      if (data.length != stamp.size()) {
        stamp.check(file);
      }
      return data;
    } catch (NoSuchFileException e) {
      throw new DatasetException(file + " is gone: it was there when the dataset was opened.", e);
    } catch (ClosedByInterruptException e) {
      throw new DatasetException(file + " cannot be read: the work was interrupted.", e);
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
  }

  @Override
  public String name(int video, int frame) {
    return folders.get(video).file(frame).toString();
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    for (Video video : folders) {
      fingerprint.text(video.name);
      fingerprint.number(video.names.length);
      for (int i = 0; i < video.names.length; i++) {
        fingerprint.text(video.names[i]);
        fingerprint.number(video.sizes[i]);
        fingerprint.number(video.times[i]);
      }
    }
  }

  @Override
  public void close() {
    // Nothing is kept open.
  }
}
