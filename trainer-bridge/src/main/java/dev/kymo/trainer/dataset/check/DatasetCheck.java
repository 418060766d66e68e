package dev.kymo.trainer.dataset.check;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.PassedOver.Reason;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.check.DatasetReport.PassedOverFiles;
import dev.kymo.trainer.dataset.check.DatasetReport.ShortVideo;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DataSources;
import dev.kymo.trainer.dataset.source.DatasetKind;
import dev.kymo.trainer.dataset.source.Listing;
import dev.kymo.trainer.dataset.source.VideoInfo;
import dev.kymo.trainer.dataset.work.ParallelLoop;
import dev.kymo.trainer.dataset.work.SharedCounter;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Looks through a dataset. Every frame is decoded and resized, as a training would do it, because a
 * single damaged one would stop the training; the time that takes is the time to prepare.
 */
public final class DatasetCheck {
  /** The most names or sizes in a list of a report. */
  public static final int MOST_LISTED = 20;

  private final int imageSize;
  private final int clipFrames;
  private final int everyNth;
  private final int threads;
  private final Footage.Opener videos;

  /**
   * A check.
   *
   * @param imageSize S, at least 1
   * @param clipFrames T, at least 1
   * @param everyNth step between the frames of a clip, at least 1
   * @param threads that decode, at least 1
   * @param videos opens video files
   */
  public DatasetCheck(
      int imageSize, int clipFrames, int everyNth, int threads, Footage.Opener videos) {
    if (imageSize < 1 || clipFrames < 1 || everyNth < 1 || threads < 1) {
      throw new IllegalArgumentException("Sizes, frames, steps and threads are at least 1.");
    }
    this.imageSize = imageSize;
    this.clipFrames = clipFrames;
    this.everyNth = everyNth;
    this.threads = threads;
    this.videos = videos;
  }

  /**
   * Looks through a dataset.
   *
   * @param progress told after each frame, good or not
   * @param cancelled asked before each frame
   * @throws DatasetException with a sentence, when there is no dataset
   * @throws CancellationException when cancelled
   */
  public DatasetReport run(Path dataset, WorkProgress progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    try (DataSource source = DataSources.open(dataset, videos)) {
      Findings findings = new Findings();
      Pass pass = new Pass(source, findings, new SharedCounter(progress, total(source)), cancelled);
      new ParallelLoop(threads, WorkProgress.NONE, cancelled)
          .run(source.videos().size(), pass::check);
      return report(source, findings);
    }
  }

  private static long total(DataSource source) {
    return Math.max(1, source.videos().stream().mapToLong(VideoInfo::frames).sum());
  }

  /** One look through all frames. */
  private final class Pass {
    private final DataSource source;
    private final Findings findings;
    private final SharedCounter counter;
    private final BooleanSupplier cancelled;
    private final SquareResizer resizer = new SquareResizer(imageSize);

    Pass(DataSource source, Findings findings, SharedCounter counter, BooleanSupplier cancelled) {
      this.source = source;
      this.findings = findings;
      this.counter = counter;
      this.cancelled = cancelled;
    }

    void check(int video) throws IOException, InterruptedException {
      VideoInfo info = source.videos().get(video);
      if (info.fault().isPresent()) {
        findings.bad(video, info.name(), info.fault().get());
      } else if (source.kind() == DatasetKind.VIDEO_FILES) {
        checkStream(video, info);
      } else {
        checkFiles(video, info);
      }
    }

    private void checkFiles(int video, VideoInfo info) throws InterruptedException {
      for (int frame = 0; frame < info.frames(); frame++) {
        long started = System.nanoTime();
        try {
          good(info, source.read(video, frame), started);
        } catch (DatasetException e) {
          findings.bad(video, info.name(), e.getMessage());
        }
        step();
      }
    }

    /** A video that is damaged is decoded as far as it goes. */
    private void checkStream(int video, VideoInfo info) throws IOException, InterruptedException {
      long[] started = {System.nanoTime()};
      try {
        List<String> damage =
            source.readAll(
                video,
                (index, frame) -> {
                  good(info, frame, started[0]);
                  step();
                  started[0] = System.nanoTime();
                  return true;
                });
        damage.forEach(sentence -> findings.damaged(video, info.name(), sentence));
      } catch (DatasetException e) {
        findings.bad(video, info.name(), e.getMessage());
      }
    }

    private void good(VideoInfo info, RgbFrame frame, long started) {
      byte[] resized = resizer.resize(frame);
      assert resized.length == 3 * imageSize * imageSize;
      findings.good(info.name(), frame, System.nanoTime() - started);
    }

    private void step() {
      counter.count();
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
    }
  }

  private DatasetReport report(DataSource source, Findings findings) {
    long needed = (long) clipFrames * everyNth;
    List<VideoInfo> videos = source.videos();
    List<VideoInfo> whole = videos.stream().filter(v -> v.fault().isEmpty()).toList();
    List<VideoInfo> usable = whole.stream().filter(v -> v.frames() >= needed).toList();
    List<ShortVideo> tooShort =
        whole.stream()
            .filter(v -> v.frames() < needed)
            .map(v -> new ShortVideo(v.name(), v.frames()))
            .toList();
    int[] counts = whole.stream().mapToInt(VideoInfo::frames).sorted().toArray();
    long usableFrames = usable.stream().mapToLong(VideoInfo::frames).sum();
    List<DatasetReport.SizeCount> sizes = findings.sizes();
    List<String> conversions = conversions(source);
    List<String> notes = new ArrayList<>(conversions);
    notes.addAll(source.notes());
    notes.addAll(source.listing().notes());
    return new DatasetReport(
        source.path().toString(),
        source.kind().name().toLowerCase(Locale.ROOT),
        imageSize,
        clipFrames,
        everyNth,
        videos.size(),
        usable.size(),
        whole.stream().mapToLong(VideoInfo::frames).sum(),
        usableFrames,
        counts.length == 0 ? 0 : counts[0],
        counts.length == 0 ? 0 : counts[(counts.length - 1) / 2],
        counts.length == 0 ? 0 : counts[counts.length - 1],
        sizes.stream().limit(MOST_LISTED).toList(),
        sizes.size(),
        tooShort.stream().limit(MOST_LISTED).toList(),
        tooShort.size(),
        findings.unreadable(),
        findings.unreadableCount(),
        findings.damaged(),
        findings.damagedCount(),
        passedOver(source.listing()),
        notes.stream().limit(MOST_LISTED).toList(),
        conversions.size() + source.notes().size() + source.listing().noteCount(),
        usableFrames * 3L * imageSize * imageSize,
        usableFrames * findings.secondsPerFrame() / threads,
        threads);
  }

  private static List<PassedOverFiles> passedOver(Listing listing) {
    return Arrays.stream(Reason.values())
        .filter(listing.counts()::containsKey)
        .map(r -> new PassedOverFiles(r.text(), listing.counts().get(r), listing.names(r)))
        .toList();
  }

  private static List<String> conversions(DataSource source) {
    return source.conversions().entrySet().stream()
        .map(
            e ->
                e.getValue() == 1
                    ? "One frame was " + e.getKey().text() + "."
                    : e.getValue() + " frames were " + e.getKey().text() + ".")
        .toList();
  }
}
