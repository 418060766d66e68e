package dev.kymo.trainer.process;

import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.StepReport;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Times the steps of a training, and tells where the time goes. */
public final class TrainBench {
  private static final int WARM_UP = 2;

  private final TrainingParts parts;

  /** A bench on these parts. */
  public TrainBench(TrainingParts parts) {
    this.parts = parts;
  }

  /**
   * What was measured.
   *
   * @param device for people
   * @param precision of the convolutions
   * @param steps that were timed; penalty steps are among them by their share
   * @param secondsPerStep on average
   * @param imagesPerSecond real images and frames that the discriminators were shown in a second
   * @param secondsPerKimg for a thousand of them
   * @param shares of the time by phase: {@code data} (waiting for it), {@code forward}, {@code
   *     backward}, {@code optimiser}; on CUDA, where calls return early, those of the calls
   * @param hostMemory most resident bytes so far
   */
  public record Figures(
      String device,
      String precision,
      int steps,
      double secondsPerStep,
      double imagesPerSecond,
      double secondsPerKimg,
      Map<String, Double> shares,
      long hostMemory) {

    /** Keeps an immutable copy. */
    public Figures {
      shares = Map.copyOf(shares);
    }
  }

  /**
   * Trains some steps that nobody keeps.
   *
   * @param steps to time, after two to warm up
   * @param cancelled asked between steps; true ends with a {@link CancellationException}
   * @throws RunRefusedException with a sentence, when such a run cannot be
   */
  public Figures measure(TrainingOptions options, int steps, BooleanSupplier cancelled)
      throws DatasetException, EngineSetupException, RunRefusedException, InterruptedException {
    try (Devices devices = parts.devices().open(options.machine());
        TrainingData data = parts.dataset().open(options, WorkProgress.NONE, cancelled).data()) {
      TrainingFactory.Created created =
          parts.factory().create(options, devices.computes(), data, Optional.empty());
      try (Training training = created.training()) {
        return timed(options, devices.name(), created.precision(), training, steps, cancelled);
      }
    } catch (TrainingException e) {
      throw new RunRefusedException(e.getMessage(), e);
    }
  }

  private static Figures timed(
      TrainingOptions options,
      String device,
      String precision,
      Training training,
      int steps,
      BooleanSupplier cancelled)
      throws TrainingException, InterruptedException {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (int i = 0; i < WARM_UP + steps; i++) {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
      StepReport report = training.advance();
      if (i >= WARM_UP) {
        report.seconds().forEach((phase, value) -> seconds.merge(phase, value, Double::sum));
      }
    }
    double total = seconds.get("total");
    Map<String, Double> shares = new LinkedHashMap<>();
    for (String phase : new String[] {"data", "forward", "backward", "optimiser"}) {
      shares.put(phase, seconds.getOrDefault(phase, 0.0) / total);
    }
    double images = (double) options.imagesPerStep() * steps / total;
    return new Figures(
        device, precision, steps, total / steps, images, 1000 / images, shares, HostMemory.peak());
  }
}
