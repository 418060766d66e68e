package dev.kymo.studio.cli.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.trainer.process.TrainBench;
import dev.kymo.trainer.run.TrainingPrecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainBenchTest {
  private static TrainBench.Figures figures(String precision, double seconds) {
    return new TrainBench.Figures(
        "CPU",
        precision,
        16,
        seconds,
        16 / seconds,
        1000 * seconds / 16,
        Map.of("data", 0.01, "forward", 0.4, "backward", 0.5, "optimiser", 0.09),
        900L << 20);
  }

  @Test
  void aTableTellsStepsSharesAndTheRatio() {
    List<String> lines =
        TrainBenchReport.text(List.of(figures("fp32", 2.5), figures("bf16", 1))).lines().toList();
    assertEquals(4, lines.size());
    assertTrue(lines.get(1).startsWith("fp32 "), lines.get(1));
    assertTrue(lines.get(1).contains("2.50"), lines.get(1));
    assertTrue(lines.get(1).contains("900 MiB"), lines.get(1));
    assertTrue(lines.get(2).contains("62.5"), lines.get(2));
    assertTrue(lines.get(2).contains("50.0 %"), lines.get(2));
    assertEquals("bf16 is 2.50 times as fast as fp32.", lines.get(3));
  }

  @Test
  void programsGetNumbers() {
    String json = TrainBenchReport.json(List.of(figures("bf16", 0.5)));
    var row = JsonParser.parseString(json).getAsJsonArray().get(0).getAsJsonObject();
    assertEquals(0.5, row.get("secondsPerStep").getAsDouble());
    assertEquals(0.01, row.getAsJsonObject("shares").get("data").getAsDouble());
  }

  @Test
  void theEngineIsReallyTimed() throws Exception {
    EngineTrainBench bench = new EngineTrainBench(EngineSetup.onThisMachine(), 8, 4);
    TrainBench.Figures figures =
        bench.measure(Optional.empty(), TrainingPrecision.FP32, DeviceChoice.CPU, 1, () -> false);
    assertTrue(figures.secondsPerStep() > 0);
    assertEquals(1, figures.steps());
    double shares = figures.shares().values().stream().mapToDouble(Double::doubleValue).sum();
    assertTrue(shares > 0.9 && shares <= 1.001, "shares sum to " + shares);
    assertEquals(4 / figures.secondsPerStep(), figures.imagesPerSecond(), 1e-6);
  }
}
