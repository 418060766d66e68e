package dev.kymo.trainer.run;

import java.util.Optional;

/**
 * All of a run's options, frozen in {@code options.json} before step 0.
 *
 * @param seed of initial weights, latents, times, augmentation and data order
 * @param startFrom a checkpoint whose state (or, if it has no more, whose generator) the run starts
 *     with; empty starts from nothing
 */
public record TrainingOptions(
    DataOptions data,
    ModelOptions model,
    LossOptions loss,
    ScheduleOptions schedule,
    MachineOptions machine,
    long seed,
    Optional<String> startFrom) {

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

  /** The same with other networks. */
  public TrainingOptions withModel(ModelOptions other) {
    return new TrainingOptions(data, other, loss, schedule, machine, seed, startFrom);
  }

  /** The same with other computing of a step. */
  public TrainingOptions withLoss(LossOptions other) {
    return new TrainingOptions(data, model, other, schedule, machine, seed, startFrom);
  }

  /** The same with another schedule. */
  public TrainingOptions withSchedule(ScheduleOptions other) {
    return new TrainingOptions(data, model, loss, other, machine, seed, startFrom);
  }

  /** The same on another machine. */
  public TrainingOptions withMachine(MachineOptions other) {
    return new TrainingOptions(data, model, loss, schedule, other, seed, startFrom);
  }

  /** The resolution that the video discriminator sees: S or S / 2. */
  public int videoResolution() {
    return (int) (model.generator().imageSize() * loss.videoResizeRatio());
  }

  /** Images that count as seen after a step: the larger batch, of all devices together. */
  public int imagesPerStep() {
    return Math.max(loss.imageBatch(), loss.videoBatch()) * machine.replicas();
  }
}
