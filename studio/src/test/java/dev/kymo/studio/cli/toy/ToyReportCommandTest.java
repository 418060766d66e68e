package dev.kymo.studio.cli.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.studio.cli.console.Consoles;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.trainer.metric.toy.ToyPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Judges the demo with the real engine. */
class ToyReportCommandTest {
  @TempDir private Path cache;

  private ToyWork work() {
    return new EngineToyWork(EngineSetup.onThisMachine(), cache);
  }

  @Test
  void judgesTheDemo() {
    Consoles consoles = new Consoles(true, false);
    ToyWork timed =
        (file, plan, device, progress, cancelled) ->
            work()
                .judge(
                    file,
                    plan,
                    device,
                    (done, total) -> {
                      consoles.pass(0.125);
                      progress.frame(done, total);
                    },
                    cancelled);
    ToyReportCommand command = new ToyReportCommand(consoles.console(), timed);
    assertEquals(0, new CommandLine(command).execute("--clips", "10", "--device", "cpu", "--json"));
    JsonObject json = JsonParser.parseString(consoles.out()).getAsJsonObject();
    assertEquals("toy-shapes-64.safetensors", json.get("model").getAsString());
    assertEquals(64, json.get("imageSize").getAsInt());
    assertEquals(1, number(json, "real", "complete"), 1e-9);
    assertEquals(1, number(json, "generated", "complete"), 0.02);
    assertTrue(number(json, "fastMuted", "above") < -6, json.toString());
    assertTrue(Math.abs(number(json, "fastMuted", "below")) < 3, json.toString());
    assertTrue(number(json, "slowMuted", "below") < -4, json.toString());
    // 10 clips: three sets of 64 frames and two of 16, at 8 frames a second.
    assertTrue(
        consoles.err().contains("Frame 640 of 2240   8 frames/s   3 min 20 s left"),
        consoles.err());
  }

  private static double number(JsonObject json, String set, String name) {
    return json.getAsJsonObject(set).get(name).getAsDouble();
  }

  @Test
  void theTableIsAligned() throws Exception {
    ToyPlan plan = new ToyPlan(4, 0, OptionalDouble.empty());
    ToyWork.Outcome outcome =
        work().judge(Optional.empty(), plan, DeviceChoice.CPU, (done, total) -> {}, () -> false);
    List<String> lines = ToyReportText.table(outcome).lines().toList();
    assertTrue(
        lines.get(0).startsWith("toy-shapes-64.safetensors, 64 x 64: 4 clips"), lines.get(0));
    List<String> rows = lines.stream().filter(line -> line.startsWith("  ")).toList();
    List<String> names = rows.stream().map(line -> line.substring(0, 44).strip()).toList();
    assertTrue(names.contains("change above by muting, dB"), names.toString());
    assertTrue(names.contains("positions at the same time, pixels"), names.toString());
    for (String row : rows) {
      assertTrue(row.length() == 44 + 4 * 15 || row.length() == 44 + 3 * 15, row);
    }
  }

  @Test
  void aCutThatSplitsNothingIsRefused() {
    ToyPlan plan = new ToyPlan(4, 0, OptionalDouble.of(100));
    UserError error =
        assertThrows(
            UserError.class,
            () ->
                work().judge(Optional.empty(), plan, DeviceChoice.CPU, (d, t) -> {}, () -> false));
    assertTrue(error.getMessage().startsWith("A cut at 100"), error.getMessage());
  }

  @Test
  void cancellingEndsIt() {
    ToyPlan plan = new ToyPlan(4, 0, OptionalDouble.empty());
    assertThrows(
        CancellationException.class,
        () -> work().judge(Optional.empty(), plan, DeviceChoice.CPU, (d, t) -> {}, () -> true));
  }
}
