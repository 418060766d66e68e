package dev.kymo.studio.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonParser;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BenchTest {

  /** Takes 40, 20, 20, then 10, 11, 12, ... milliseconds of a made-up clock. */
  private static final class Fake implements BenchSubject {
    private final AtomicLong nanos = new AtomicLong();
    private int runs;

    @Override
    public String name() {
      return "fake, 8 x 8";
    }

    @Override
    public SourceInfo info() {
      return new SourceInfo("CPU", "bf16", "fast");
    }

    @Override
    public int framesPerRun() {
      return 2;
    }

    @Override
    public double operationsPerFrame() {
      return 1e9;
    }

    @Override
    public double peakOperationsPerSecond() {
      return 1e12;
    }

    @Override
    public void run() {
      int ms = runs == 0 ? 40 : runs < BenchRunner.WARM_UP ? 20 : 10 + runs - BenchRunner.WARM_UP;
      nanos.addAndGet(ms * 1_000_000L);
      runs++;
    }

    @Override
    public void close() {}
  }

  @Test
  void warmUpDoesNotCount() throws FrameException {
    Fake fake = new Fake();
    BenchRow row = new BenchRunner(fake.nanos::get, () -> false).measure(fake, 5);
    assertEquals(new Statistics(6, 5, 7), row.msPerFrame());
    assertEquals(1000.0 / 6, row.framesPerSecond(), 1e-9);
    assertEquals(1e9 * 1000 / 6 / 1e12, row.peakShare(), 1e-9);
    assertEquals(BenchRunner.WARM_UP + 5, fake.runs);
  }

  @Test
  void aCancelledBenchStops() {
    Fake fake = new Fake();
    BenchRunner runner = new BenchRunner(fake.nanos::get, () -> fake.runs >= 4);
    assertThrows(CancellationException.class, () -> runner.measure(fake, 5));
    assertEquals(4, fake.runs);
  }

  @Property(tries = 200)
  void statisticsStayBetweenTheirValues(
      @ForAll @Size(min = 1, max = 40) List<@DoubleRange(min = 0, max = 100) Double> values) {
    Statistics s = Statistics.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    double max = values.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    assertTrue(s.min() <= s.median() && s.median() <= s.p95() + 1e-9 && s.p95() <= max);
    long above = values.stream().filter(v -> v > s.p95()).count();
    assertTrue(above * 20 <= values.size(), "at most one in twenty is above");
  }

  @Test
  void aTableIsAligned() {
    BenchRow slow =
        new BenchRow(
            "published, 256 x 256", "CPU", "bf16", 4, new Statistics(98.3, 97, 120), 10.2, 0.6);
    BenchRow quick =
        new BenchRow("demo, 32 x 32", "CPU", "fp32", 16, new Statistics(1.234, 1, 2), 810, 0.05);
    assertEquals(
        """
        model                 ms/frame   min   p95  frames/s  batch  peak  precision  device
        published, 256 x 256      98.3  97.0   120      10.2      4  60 %  bf16       CPU
        demo, 32 x 32             1.23  1.00  2.00       810     16   5 %  fp32       CPU
        """,
        BenchReport.text(List.of(slow, quick)));
  }

  @Test
  void jsonHasEveryNumber() {
    BenchRow row = new BenchRow("demo", "CPU", "fp32", 16, new Statistics(1.234, 1, 2), 810, 0.05);
    JsonArray json = JsonParser.parseString(BenchReport.json(List.of(row))).getAsJsonArray();
    assertEquals(
        1.234,
        json.get(0).getAsJsonObject().getAsJsonObject("msPerFrame").get("median").getAsDouble());
    assertEquals(0.05, json.get(0).getAsJsonObject().get("peakShare").getAsDouble());
  }
}
