package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.file.NaturalOrder;
import dev.kymo.inference.image.FrameNames;
import dev.kymo.inference.image.PassedOver.Reason;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Frames in the folders of a zip file; a folder at any depth that holds frames is a video, named by
 * its path. Everything else is passed over and listed. Nothing is ever unpacked to the disk. A name
 * that points out of the archive makes the whole file suspect, and it is refused. A frame takes no
 * more memory than its limit, whatever it claims and whatever comes out of it, and its checksum
 * must be right.
 */
final class ZipFiles implements FrameFiles {
  private final Path path;
  private final FileStamp stamp;
  private final ZipFile zip;
  private final List<Video> folders;
  private final List<VideoInfo> videos;
  private final Listing listing;

  /** A folder, the names of its frames and what the archive says of them. */
  private record Video(String name, List<String> names, List<ZipEntry> entries) {}

  private ZipFiles(Path path, FileStamp stamp, ZipFile zip, List<Video> folders, Listing listing) {
    this.path = path;
    this.stamp = stamp;
    this.zip = zip;
    this.folders = folders;
    this.videos = folders.stream().map(f -> VideoInfo.of(f.name(), f.names().size())).toList();
    this.listing = listing;
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
      zip = new ZipFile(path.toFile(), ZipNames.RAW);
      Listing.Builder listing = new Listing.Builder();
      List<Video> folders = folders(path, zip, listing);
      return new ZipFiles(path, stamp, zip, folders, listing.build());
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

  private static List<Video> folders(Path path, ZipFile zip, Listing.Builder listing)
      throws DatasetException {
    List<? extends ZipEntry> all = Collections.list(zip.entries());
    ZipNames names = new ZipNames(all);
    names.notes().forEach(listing::note);
    Map<String, Map<String, ZipEntry>> folders = new TreeMap<>(NaturalOrder.INSTANCE);
    for (ZipEntry entry : all) {
      String name = names.name(entry);
      checkName(path, name);
      if (!name.endsWith("/")) {
        add(name, entry, folders, listing);
      }
    }
    List<Video> videos = new ArrayList<>();
    folders.forEach(
        (folder, entries) -> {
          FrameNames found = FrameNames.of(entries.keySet());
          found
              .passedOver()
              .forEach(one -> listing.passedOver(folder + "/" + one.name(), one.reason()));
          found.notes().forEach(note -> listing.note(folder + ": " + note));
          if (!found.names().isEmpty()) {
            List<ZipEntry> ordered = found.names().stream().map(entries::get).toList();
            videos.add(new Video(folder, found.names(), ordered));
          }
        });
    return List.copyOf(videos);
  }

  private static void add(
      String name,
      ZipEntry entry,
      Map<String, Map<String, ZipEntry>> folders,
      Listing.Builder listing) {
    int slash = name.lastIndexOf('/');
    String file = name.substring(slash + 1);
    if (Arrays.stream(name.split("/")).anyMatch(FrameNames::isSystemName)) {
      listing.passedOver(name, Reason.SYSTEM);
    } else if (slash < 0) {
      listing.passedOver(name, FrameDecoder.isFrameName(name) ? Reason.LOOSE : Reason.OTHER);
    } else {
      ZipEntry known =
          folders
              .computeIfAbsent(name.substring(0, slash), folder -> new HashMap<>())
              .putIfAbsent(file, entry);
      if (known != null) {
        listing.passedOver(name, Reason.TWICE);
      }
    }
  }

  private static void checkName(Path path, String name) throws DatasetException {
    boolean outside =
        name.startsWith("/")
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
  public Listing listing() {
    return listing;
  }

  @Override
  public byte[] read(int video, int frame) throws DatasetException {
    stamp.check(path);
    ZipEntry entry = folders.get(video).entries().get(frame);
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
            + folders.get(video).entries().get(frame).getSize()
            + " bytes.");
  }

  @Override
  public String name(int video, int frame) {
    Video folder = folders.get(video);
    return path + "!" + folder.name() + "/" + folder.names().get(frame);
  }

  @Override
  public void addTo(Fingerprint fingerprint) {
    fingerprint.number(stamp.size());
    fingerprint.number(stamp.modified());
    for (Video video : folders) {
      for (ZipEntry entry : video.entries()) {
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
