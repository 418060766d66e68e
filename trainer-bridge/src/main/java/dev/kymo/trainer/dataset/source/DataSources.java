package dev.kymo.trainer.dataset.source;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.PassedOver.Reason;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameDecoder;
import dev.kymo.trainer.dataset.video.VideoNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Opens datasets, told apart by what is there. */
public final class DataSources {
  private static final byte[] ZIP_SIGNATURE = {'P', 'K', 3, 4};
  private static final byte[] EMPTY_ZIP_SIGNATURE = {'P', 'K', 5, 6};

  private DataSources() {}

  /**
   * Opens a dataset; the caller closes it.
   *
   * @param path a folder of folders of frames, a zip file of such folders, or a folder of videos
   * @param videos opens video files
   * @throws DatasetException with a sentence, when it is none of these or cannot be read
   */
  public static DataSource open(Path path, Footage.Opener videos)
      throws DatasetException, InterruptedException {
    DatasetKind kind = detect(path);
    DataSource source =
        switch (kind) {
          case FRAME_FOLDERS -> new FrameFileSource(kind, path, FolderFiles.list(path));
          case ZIP -> new FrameFileSource(kind, path, ZipFiles.open(path));
          case VIDEO_FILES -> VideoFileSource.list(path, videos);
        };
    if (source.videos().stream().allMatch(video -> video.frames() == 0 && !faulty(video))) {
      boolean hasVideos = source.listing().counts().containsKey(Reason.VIDEO);
      source.close();
      throw new DatasetException(
          path
              + " holds no frames: its folders have "
              + (hasVideos
                  ? "videos in them, so give one of these folders."
                  : "no jpg or png file in them."));
    }
    return source;
  }

  private static boolean faulty(VideoInfo video) {
    return video.fault().isPresent();
  }

  /**
   * Tells which form a dataset has.
   *
   * @throws DatasetException with a sentence, when it has none
   */
  public static DatasetKind detect(Path path) throws DatasetException {
    if (!Files.exists(path)) {
      throw new DatasetException("There is no dataset " + path + ": check the path.");
    }
    return Files.isDirectory(path) ? folderKind(path) : fileKind(path);
  }

  private static DatasetKind fileKind(Path file) throws DatasetException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(ZIP_SIGNATURE.length);
    } catch (IOException e) {
      throw new DatasetException(file + " cannot be read: " + e.getMessage() + ".", e);
    }
    if (Arrays.equals(start, ZIP_SIGNATURE) || Arrays.equals(start, EMPTY_ZIP_SIGNATURE)) {
      return DatasetKind.ZIP;
    }
    if (VideoNames.isVideo(file.getFileName().toString())) {
      throw new DatasetException(file + " is a single video: give the folder that it is in.");
    }
    throw new DatasetException(
        file
            + " is no dataset: give a folder of folders of frames, a zip of them, or a folder of"
            + " videos.");
  }

  private static DatasetKind folderKind(Path folder) throws DatasetException {
    List<Path> entries = FolderFiles.entries(folder);
    boolean folders = entries.stream().anyMatch(Files::isDirectory);
    boolean files = entries.stream().anyMatch(f -> VideoNames.isVideo(f.getFileName().toString()));
    // Where both are there, frames win, and the videos are listed as passed over.
    if (folders && (!files || hasFrames(folder))) {
      return DatasetKind.FRAME_FOLDERS;
    }
    if (files) {
      return DatasetKind.VIDEO_FILES;
    }
    if (entries.stream().anyMatch(f -> FrameDecoder.isFrameName(f.getFileName().toString()))) {
      throw new DatasetException(
          folder
              + " holds frames itself: give the folder that holds one such folder for each"
              + " video.");
    }
    throw new DatasetException(
        folder
            + (entries.isEmpty() ? " is empty: a dataset has" : " holds no videos: a dataset has")
            + " one folder of jpg or png frames for each video, or video files.");
  }

  private static boolean hasFrames(Path folder) throws DatasetException {
    return FolderFiles.list(folder).videos().stream().anyMatch(video -> video.frames() > 0);
  }
}
