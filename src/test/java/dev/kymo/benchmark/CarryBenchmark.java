package dev.kymo.benchmark;

import dev.kymo.inference.carry.Carried;
import dev.kymo.inference.carry.Carrier;
import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.carry.CarrySource;
import dev.kymo.inference.carry.RowLoop;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.puppet.Puppet;
import dev.kymo.trainer.dataset.puppet.PuppetLook;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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

/** What carrying one frame of a puppet costs, with a model of 64 x 64 and three helpers. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CarryBenchmark {
  private static final int SIZE = 64;

  /** Width and height of the footage. */
  @Param({"256", "512", "1024"})
  public int side;

  /** How much work goes into a frame. */
  @Param({"LIVE", "BEST"})
  public CarryQuality quality;

  /** How many threads work. */
  @Param({"1", "2"})
  public int threads;

  private final Puppet puppet = new Puppet(PuppetLook.of(5));
  private ExecutorService helpers;
  private Carrier carrier;
  private CarrySource at;
  private List<CarrySource> shelf;
  private FrameImage edit;

  /** Draws the frames. */
  @Setup
  public void open() {
    helpers = Executors.newFixedThreadPool(1);
    Square square = new Square(0, 0, side);
    carrier = new Carrier(side, side, square, SIZE, quality, new RowLoop(helpers, threads));
    at = source(1);
    shelf = List.of(source(0.4), source(1.5), source(2));
    edit = picture(puppet.draw(1, SIZE, 1.5, 1));
  }

  private CarrySource source(double seconds) {
    return new CarrySource(
        puppet.draw(seconds, side, 1, 1), picture(puppet.draw(seconds, SIZE, 1, 1)));
  }

  private static FrameImage picture(RgbFrame frame) {
    int[] argb = new int[SIZE * SIZE];
    for (int i = 0; i < argb.length; i++) {
      int pixel = 0xFF;
      for (int c = 0; c < 3; c++) {
        pixel = pixel << 8 | (frame.rgb()[3 * i + c] & 0xFF);
      }
      argb[i] = pixel;
    }
    return new FrameImage(SIZE, SIZE, argb);
  }

  /** Stops the threads. */
  @TearDown
  public void close() {
    helpers.shutdown();
  }

  /** Carries the frame. */
  @Benchmark
  public Carried carry() {
    return carrier.carry(at, shelf, edit);
  }
}
