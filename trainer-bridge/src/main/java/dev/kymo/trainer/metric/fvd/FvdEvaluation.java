package dev.kymo.trainer.metric.fvd;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.kernel.ScriptModule;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DataSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Computes the Fréchet video distance between a dataset and generated clips (docs/model.md section
 * 6). Statistics of the real clips are kept, and found again when nothing has changed.
 */
public final class FvdEvaluation {
  /** Clips go through the detector so many frames at a time. */
  private static final int FRAMES_AT_ONCE = 128;

  private final FvdMetric metric;
  private final int clips;
  private final long seed;
  private final int threads;
  private final Footage.Opener videos;
  private final StatisticsCache cache;

  /** Hears how far the work is, on the working thread. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Clips have gone through the detector.
     *
     * @param what for people: "real" or "generated"
     * @param done clips of this kind
     * @param total clips of this kind
     */
    void clips(String what, int done, int total);
  }

  /**
   * An evaluation.
   *
   * @param clips of each kind: {@link FvdMetric#CLIPS}, or at least 2 for a quick look
   * @param seed of the choice of clips and of the generated clips
   * @param threads that decode, at least 1
   * @param videos opens video files
   * @param cache a folder for what can be made again
   */
  public FvdEvaluation(
      FvdMetric metric, int clips, long seed, int threads, Footage.Opener videos, Path cache) {
    if (clips < 2) {
      throw new IllegalArgumentException("at least 2 clips are needed, not " + clips);
    }
    this.metric = metric;
    this.clips = clips;
    this.seed = seed;
    this.threads = threads;
    this.videos = videos;
    this.cache = new StatisticsCache(cache.resolve("statistics"));
  }

  /**
   * Compares a dataset with another, whose clips were generated.
   *
   * @param detector the TorchScript file
   * @throws IOException with a sentence, when something cannot be read or used
   * @throws CancellationException when cancelled
   */
  public FvdReport ofFolder(
      EngineSession session,
      Path detector,
      Path real,
      Path fake,
      Progress progress,
      BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    try (DataSource realData = DataSources.open(real, videos);
        DataSource fakeData = DataSources.open(fake, videos)) {
      int size = DatasetClips.sizeOf(fakeData, metric);
      ClipSet generated = new DatasetClips(fakeData, metric, size, false, clips, seed, threads);
      return compare(
          session,
          detector,
          realData,
          new Fake(generated, fakeData.fingerprint()),
          progress,
          cancelled);
    }
  }

  /**
   * Compares a dataset with the clips of a model.
   *
   * @param detector the TorchScript file
   * @throws IOException with a sentence, when something cannot be read, drawn or used
   * @throws CancellationException when cancelled
   */
  public FvdReport ofModel(
      EngineSession session,
      Path detector,
      Path real,
      FrameRenderer renderer,
      Progress progress,
      BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    try (DataSource realData = DataSources.open(real, videos)) {
      Fake fake = new Fake(new GeneratedClips(renderer, metric, clips, seed), renderer.modelId());
      return compare(session, detector, realData, fake, progress, cancelled);
    }
  }

  private record Fake(ClipSet clips, String id) {}

  private FvdReport compare(
      EngineSession session,
      Path file,
      DataSource realData,
      Fake fake,
      Progress progress,
      BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    int size = fake.clips().size();
    DatasetClips real = new DatasetClips(realData, metric, size, true, clips, seed, threads);
    try (ScriptModule module = load(session, file)) {
      ClipDetector detector = new ScriptDetector(module, file);
      String id = StatisticsCache.sha256(Files.readAllBytes(file));
      String key =
          String.join(
              " ",
              "1",
              metric.label(),
              String.valueOf(size),
              String.valueOf(clips),
              String.valueOf(seed),
              id,
              session.deviceName(),
              realData.fingerprint());
      Optional<FeatureStatistics> kept = cache.find(key);
      FeatureStatistics realOnes =
          kept.isPresent() ? kept.get() : statistics(real, "real", detector, progress, cancelled);
      if (kept.isEmpty()) {
        cache.keep(key, realOnes);
      }
      FeatureStatistics fakeOnes =
          statistics(fake.clips(), "generated", detector, progress, cancelled);
      return new FvdReport(
          metric.label(),
          realOnes.distance(fakeOnes),
          new FvdReport.Protocol(
              metric.frames(),
              metric.step(),
              size,
              realOnes.clips(),
              real.videos(),
              fakeOnes.clips(),
              seed,
              realOnes.width(),
              id,
              realData.fingerprint(),
              fake.id()),
          notes(realOnes, fakeOnes));
    }
  }

  private static ScriptModule load(EngineSession session, Path file) throws IOException {
    try {
      return session.loadScript(file);
    } catch (IllegalArgumentException e) {
      throw new FvdException(
          "%s cannot be loaded as a detector: %s. It must be a TorchScript file, such as the published I3D detector."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The statistics of clips. */
  private FeatureStatistics statistics(
      ClipSet set, String what, ClipDetector detector, Progress progress, BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    int atOnce = Math.max(1, FRAMES_AT_ONCE / metric.frames());
    int bytes = Math.multiplyExact(3 * metric.frames(), set.size() * set.size());
    List<float[]> features = new ArrayList<>();
    for (int from = 0; from < set.count(); from += atOnce) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      int count = Math.min(atOnce, set.count() - from);
      byte[] batch = new byte[count * bytes];
      set.fill(from, batch, cancelled);
      features.addAll(Arrays.asList(detector.features(batch, count, metric.frames(), set.size())));
      progress.clips(what, features.size(), set.count());
    }
    return FeatureStatistics.of(features.toArray(float[][]::new));
  }

  private static List<String> notes(FeatureStatistics real, FeatureStatistics fake) {
    List<String> notes = new ArrayList<>();
    if (real.clips() < FvdMetric.CLIPS) {
      notes.add(tooFew("real", real.clips()));
    }
    if (fake.clips() < FvdMetric.CLIPS) {
      notes.add(tooFew("generated", fake.clips()));
    }
    return notes;
  }

  private static String tooFew(String what, int clips) {
    return "Only %d %s clips instead of %d: the distance is larger than with more and not comparable with published ones."
        .formatted(clips, what, FvdMetric.CLIPS);
  }
}
