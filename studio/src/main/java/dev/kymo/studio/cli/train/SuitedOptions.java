package dev.kymo.studio.cli.train;

import dev.kymo.trainer.dataset.check.DatasetLook;
import dev.kymo.trainer.dataset.check.TemporalSpectrum;
import dev.kymo.trainer.run.DataOptions;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Options for whoever names no preset: the preset that suits size and cards, with what the clips
 * themselves ask for, and a sentence for everything that was chosen.
 *
 * @param options what was chosen
 * @param reasons a sentence each: what, why, and which option changes it
 */
record SuitedOptions(TrainingOptions options, List<String> reasons) {

  /** Fewer clips than this are augmented: discriminators learn them by heart. */
  private static final int FEW = 2_000;

  /** The published run shares its batches out to so many cards. */
  private static final int PUBLISHED_CARDS = 8;

  private static final int MOST_IMAGES = 16;
  private static final int MOST_CLIPS = 8;

  /** Keeps an immutable copy. */
  SuitedOptions {
    reasons = List.copyOf(reasons);
  }

  /**
   * Chooses.
   *
   * @param source the dataset
   * @param size of the images, when it is given
   * @param cards how many cards there are
   * @param seen what the clips look like; empty when nobody looked
   */
  static SuitedOptions of(
      String source, OptionalInt size, int cards, Optional<DatasetLook.Seen> seen) {
    List<String> reasons = new ArrayList<>();
    Optional<DatasetLook.Seen> own = seen.filter(look -> !isToy(look));
    Preset preset = preset(size, cards, own, reasons);
    TrainingOptions options = preset.options(source);
    if (preset == Preset.PUBLISHED_256) {
      options = onCards(options, cards, reasons);
    }
    if (own.isPresent()) {
      options = forClips(options, own.get(), reasons);
    }
    return new SuitedOptions(options, reasons);
  }

  /** What {@code kymo toy-dataset} writes; the presets' own values are for it. */
  private static boolean isToy(DatasetLook.Seen seen) {
    return seen.shortestSide() == 64 && seen.medianFrames() == 32 && isDark(seen.clips());
  }

  private static boolean isDark(List<DatasetLook.Clip> clips) {
    long black =
        clips.stream()
            .flatMap(clip -> clip.frames().stream())
            .flatMapToInt(IntStream::of)
            .filter(argb -> (argb & 0xFFFFFF) == 0)
            .count();
    long all =
        clips.stream().flatMap(clip -> clip.frames().stream()).mapToLong(f -> f.length).sum();
    return black > all / 2;
  }

  private static Preset preset(
      OptionalInt size, int cards, Optional<DatasetLook.Seen> own, List<String> reasons) {
    if (size.isPresent()) {
      Preset suited =
          size.getAsInt() <= 64
              ? Preset.TOY_64
              : size.getAsInt() <= 128 ? Preset.SMALL_128 : Preset.PUBLISHED_256;
      if (suited != Preset.TOY_64) {
        reasons.add(
            "Preset %s, for images of %d pixels (--preset takes another)."
                .formatted(suited.label(), size.getAsInt()));
      }
      return suited;
    }
    if (own.isEmpty()) {
      return Preset.TOY_64;
    }
    int side = own.get().shortestSide();
    Preset suited = cards > 0 && side >= 128 ? Preset.SMALL_128 : Preset.TOY_64;
    reasons.add(
        "Preset %s, for clips of %d pixels %s (--preset or --size takes another)."
            .formatted(
                suited.label(), side, cards > 0 ? "and a GPU" : "and a machine without a GPU"));
    return suited;
  }

  private static TrainingOptions onCards(TrainingOptions options, int cards, List<String> reasons) {
    if (cards >= PUBLISHED_CARDS) {
      return options;
    }
    int share = Math.max(1, cards);
    LossOptions loss = options.loss();
    int images = Math.min(MOST_IMAGES, loss.imageBatch() * PUBLISHED_CARDS / share);
    int clips = Math.min(MOST_CLIPS, loss.videoBatch() * PUBLISHED_CARDS / share);
    List<String> devices =
        cards == 0
            ? List.of("auto")
            : IntStream.range(0, cards).mapToObj(i -> "cuda:" + i).toList();
    reasons.add(
        "Batches of %d images and %d clips on %s, since the published run has eight GPUs"
                .formatted(images, clips, where(cards))
            + " (--image-batch, --video-batch, --devices).");
    MachineOptions machine = options.machine();
    return options
        .withLoss(loss.withBatches(images, clips))
        .withMachine(
            new MachineOptions(
                devices, machine.precision(), machine.threads(), machine.decodeThreads()));
  }

  private static String where(int cards) {
    return switch (cards) {
      case 0 -> "the processor";
      case 1 -> "the GPU";
      default -> "each of " + cards + " GPUs";
    };
  }

  private static TrainingOptions forClips(
      TrainingOptions options, DatasetLook.Seen seen, List<String> reasons) {
    TrainingOptions chosen = options;
    int frames = options.model().generator().videoLength();
    if (seen.spectrum().moves() && seen.medianFrames() >= frames) {
      TemporalSpectrum.Proposal proposal = seen.spectrum().proposal(frames, seen.medianFrames());
      reasons.add(
          String.format(
              Locale.ROOT,
              "Frequencies up to %s and %s, for how fast the clips move (--frequencies,"
                  + " --every-nth).",
              proposal.frequencyRange(),
              proposal.everyNth() == 1
                  ? "every frame"
                  : "one of every " + proposal.everyNth() + " frames"));
      ModelOptions model = chosen.model();
      chosen =
          new TrainingOptions(
              new DataOptions(options.data().source(), proposal.everyNth()),
              model.withFrequencyRanges(List.of(proposal.frequencyRange())),
              chosen.loss(),
              chosen.schedule(),
              chosen.machine(),
              chosen.seed());
    }
    if (seen.videos() < FEW && !chosen.loss().augment()) {
      reasons.add(
          "Augmentation, because %,d clips are few (--no-augment).".formatted(seen.videos()));
      chosen = chosen.withLoss(chosen.loss().withAugment(true));
    }
    if (seen.medianFrames() < frames) {
      reasons.add(
          "Half of the %,d clips have at most %d frames, fewer than the %d of a training clip:"
                  .formatted(seen.videos(), seen.medianFrames(), frames)
              + " they are left out (--clip-frames).");
    }
    return chosen;
  }
}
