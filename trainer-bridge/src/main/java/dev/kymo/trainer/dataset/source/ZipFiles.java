package dev.kymo.trainer.dataset.source;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Frames in the folders of a zip file; a folder at any depth that holds frames is a video, named by
 * its path. Nothing is ever unpacked to the disk. A name that points out of the archive makes the
 * whole file suspect, and it is refused. A frame takes no more memory than its limit, whatever it
 * claims and whatever comes out of it, and its checksum must be right.
 */
final class ZipFiles implements FrameFiles {
  private static final String MAC_FORKS = "__MACOSX/";

  private final Path path;
  private final FileStamp stamp;
  private final ZipFile zip;
  private final List<List<ZipEntry>> frames;
  private final List<VideoInfo> videos;

  private ZipFiles(
      Path path, FileStamp stamp, ZipFile zip, Map<String, Map<String, ZipEntry>> folders) {
    this.path = path;
    this.stamp = stamp;
    this.zip = zip;
    this.frames = new ArrayList<>();
    List<VideoInfo> infos = new ArrayList<>();
    folders.forEach(
        (name, entries) -> {
          frames.add(List.copyOf(entries.values()));
          infos.add(VideoInfo.of(name, entries.size()));
        });
    this.videos = List.copyOf(infos);
  }

  /**
   * Opens and lists a zip file.
   *
   * @throws DatasetException with a sentence, when it is damaged or hostile
   */
  static ZipFiles open(Path path) throws DatasetException {
    FileStamp stamp = FileStamp.of(path);
    ZipFile zip = null;
    try {
      zip = new ZipFile(path.toFile());
      return new ZipFiles(path, stamp, zip, folders(path, zip));
    } catch (DatasetException e) {
      closeAfter(zip, e);
      throw e;
    } catch (IOException | RuntimeException e) {
      closeAfter(zip, e);
      throw new DatasetException(
          path + " cannot be read as a zip file: " + e.getMessage() + ".", e);
    }
  }

  private static void closeAfter(ZipFile zip, Exception failure) {
    if (zip != null) {
      try {
        zip.close();
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static Map<String, Map<String, ZipEntry>> folders(Path path, ZipFile zip)
      throws DatasetException {
    Map<String, Map<String, ZipEntry>> folders = new TreeMap<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      checkName(path, name);
      int slash = name.lastIndexOf('/');
      if (!entry.isDirectory()
          && slash > 0
          && !hidden(name)
          && FrameDecoder.isFrameName(name.substring(slash + 1))) {
        folders
            .computeIfAbsent(name.substring(0, slash), folder -> new TreeMap<>())
            .put(name.substring(slash + 1), entry);
      }
    }
    return folders;
  }

  private static boolean hidden(String name) {
    return name.startsWith(".") || name.contains("/.") || name.startsWith(MAC_FORKS);
  }

  private static void checkName(Path path, String name) throws DatasetException {
    boolean outside =
        name.startsWith("/")
            || name.indexOf('\\') >= 0
            || name.indexOf('\0') >= 0
            || name.matches("(?s)[A-Za-z]:.*")
            || List.of(name.split("/")).contains("..");
    if (outside) {
      throw new DatasetException(
          path
              + " is refused: it holds a file named "
              + printable(name)
              + ", which points out of the archive.");
    }
  }

  private static String printable(String name) {
    String text = name.length() > 80 ? name.substring(0, 80) + "..." : name;
    return "'" + text.replaceAll("\\p{Cntrl}", "?") + "'";
  }

  @Override
  public List<VideoInfo> videos() {
    return videos;
  }

  @Override
  public byte[] read(int video, int frame) throws DatasetException {
    stamp.check(path);
    ZipEntry entry = frames.get(video).get(frame);
    if (entry.getSize() > FrameDecoder.LARGEST_BYTES) {
      throw tooLarge(video, frame);
    }
    byte[] data;
    try (InputStream in = zip.getInputStream(entry)) {
      // One byte past what it claims: a claim that is too small is a lie too.
      data = in.readNBytes((int) Math.max(0, entry.getSize()) + 1);
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(
          name(video, frame) + " cannot be unpacked: " + e.getMessage() + ".", e);
    }
    CRC32 crc = new CRC32();
    crc.update(data);
    if (data.length != entry.getSize() || crc.getValue() != entry.getCrc()) {
      throw new DatasetException(
          name(video, frame) + " is damaged: what is packed is not what the zip file says.");
    }
    return data;
  }

  private DatasetException tooLarge(int video, int frame) {
    return new DatasetException(
        name(video, frame)
            + " cannot be read as a frame: it claims to have "
            + frames.get(video).get(frame).getSize()
            + " bytes.");
  }

  @Override
  public String name(int video, int frame) {
    return path + "!" + frames.get(video).get(frame).getName();
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.number(stamp.size());
    fingerprint.number(stamp.modified());
    for (List<ZipEntry> video : frames) {
      for (ZipEntry entry : video) {
        fingerprint.text(entry.getName());
        fingerprint.number(entry.getSize());
        fingerprint.number(entry.getCrc());
      }
    }
  }

  @Override
  public void close() throws DatasetException {
    try {
      zip.close();
    } catch (IOException e) {
      throw new DatasetException(path + " cannot be closed: " + e.getMessage() + ".", e);
    }
  }
}
