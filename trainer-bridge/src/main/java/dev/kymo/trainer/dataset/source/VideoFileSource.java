package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.video.FrameVisitor;
import dev.kymo.trainer.dataset.video.VideoNames;
import dev.kymo.trainer.dataset.video.VideoNotes;
import dev.kymo.trainer.dataset.work.ParallelLoop;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A dataset of video files of any kind. */
final class VideoFileSource implements DataSource {
  private final Path path;
  private final Listing listing;
  private final List<Path> files;
  private final List<FileStamp> stamps;
  private final Footage[] opened;
  private final VideoInfo[] videos;
  private final VideoNotes notes = new VideoNotes();

  private VideoFileSource(Path path, Listing listing, List<Path> files, List<FileStamp> stamps) {
    this.path = path;
    this.listing = listing;
    this.files = files;
    this.stamps = stamps;
    this.opened = new Footage[files.size()];
    this.videos = new VideoInfo[files.size()];
  }

  static VideoFileSource list(Path folder, Footage.Opener opener)
      throws DatasetException, InterruptedException {
    List<Path> files = new ArrayList<>();
    List<FileStamp> stamps = new ArrayList<>();
    for (Path file : FolderFiles.entries(folder)) {
      if (VideoNames.isVideo(file.getFileName().toString())) {
        files.add(file);
        stamps.add(FileStamp.of(file));
      }
    }
    Listing listing = FolderFiles.beside(folder, VideoNames::isVideo);
    VideoFileSource source = new VideoFileSource(folder, listing, files, stamps);
    int threads = Runtime.getRuntime().availableProcessors();
    try {
      new ParallelLoop(threads, WorkProgress.NONE, () -> false)
          .run(files.size(), index -> source.open(index, opener));
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(e.getMessage(), e);
    }
    return source;
  }

  private void open(int index, Footage.Opener opener) throws InterruptedException {
    String name = files.get(index).getFileName().toString();
    try {
      Footage footage = opener.open(files.get(index));
      opened[index] = footage;
      videos[index] = VideoInfo.of(name, footage.info().frames());
      notes.add(footage.info().notes(), footage.faults());
    } catch (IOException e) {
      videos[index] = new VideoInfo(name, 0, Optional.of(e.getMessage()));
    }
  }

  @Override
  public Listing listing() {
    return listing;
  }

  @Override
  public DatasetKind kind() {
    return DatasetKind.VIDEO_FILES;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public List<VideoInfo> videos() {
    return List.of(videos);
  }

  @Override
  public List<String> notes() {
    return notes.sentences();
  }

  @Override
  public RgbFrame read(int video, int frame) throws DatasetException, InterruptedException {
    Footage footage = footage(video);
    if (frame >= footage.info().frames()) {
      throw new DatasetException(files.get(video) + " has no frame " + frame + ".");
    }
    RgbFrame[] found = new RgbFrame[1];
    try {
      footage.read(
          frame,
          1,
          Optional.empty(),
          Optional.empty(),
          (index, image) -> {
            found[0] = image;
            return false;
          });
    } catch (IOException e) {
      throw new DatasetException(e.getMessage(), e);
    }
    if (found[0] == null) {
      throw new DatasetException(files.get(video) + " has no frame " + frame + ".");
    }
    return found[0];
  }

  @Override
  public List<String> readAll(int video, FrameVisitor visitor)
      throws IOException, InterruptedException {
    boolean[] visitorFailed = new boolean[1];
    try {
      Footage footage = footage(video);
      return footage
          .read(
              0,
              footage.info().frames(),
              Optional.empty(),
              Optional.empty(),
              (index, image) -> {
                visitorFailed[0] = true;
                boolean more = visitor.frame(index, image);
                visitorFailed[0] = false;
                return more;
              })
          .faults();
    } catch (IOException e) {
      throw visitorFailed[0] || e instanceof DatasetException
          ? e
          : new DatasetException(e.getMessage(), e);
    }
  }

  private Footage footage(int video) throws DatasetException {
    if (opened[video] == null) {
      throw new DatasetException(videos[video].fault().orElseThrow());
    }
    return opened[video];
  }

  @Override
  public String fingerprint() {
    Fingerprint fingerprint = new Fingerprint(kind());
    for (int i = 0; i < videos.length; i++) {
      fingerprint.text(videos[i].name());
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
