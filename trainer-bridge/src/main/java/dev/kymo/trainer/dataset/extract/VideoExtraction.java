package dev.kymo.trainer.dataset.extract;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFolder;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.video.VideoNames;
import dev.kymo.trainer.dataset.video.VideoNotes;
import dev.kymo.trainer.dataset.work.ParallelLoop;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes the frames of a folder of videos as a dataset: {@code a.mp4} becomes {@code
 * a/frame_000000.jpg} and so on. A video's folder appears when it is whole, and one that is there
 * already is kept, so an interrupted extraction is carried on by the same call. A video that cannot
 * be decoded is reported and does not stop the others; one that is damaged or cut short is written
 * as far as it goes, and reported.
 */
public final class VideoExtraction {
  private static final Pattern OURS = Pattern.compile("frame_\\d{6}\\.(png|jpg)");

  private final Footage.Opener opener;
  private final FrameEncoder encoder;
  private final int threads;

  /**
   * An extraction.
   *
   * @param opener opens the videos
   * @param encoder makes the files
   * @param threads videos at a time, at least 1
   */
  public VideoExtraction(Footage.Opener opener, FrameEncoder encoder, int threads) {
    this.opener = opener;
    this.encoder = encoder;
    this.threads = threads;
  }

  /**
   * Extracts all videos.
   *
   * @param videos folder of videos
   * @param dataset folder to be filled; made if it is not there
   * @param progress told after each video
   * @param cancelled asked before each video and each frame
   * @throws IOException with a sentence, when there are no videos or nothing can be written
   * @throws CancellationException when cancelled; whole videos stay
   */
  public ExtractionReport run(
      Path videos, Path dataset, WorkProgress progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    List<Map.Entry<String, Path>> files = List.copyOf(list(videos).entrySet());
    try {
      Files.createDirectories(dataset);
    } catch (IOException e) {
      throw FileException.writing(dataset, e);
    }
    AtomicInteger kept = new AtomicInteger();
    AtomicLong frames = new AtomicLong();
    Map<Integer, String> failures = new ConcurrentSkipListMap<>();
    Map<Integer, List<String>> damages = new ConcurrentSkipListMap<>();
    VideoNotes notes = new VideoNotes();
    new ParallelLoop(threads, progress, cancelled)
        .run(
            files.size(),
            i -> {
              Path folder = dataset.resolve(files.get(i).getKey());
              if (isThere(folder)) {
                kept.incrementAndGet();
                return;
              }
              try {
                Footage footage = open(files.get(i).getValue());
                Footage.Reading reading = extract(footage, folder, cancelled);
                frames.addAndGet(reading.frames());
                damages.put(i, reading.faults());
                notes.add(footage.info().notes(), footage.faults());
              } catch (DatasetException e) {
                failures.put(i, e.getMessage());
              }
            });
    return new ExtractionReport(
        files.size() - kept.get() - failures.size(),
        kept.get(),
        frames.get(),
        List.copyOf(failures.values()),
        damages.values().stream().flatMap(List::stream).toList(),
        notes.sentences());
  }

  /** The videos by the names of their folders. */
  private static Map<String, Path> list(Path videos) throws DatasetException {
    if (!Files.isDirectory(videos)) {
      throw new DatasetException(
          Files.exists(videos)
              ? videos + " is a file: give the folder that the videos are in."
              : "There is no folder " + videos + ": check the path.");
    }
    Map<String, Path> found = new TreeMap<>();
    try (Stream<Path> files = Files.list(videos)) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (VideoNames.isVideo(name) && Files.isRegularFile(file)) {
          Path other = found.put(VideoNames.stem(name), file);
          if (other != null) {
            throw new DatasetException(
                file + " and " + other.getFileName() + " would share a folder: rename one.");
          }
        }
      }
    } catch (IOException e) {
      throw new DatasetException(videos + " cannot be listed: " + e.getMessage() + ".", e);
    }
    if (found.isEmpty()) {
      throw new DatasetException(videos + " holds no videos.");
    }
    return found;
  }

  /** Whether a folder holds frames of this format from 0 on without a gap. */
  private boolean isThere(Path folder) throws IOException {
    int frame = 0;
    while (Files.exists(folder.resolve(name(frame)))) {
      frame++;
    }
    if (frame == 0) {
      return false;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> OURS.matcher(f.getFileName().toString()).matches()).count() == frame;
    }
  }

  private Footage open(Path video) throws DatasetException, InterruptedException {
    try {
      return opener.open(video);
    } catch (IOException e) {
      throw new DatasetException(e.getMessage(), e);
    }
  }

  private Footage.Reading extract(Footage video, Path folder, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    try (PendingFolder pending = PendingFolder.open(folder, name -> OURS.matcher(name).matches())) {
      boolean[] writing = new boolean[1];
      Footage.Reading reading;
      try {
        reading =
            video.read(
                0,
                video.info().frames(),
                Optional.empty(),
                Optional.empty(),
                (index, frame) -> {
                  if (cancelled.getAsBoolean()) {
                    throw new CancellationException();
                  }
                  writing[0] = true;
                  write(pending, index, frame);
                  writing[0] = false;
                  return true;
                });
      } catch (IOException e) {
        // What cannot be written concerns all videos, what cannot be read this one.
        throw writing[0] ? e : new DatasetException(e.getMessage(), e);
      }
      pending.commit();
      return reading;
    }
  }

  private void write(PendingFolder pending, int index, RgbFrame frame) throws IOException {
    Path file = pending.folder().resolve(name(index));
    try {
      Files.write(file, encoder.encode(frame.rgb(), frame.width(), frame.height()));
    } catch (IOException e) {
      throw FileException.writing(pending.target().resolve(name(index)), e);
    }
  }

  private String name(int frame) {
    return String.format(Locale.ROOT, "frame_%06d.%s", frame, encoder.format().ending());
  }
}
