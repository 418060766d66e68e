package dev.kymo.trainer.metric.fvd;

import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.image.SquareResizer;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DatasetKind;
import dev.kymo.trainer.dataset.source.VideoInfo;
import dev.kymo.trainer.dataset.work.ParallelLoop;
import dev.kymo.trainer.dataset.work.WorkProgress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * One clip of each video that is long enough, from a random frame on, and one of its mirrored copy
 * if those are added; of more than are wanted so many are drawn without replacement. Which clips
 * these are is a function of the dataset and the seed.
 */
final class DatasetClips implements ClipSet {
  private static final RandomGeneratorFactory<RandomGenerator> ALGORITHM =
      RandomGeneratorFactory.of("L64X128MixRandom");

  private final DataSource source;
  private final FvdMetric metric;
  private final SquareResizer resizer;
  private final int size;
  private final int threads;
  private final List<Item> items = new ArrayList<>();
  private final int videos;

  private record Item(int video, int start, boolean mirrored) {}

  /**
   * The clips of a dataset.
   *
   * @param size S, the side that frames are resized and cropped to
   * @param mirrored whether mirrored copies are added
   * @param most clips that are wanted, at least 1
   * @param threads that decode
   * @throws DatasetException with a sentence, when a video is broken or none is long enough
   */
  DatasetClips(
      DataSource source,
      FvdMetric metric,
      int size,
      boolean mirrored,
      int most,
      long seed,
      int threads)
      throws DatasetException {
    this.source = source;
    this.metric = metric;
    this.resizer = new SquareResizer(size);
    this.size = size;
    this.threads = threads;
    List<Integer> usable = usable(source, metric);
    this.videos = usable.size();
    RandomGenerator random = ALGORITHM.create(seed);
    for (int copy = 0; copy < (mirrored ? 2 : 1); copy++) {
      for (int video : usable) {
        int places = source.videos().get(video).frames() - metric.span() + 1;
        items.add(new Item(video, below(random, places), copy == 1));
      }
    }
    if (items.size() > most) {
      // The first places of a shuffle: each clip is as likely as any other.
      for (int i = 0; i < most; i++) {
        int j = i + below(random, items.size() - i);
        Item chosen = items.set(j, items.get(i));
        items.set(i, chosen);
      }
      items.subList(most, items.size()).clear();
    }
  }

  /** From nextLong, because nextInt(bound) is not fixed between Java releases. */
  private static int below(RandomGenerator random, int bound) {
    return (int) (((random.nextLong() >>> 32) * bound) >>> 32);
  }

  private static List<Integer> usable(DataSource source, FvdMetric metric) throws DatasetException {
    List<Integer> usable = new ArrayList<>();
    for (int i = 0; i < source.videos().size(); i++) {
      VideoInfo video = source.videos().get(i);
      if (video.fault().isPresent()) {
        throw new DatasetException(video.fault().get());
      }
      if (video.frames() >= metric.span()) {
        usable.add(i);
      }
    }
    if (usable.isEmpty()) {
      throw new DatasetException(
          "%s has no video of at least %d frames, which %s takes: use longer videos or another metric."
              .formatted(source.path(), metric.span(), metric.label()));
    }
    return usable;
  }

  /**
   * The shorter side of a dataset's frames, as its first long enough video has them.
   *
   * @throws DatasetException with a sentence, when there is none or it cannot be read
   */
  static int sizeOf(DataSource source, FvdMetric metric)
      throws DatasetException, InterruptedException {
    RgbFrame frame = source.read(usable(source, metric).get(0), 0);
    return Math.min(frame.width(), frame.height());
  }

  /** How many videos are long enough. */
  int videos() {
    return videos;
  }

  @Override
  public int count() {
    return items.size();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void fill(int from, byte[] target, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    int clip = 3 * metric.frames() * size * size;
    new ParallelLoop(threads, WorkProgress.NONE, cancelled)
        .run(target.length / clip, i -> read(items.get(from + i), target, i * clip));
  }

  private void read(Item item, byte[] target, int at) throws IOException, InterruptedException {
    if (source.kind() == DatasetKind.VIDEO_FILES) {
      // A frame of a film can be had only through those before it: once through is enough.
      List<String> damage =
          source.readAll(
              item.video(),
              (frame, image) -> {
                int offset = frame - item.start();
                if (offset >= 0 && offset % metric.step() == 0) {
                  put(image, item.mirrored(), target, at, offset / metric.step());
                }
                return offset + 1 < metric.span();
              });
      if (!damage.isEmpty()) {
        // A distance to broken pictures would say nothing.
        throw new DatasetException(damage.get(0));
      }
      return;
    }
    for (int k = 0; k < metric.frames(); k++) {
      RgbFrame image = source.read(item.video(), item.start() + k * metric.step());
      put(image, item.mirrored(), target, at, k);
    }
  }

  /** Puts a frame into its clip: (S, S, 3) to the places of (3, T, S, S). */
  private void put(RgbFrame image, boolean mirrored, byte[] target, int clip, int frame) {
    byte[] rgb = resizer.resize(image);
    for (int channel = 0; channel < 3; channel++) {
      int plane = clip + (channel * metric.frames() + frame) * size * size;
      for (int y = 0; y < size; y++) {
        for (int x = 0; x < size; x++) {
          int seen = mirrored ? size - 1 - x : x;
          target[plane + y * size + x] = rgb[3 * (y * size + seen) + channel];
        }
      }
    }
  }
}
