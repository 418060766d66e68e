package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small runs whose networks are those of the reference's full checkpoint. */
public final class Runs {
  private Runs() {}

  /** Options that fit the reference's full checkpoint. */
  public static TrainingOptions options(ScheduleOptions schedule) throws IOException {
    TrainingOptions read = PublishedArgs.read(published()).options();
    return new TrainingOptions(
        new DataOptions("clips", 1),
        read.model(),
        read.loss().withBatches(4, 4),
        schedule,
        new MachineOptions(List.of("cpu"), TrainingPrecision.FP32, 1, 1),
        5);
  }

  /** Toy options of a run on this data that goes on from a checkpoint. */
  static TrainingOptions toyFrom(String data, String checkpoint) {
    TrainingOptions toy = Preset.TOY_64.options(data);
    return new TrainingOptions(
        toy.data(),
        toy.model(),
        toy.loss(),
        toy.schedule(),
        toy.machine(),
        7,
        Optional.of(checkpoint));
  }

  /** A schedule of so many steps. */
  public static ScheduleOptions schedule(long steps) {
    return new ScheduleOptions(steps, 1, 50, 10, 20, 40, 2, 0, 2);
  }

  /** The reference's full checkpoint. */
  public static Checkpoint published() throws IOException {
    return CheckpointReader.read(Golden.file("training-16px.pt"));
  }

  /** Its state at a step. */
  public static CheckpointState state(long step) throws IOException {
    Map<String, Object> entries = new LinkedHashMap<>(published().state().entries());
    entries.remove("args");
    entries.put("iter", step);
    return new CheckpointState(entries);
  }
}
