package dev.kymo.trainer.dataset.source;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Frames in the folders of a folder. Hidden files and folders, and files that are no frames by
 * their names, are passed over.
 */
final class FolderFiles implements FrameFiles {
  private final List<Video> folders;
  private final List<VideoInfo> videos;

  /** A folder and its frames: columns rather than objects, because there can be millions. */
  private static final class Video {
    final Path folder;
    final String[] names;
    final long[] sizes;
    final long[] times;

    Video(Path folder, Map<String, FileStamp> frames) {
      this.folder = folder;
      this.names = frames.keySet().toArray(new String[0]);
      this.sizes = frames.values().stream().mapToLong(FileStamp::size).toArray();
      this.times = frames.values().stream().mapToLong(FileStamp::modified).toArray();
    }

    Path file(int frame) {
      return folder.resolve(names[frame]);
    }

    FileStamp stamp(int frame) {
      return new FileStamp(sizes[frame], times[frame]);
    }

    VideoInfo info() {
      return VideoInfo.of(folder.getFileName().toString(), names.length);
    }
  }

  private FolderFiles(List<Video> folders) {
    this.folders = folders;
    this.videos = folders.stream().map(Video::info).toList();
  }

  /**
   * Lists a dataset.
   *
   * @throws DatasetException with a sentence, when a folder cannot be listed
   */
  static FolderFiles list(Path dataset) throws DatasetException {
    List<Video> folders = new ArrayList<>();
    for (Path folder : entries(dataset)) {
      if (Files.isDirectory(folder)) {
        folders.add(new Video(folder, frames(folder)));
      }
    }
    return new FolderFiles(folders);
  }

  /** What is in a folder, in name order, without what is hidden. */
  static List<Path> entries(Path folder) throws DatasetException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      throw new DatasetException(folder + " cannot be listed: " + e.getMessage() + ".", e);
    }
  }

  private static Map<String, FileStamp> frames(Path folder) throws DatasetException {
    Map<String, FileStamp> frames = new TreeMap<>();
    for (Path file : entries(folder)) {
      String name = file.getFileName().toString();
      if (FrameDecoder.isFrameName(name)) {
        try {
          BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
          if (found.isRegularFile()) {
            frames.put(name, FileStamp.of(found));
          }
        } catch (IOException e) {
          throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
      }
    }
    return frames;
  }

  @Override
  public List<VideoInfo> videos() {
    return videos;
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
      fingerprint.text(video.folder.getFileName().toString());
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
