package dev.kymo.trainer.run;

import java.util.Optional;

/**
 * All of a run's options, frozen in {@code options.json} before step 0.
 *
 * @param seed of initial weights, latents, times, augmentation and data order
 * @param startFrom a checkpoint whose state (or, if it has no more, whose generator) the run starts
 *     with; empty starts from nothing
 * @param learning what is learned of clips of the user's; empty trains on a dataset, with
 *     discriminators
 */
public record TrainingOptions(
    DataOptions data,
    ModelOptions model,
    LossOptions loss,
    ScheduleOptions schedule,
    MachineOptions machine,
    long seed,
    Optional<String> startFrom,
    Optional<LearningOptions> learning) {

  /**
   * Checks what concerns several parts.
   *
   * @throws IllegalArgumentException with a sentence
   */
  public TrainingOptions {
    int seen = (int) (model.generator().imageSize() * loss.videoResizeRatio());
    if (seen < 8) {
      throw new IllegalArgumentException(
          "The video discriminator would see clips of %d x %d pixels; it needs 8 x 8."
              .formatted(seen, seen));
    }
    Checks.widths("The video discriminator", model.videoChannels(), seen);
    if (learning.isPresent() && learning.get().longest() != model.generator().videoLength()) {
      throw new IllegalArgumentException(
          "The model's clip length must be that of the longest clip, %d frames, not %d."
              .formatted(learning.get().longest(), model.generator().videoLength()));
    }
    if (learning.isPresent() && machine.replicas() != 1) {
      throw new IllegalArgumentException("Clips are learned on one device.");
    }
    if (schedule.metric().isPresent() && data.everyNth() != 1) {
      throw new IllegalArgumentException(
          "A metric on the way compares frames in a row, so every-nth must be 1, not %d."
              .formatted(data.everyNth()));
    }
  }

  /** Options of a run that starts from nothing. */
  public TrainingOptions(
      DataOptions data,
      ModelOptions model,
      LossOptions loss,
      ScheduleOptions schedule,
      MachineOptions machine,
      long seed) {
    this(data, model, loss, schedule, machine, seed, Optional.empty());
  }

  /** Options of a run on a dataset. */
  public TrainingOptions(
      DataOptions data,
      ModelOptions model,
      LossOptions loss,
      ScheduleOptions schedule,
      MachineOptions machine,
      long seed,
      Optional<String> startFrom) {
    this(data, model, loss, schedule, machine, seed, startFrom, Optional.empty());
  }

  /** The same with other networks. */
  public TrainingOptions withModel(ModelOptions other) {
    return new TrainingOptions(data, other, loss, schedule, machine, seed, startFrom, learning);
  }

  /** The same with other computing of a step. */
  public TrainingOptions withLoss(LossOptions other) {
    return new TrainingOptions(data, model, other, schedule, machine, seed, startFrom, learning);
  }

  /** The same with another schedule. */
  public TrainingOptions withSchedule(ScheduleOptions other) {
    return new TrainingOptions(data, model, loss, other, machine, seed, startFrom, learning);
  }

  /** The same on another machine. */
  public TrainingOptions withMachine(MachineOptions other) {
    return new TrainingOptions(data, model, loss, schedule, other, seed, startFrom, learning);
  }

  /** The same run that learns these clips. */
  public TrainingOptions withLearning(LearningOptions other) {
    return new TrainingOptions(
        data, model, loss, schedule, machine, seed, startFrom, Optional.of(other));
  }

  /**
   * The same without the folders of the footage, as it stands in a checkpoint that may be given
   * away; a run on a dataset stays as it is.
   */
  public TrainingOptions withoutFootageFolders() {
    if (learning.isEmpty()) {
      return this;
    }
    LearningOptions plain = learning.get().withoutFolders();
    return new TrainingOptions(
        new DataOptions(plain.clips().get(0).source(), data.everyNth()),
        model,
        loss,
        schedule,
        machine,
        seed,
        Optional.empty(),
        Optional.of(plain));
  }

  /** The resolution that the video discriminator sees: S or S / 2. */
  public int videoResolution() {
    return (int) (model.generator().imageSize() * loss.videoResizeRatio());
  }

  /** Images that count as seen after a step: the larger batch, of all devices together. */
  public int imagesPerStep() {
    return learning.isPresent()
        ? learning.get().batch()
        : Math.max(loss.imageBatch(), loss.videoBatch()) * machine.replicas();
  }
}
