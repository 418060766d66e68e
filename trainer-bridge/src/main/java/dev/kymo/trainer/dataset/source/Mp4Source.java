package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.video.FrameVisitor;
import dev.kymo.trainer.dataset.video.H264Video;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A dataset of mp4 files, decoded without other programs. */
final class Mp4Source implements DataSource {
  private final Path path;
  private final List<Path> files = new ArrayList<>();
  private final List<FileStamp> stamps = new ArrayList<>();
  private final List<VideoInfo> videos = new ArrayList<>();

  private final Listing listing;

  private Mp4Source(Path path, Listing listing) {
    this.path = path;
    this.listing = listing;
  }

  static boolean isVideoName(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".mp4");
  }

  static Mp4Source list(Path folder) throws DatasetException {
    Mp4Source source = new Mp4Source(folder, FolderFiles.beside(folder, Mp4Source::isVideoName));
    for (Path file : FolderFiles.entries(folder)) {
      String name = file.getFileName().toString();
      if (isVideoName(name)) {
        source.files.add(file);
        source.stamps.add(FileStamp.of(file));
        source.videos.add(info(file, name));
      }
    }
    return source;
  }

  private static VideoInfo info(Path file, String name) {
    try (H264Video video = H264Video.open(file)) {
      return VideoInfo.of(name, video.frames());
    } catch (DatasetException e) {
      return new VideoInfo(name, 0, Optional.of(e.getMessage()));
    }
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.MP4_FILES;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<VideoInfo> videos() {
    return List.copyOf(videos);
  }

  @Override
  public Listing listing() {
    return listing;
  }

  @Override
  public RgbFrame read(int video, int frame) throws DatasetException, InterruptedException {
    RgbFrame[] found = new RgbFrame[1];
    try {
      readAll(
          video,
          (index, image) -> {
            found[0] = index == frame ? image : null;
            return index < frame;
          });
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(files.get(video) + " cannot be read: " + e.getMessage() + ".", e);
    }
    if (found[0] == null) {
      throw new DatasetException(files.get(video) + " has no frame " + frame + ".");
    }
    return found[0];
  }

  @Override
  public void readAll(int video, FrameVisitor visitor) throws IOException, InterruptedException {
    stamps.get(video).check(files.get(video));
    try (H264Video opened = H264Video.open(files.get(video))) {
      opened.decode(visitor);
    }
  }

  @Override
  public String fingerprint() {
    Fingerprint fingerprint = new Fingerprint(kind());
    for (int i = 0; i < files.size(); i++) {
      fingerprint.text(videos.get(i).name());
      fingerprint.number(stamps.get(i).size());
      fingerprint.number(stamps.get(i).modified());
    }
    return fingerprint.hex();
  }

  @Override
  public void close() {
    // Files are open only while they are decoded.
  }
}
