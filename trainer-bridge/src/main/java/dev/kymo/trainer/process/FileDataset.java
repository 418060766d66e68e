package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.sampling.Preparation;
import dev.kymo.trainer.dataset.sampling.PrepareOptions;
import dev.kymo.trainer.dataset.sampling.RealData;
import dev.kymo.trainer.dataset.sampling.SampledBatches;
import dev.kymo.trainer.dataset.source.DataSource;
import dev.kymo.trainer.dataset.source.DataSources;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Opens the dataset, or the clips to be learned, that the options name. */
public final class FileDataset implements DatasetOpener {
  /** Fewer clips than this are remarked on. */
  private static final int FEW = 100;

  private final Path cache;
  private final Footage.Opener footage;
  private final ClipReader clips;

  /** Datasets of images alone; videos and clips to be learned are refused. */
  public FileDataset(Path cache) {
    this(
        cache,
        file -> {
          throw new FileException(file + " cannot be read here: only images are.");
        });
  }

  /**
   * Data from files.
   *
   * @param cache folder for a dataset's decoded frames when the memory is not enough for them
   * @param footage opens the videos of a dataset, and the footage of clips that are learned
   */
  public FileDataset(Path cache, Footage.Opener footage) {
    this.cache = cache;
    this.footage = footage;
    this.clips = new ClipReader(footage);
  }

  /** Which real clips a run with these options is shown. */
  static SamplingPlan plan(TrainingOptions options) {
    int replicas = options.machine().replicas();
    Pairing pairing =
        options.model().videoDiscriminator() != VideoDiscriminatorKind.DELTA
            ? Pairing.WHOLE
            : options.loss().sharedTimes() ? Pairing.SHARED_PAIR : Pairing.PAIRS;
    return new SamplingPlan(
        options.model().generator().imageSize(),
        options.model().generator().videoLength(),
        options.data().everyNth(),
        options.loss().imageBatch() * replicas,
        options.loss().videoBatch() * replicas,
        pairing,
        options.seed());
  }

  @Override
  public Opened open(TrainingOptions options, WorkProgress progress, BooleanSupplier cancelled)
      throws DatasetException, InterruptedException {
    if (options.learning().isPresent()) {
      int size = options.model().generator().imageSize();
      return clips.read(options.learning().get(), size, progress, cancelled);
    }
    Path source = Path.of(options.data().source());
    String fingerprint;
    try (DataSource files = DataSources.open(source, footage)) {
      fingerprint = files.fingerprint();
    }
    MachineOptions machine = options.machine();
    // Half of what Java may have; the rest is for host copies of the networks.
    long budget = Runtime.getRuntime().maxMemory() / 2;
    SampledBatches batches =
        RealData.open(
            source,
            plan(options),
            new PrepareOptions(cache, budget, machine.decodeThreads()),
            footage,
            progress,
            cancelled);
    Preparation ready = batches.preparation();
    List<String> notes = new ArrayList<>(ready.notes());
    fewness(ready.videos()).ifPresent(notes::add);
    return new Opened(batches, fingerprint, summary(ready), notes);
  }

  /** Discriminators learn a few clips by heart, and the generator then has nothing to go by. */
  private static Optional<String> fewness(long videos) {
    return videos >= FEW
        ? Optional.empty()
        : Optional.of(
            ("%d %s few for a model that invents clips: it needs hundreds, better thousands. To"
                    + " edit these very clips, learn them: kymo learn.")
                .formatted(videos, videos == 1 ? "clip is" : "clips are"));
  }

  private static String summary(Preparation ready) {
    String summary =
        String.format(Locale.ROOT, "%,d videos, %,d frames", ready.videos(), ready.frames());
    if (!ready.tooShort().isEmpty()) {
      summary += String.format(Locale.ROOT, ", %,d videos too short", ready.tooShort().size());
    }
    if (ready.passedOver() > 0) {
      summary +=
          String.format(
              Locale.ROOT,
              ", %,d files passed over that \"kymo dataset check\" names",
              ready.passedOver());
    }
    return summary;
  }
}
