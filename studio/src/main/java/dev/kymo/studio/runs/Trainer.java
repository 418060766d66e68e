package dev.kymo.studio.runs;

import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the studio asks of the trainer. All of it takes its time: call it in jobs. */
public interface Trainer {

  /**
   * A device that runs can use.
   *
   * @param id as options spell it: {@code cpu}, {@code cuda:0}
   * @param name for people
   * @param memoryBytes of it; 0 when unknown
   */
  record Device(String id, String name, long memoryBytes) {}

  /**
   * What a run will take.
   *
   * @param device for people
   * @param precision of the convolutions
   * @param secondsPerStep on average
   * @param runSeconds for the whole run
   * @param hostBytes most resident memory
   * @param deviceBytes on the devices; 0 where it is the host's
   * @param diskBytes that checkpoints take at most
   * @param steps that were timed
   */
  record Measurement(
      String device,
      String precision,
      double secondsPerStep,
      double runSeconds,
      long hostBytes,
      long deviceBytes,
      long diskBytes,
      int steps) {}

  /**
   * Trains a run in a process of its own, from where it is; returns when the trainer has taken it.
   *
   * @throws Exception whose message is a sentence for the user
   */
  void start(RunDirectory run) throws Exception;

  /**
   * Does a few real steps of a run that is not made.
   *
   * @param cancelled asked between steps
   * @throws Exception whose message is a sentence for the user; when the memory is not enough it
   *     names the batch that would fit
   */
  Measurement measure(TrainingOptions options, BooleanSupplier cancelled) throws Exception;

  /** The devices of this machine, the CPU last. */
  List<Device> devices() throws Exception;
}
