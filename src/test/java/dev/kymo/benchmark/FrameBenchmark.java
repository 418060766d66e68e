package dev.kymo.benchmark;

import ai.djl.Device;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.model.GeneratedClip;
import dev.kymo.inference.model.Generator;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What one batch of frames costs, from times to pixels, with initial weights. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class FrameBenchmark {

  /** demo: 32 pixels, 40 channels; otherwise the published widths at that size. */
  @Param({"demo", "64", "256"})
  public String model;

  /** The type of activations. */
  @Param({"FP32", "BF16"})
  public Precision precision;

  /** Frames in a call. */
  @Param({"1", "4"})
  public int batch;

  private Compute compute;
  private Generator generator;
  private GeneratedClip clip;
  private double[] times;

  /** Loads the model. */
  @Setup
  public void open() {
    GeneratorSpec spec =
        model.equals("demo")
            ? new GeneratorSpec(64, 128, 128, 4, 2, List.of(7.0), List.of(48, 48, 48, 32, 24), 16)
            : InitialWeights.published(Integer.parseInt(model));
    compute = Compute.open(Device.cpu());
    generator = Generator.load(spec, InitialWeights.of(spec, 1), compute, precision);
    clip =
        generator.clip(
            LatentCode.seed(1),
            new NoiseCode.Seeded(1),
            MotionEdit.trained(BandPlan.of(2, 4), LatentCode.seed(1)));
    times = new TimeGrid(-1, 1, batch).times();
  }

  /** Frees the model. */
  @TearDown
  public void close() {
    generator.close();
    compute.close();
  }

  /** Draws the batch. */
  @Benchmark
  public int[] draw() {
    return clip.argb(times);
  }
}
