package dev.kymo.trainer.run;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The options of a run that learns clips: everything that is not asked for has the value that was
 * found best (docs/own-clips.md has the figures).
 *
 * @param clips what is learned
 * @param size S of the model: 32, 64, 128 or 256
 * @param highestHz the fastest motion that it can have, of the first clip
 * @param crossoversHz where bands of its motion meet, Hz, increasing; may be empty
 * @param steps of the whole run
 * @param seed of initial weights and the order of frames
 * @param machine where and how it computes
 * @param output a checkpoint file that is to hold the model, or nothing
 */
public record LearningPlan(
    List<LearnedClip> clips,
    int size,
    double highestHz,
    List<Double> crossoversHz,
    long steps,
    long seed,
    MachineOptions machine,
    Optional<Path> output) {

  private static final double LEARNING_RATE = 0.02;
  private static final int BATCH = 4;
  private static final double FAST_PRICE = 0.002;
  private static final int HELD_OUT_EVERY = 8;
  private static final int CODE = 128;
  private static final int SINGLE_LAYERS = 2;
  private static final int SEVERAL_LAYERS = 4;
  private static final double LOWEST_HZ = 0.5;

  /** This machine, with the precision that is faster on it. */
  public static MachineOptions anyMachine() {
    return new MachineOptions(List.of("auto"), TrainingPrecision.AUTO, 0, 0);
  }

  /**
   * The run's options.
   *
   * @throws IllegalArgumentException with a sentence, when a value is out of range
   */
  public TrainingOptions options() {
    LearningOptions learning =
        new LearningOptions(
            clips,
            LEARNING_RATE,
            clips.size() == 1 ? BATCH : Math.max(BATCH, Math.min(12, clips.size())),
            FAST_PRICE,
            HELD_OUT_EVERY,
            crossoversHz,
            output.map(file -> file.toAbsolutePath().normalize().toString()));
    int frames = learning.longest();
    int layers = clips.size() == 1 ? SINGLE_LAYERS : SEVERAL_LAYERS;
    List<Integer> widths = LearningQuality.widths(size);
    GeneratorSpec spec =
        new GeneratorSpec(
            size, CODE, CODE, layers, SINGLE_LAYERS, List.of(radians(frames)), widths, frames);
    return new TrainingOptions(
        new DataOptions(clips.get(0).source(), 1),
        new ModelOptions(
            spec, ImageDiscriminatorKind.IMAGE, widths, VideoDiscriminatorKind.DELTA, widths),
        new LossOptions(1, 1, LEARNING_RATE, 0, 0.99, 0, 16, 10, false, 1, false),
        schedule(steps, clips.size()),
        machine,
        seed,
        Optional.empty(),
        Optional.of(learning));
  }

  /** The same run with another number of steps. */
  public static TrainingOptions withSteps(TrainingOptions options, long steps) {
    return options.withSchedule(schedule(steps, options.schedule().sampleRows()));
  }

  /** Snapshots come early, so that one sees soon what will become of it. */
  private static ScheduleOptions schedule(long steps, int clips) {
    int every = (int) Math.max(50, Math.min(400, steps / 16));
    int whole = (int) Math.min(10_000_000, steps);
    return new ScheduleOptions(steps, 10, 2 * every, every, every, whole, 2, 0, Math.min(4, clips));
  }

  /** f_max in radians per unit t, of which a clip has two. */
  private double radians(int frames) {
    double fps = clips.get(0).rate().perSecond();
    return 2 * Math.PI * Math.max(LOWEST_HZ, highestHz) * (frames / 2.0) / fps;
  }
}
