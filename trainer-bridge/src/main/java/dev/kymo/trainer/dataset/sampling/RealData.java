package dev.kymo.trainer.dataset.sampling;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.SquareResizer;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.sampling.Preparation.Storage;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DataSources;
import dev.kymo.trainer.dataset.work.ParallelLoop;
import dev.kymo.trainer.dataset.work.SharedCounter;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Makes a dataset ready for training. Every frame of every usable video is decoded once, resized to
 * S x S and kept: in memory if the budget and the heap allow it, otherwise in a cache file that the
 * next run on the same files finds again.
 */
public final class RealData {
  /** The share of the free heap that frames may take: the training needs some too. */
  private static final double HEAP_SHARE = 0.7;

  /** Bytes that are left free on the disk beside a cache file. */
  private static final long DISK_RESERVE = 1L << 30;

  private final SamplingPlan plan;
  private final PrepareOptions options;
  private final WorkProgress progress;
  private final BooleanSupplier cancelled;
  private final Map<Integer, List<String>> damage = new ConcurrentSkipListMap<>();

  private RealData(
      SamplingPlan plan, PrepareOptions options, WorkProgress progress, BooleanSupplier cancelled) {
    this.plan = plan;
    this.options = options;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Prepares a dataset; the caller closes what it gets.
   *
   * @param dataset a folder of folders of frames, a zip file of such folders, or a folder of videos
   * @param plan what batches are wanted
   * @param options what may be used
   * @param footage opens video files
   * @param progress told after each decoded frame
   * @param cancelled asked before each video, also while it is decoded
   * @throws DatasetException with a sentence, when there is no such dataset, a file of it is
   *     broken, gone or changed, no video is long enough, or the frames fit nowhere
   * @throws CancellationException when cancelled
   * @throws IllegalArgumentException with a sentence, when the plan makes no sense
   */
  public static SampledBatches open(
      Path dataset,
      SamplingPlan plan,
      PrepareOptions options,
      Footage.Opener footage,
      WorkProgress progress,
      BooleanSupplier cancelled)
      throws DatasetException, InterruptedException {
    check(plan);
    try (DataSource source = DataSources.open(dataset, footage)) {
      return new RealData(plan, options, progress, cancelled).prepare(source);
    }
  }

  private static void check(SamplingPlan plan) {
    boolean sizes = plan.imageSize() >= 1 && plan.imageSize() <= 4096;
    boolean counts = plan.imageBatch() >= 1 && plan.videoBatch() >= 1 && plan.everyNth() >= 1;
    boolean frames = plan.clipFrames() >= (plan.pairing() == Pairing.WHOLE ? 1 : 2);
    if (!sizes || !counts || !frames) {
      throw new IllegalArgumentException("Nothing can be sampled by " + plan + ".");
    }
    long pixels = 3L * plan.imageSize() * plan.imageSize();
    long clip = plan.pairing() == Pairing.WHOLE ? plan.clipFrames() : 2;
    if (Math.max(plan.imageBatch(), plan.videoBatch() * clip) * pixels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("A batch of 2 GiB or more is too large: " + plan + ".");
    }
  }

  private SampledBatches prepare(DataSource source) throws DatasetException, InterruptedException {
    UsableVideos videos = new UsableVideos(source, plan);
    long bytes = videos.totalFrames() * 3L * plan.imageSize() * plan.imageSize();
    StepSampler sampler = new StepSampler(plan, videos.frames());
    Storage storage;
    FrameStore store;
    try {
      if (fitsIntoMemory(bytes, videos.totalFrames())) {
        MemoryFrameStore memory = new MemoryFrameStore((int) videos.totalFrames());
        decode(source, videos, memory);
        storage = Storage.MEMORY;
        store = memory;
      } else {
        FrameCacheFile.Content content =
            new FrameCacheFile.Content(
                CacheKey.of(source, plan), plan.imageSize(), videos.totalFrames());
        Path file = options.cacheFolder().resolve(content.fileName());
        storage = FrameCacheFile.isThere(file, content) ? Storage.OLD_FILE : Storage.NEW_FILE;
        if (storage == Storage.NEW_FILE) {
          makeRoom(content);
          FrameCacheFile.write(file, content, sink -> decode(source, videos, sink));
        }
        store = FrameCacheFile.open(file, content);
      }
    } catch (DatasetException e) {
      throw e;
    } catch (IOException e) {
      throw new DatasetException(e.getMessage(), e);
    }
    Preparation preparation =
        new Preparation(
            source.kind(),
            videos.count(),
            videos.totalFrames(),
            videos.tooShort(),
            source.listing().total(),
            Stream.concat(source.notes().stream(), damage.values().stream().flatMap(List::stream))
                .toList(),
            storage,
            bytes);
    return new SampledBatches(
        plan, preparation, new BatchGatherer(plan, sampler, videos, store), options.threadCount());
  }

  private boolean fitsIntoMemory(long bytes, long frames) {
    Runtime runtime = Runtime.getRuntime();
    long free = runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
    long perFrame = 24;
    return frames < Integer.MAX_VALUE
        && bytes <= options.memoryBudget()
        && bytes + frames * perFrame <= free * HEAP_SHARE;
  }

  private void makeRoom(FrameCacheFile.Content content) throws IOException {
    try {
      Files.createDirectories(options.cacheFolder());
    } catch (IOException e) {
      throw FileException.writing(options.cacheFolder(), e);
    }
    long free = Files.getFileStore(options.cacheFolder()).getUsableSpace();
    if (free - DISK_RESERVE < content.bytes()) {
      throw new DatasetException(
          String.format(
              Locale.ROOT,
              "The decoded frames take %.1f GB, and there are %.1f GB free in %s: free some space,"
                  + " or choose a cache folder on another disk.",
              content.bytes() / 1e9,
              free / 1e9,
              options.cacheFolder()));
    }
  }

  private void decode(DataSource source, UsableVideos videos, FrameSink sink)
      throws IOException, InterruptedException {
    SquareResizer resizer = new SquareResizer(plan.imageSize());
    SharedCounter counter = new SharedCounter(progress, videos.totalFrames());
    new ParallelLoop(options.threadCount(), WorkProgress.NONE, cancelled)
        .run(videos.count(), video -> decodeVideo(source, videos, video, resizer, counter, sink));
  }

  private void decodeVideo(
      DataSource source,
      UsableVideos videos,
      int video,
      SquareResizer resizer,
      SharedCounter counter,
      FrameSink sink)
      throws IOException, InterruptedException {
    int frames = videos.frames()[video];
    int[] decoded = new int[1];
    List<String> found =
        source.readAll(
            videos.index(video),
            (index, frame) -> {
              if (cancelled.getAsBoolean()) {
                throw new CancellationException();
              }
              sink.put(videos.first(video) + index, resizer.resize(frame));
              counter.count();
              decoded[0] = index + 1;
              return decoded[0] < frames;
            });
    if (!found.isEmpty()) {
      damage.put(video, found);
    }
    if (decoded[0] < frames) {
      String name = source.videos().get(videos.index(video)).name();
      throw new DatasetException(
          source.path().resolve(name)
              + " has "
              + decoded[0]
              + " frames, but its index says "
              + frames
              + ": it is damaged.");
    }
  }
}
