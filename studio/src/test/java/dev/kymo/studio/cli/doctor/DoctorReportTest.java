package dev.kymo.studio.cli.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.inference.device.EngineDecision;
import dev.kymo.inference.device.InstallProgress;
import dev.kymo.inference.device.Libtorch;
import dev.kymo.inference.device.MachineFacts;
import dev.kymo.inference.device.NvidiaDriver;
import dev.kymo.inference.device.NvidiaGpu;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorReportTest {
  private static final NvidiaGpu GPU = new NvidiaGpu(0, "NVIDIA H200", 150_000_000_000L);

  private static Surroundings surroundings(Map<String, String> env) {
    return new Surroundings(
        "1.2.3",
        "17.0.1",
        Optional.of("No display."),
        env,
        Map.of("cache", "/home cannot be written to."));
  }

  private static MachineFacts machine(Optional<NvidiaDriver> nvidia) {
    return new MachineFacts(
        MachineFacts.Os.LINUX,
        "x86_64",
        "A Processor",
        8,
        MachineFacts.Bfloat16.AMX,
        16_000_000_000L,
        nvidia);
  }

  private static Diagnosis cpu() {
    return new Diagnosis(
        surroundings(Map.of("OMP_WAIT_POLICY", "PASSIVE", "THP_MEM_ALLOC_ENABLE", "1")),
        machine(Optional.empty()),
        Optional.of(
            new EngineDecision(
                false, 0, Optional.empty(), Optional.empty(), "No driver.", "Install one.")),
        Optional.of(
            new EngineTrial.Result(
                "PyTorch 2.7.1",
                "/lib/torch",
                new SourceInfo("CPU - 8 threads", "bf16", "it is faster"))),
        Optional.empty());
  }

  private static Diagnosis cuda() {
    return new Diagnosis(
        surroundings(Map.of()),
        machine(Optional.of(new NvidiaDriver("550.1", true, List.of(GPU)))),
        Optional.of(
            new EngineDecision(
                true,
                0,
                Optional.of(GPU),
                Optional.of(new Libtorch(Path.of("/k"), Libtorch.Origin.KYMO, "2.7.1+cu128", true)),
                "All is there.",
                "")),
        Optional.empty(),
        Optional.of("It broke."));
  }

  private static JsonObject json(Diagnosis diagnosis) {
    return JsonParser.parseString(DoctorReport.json("1.2.3", Findings.of(diagnosis)))
        .getAsJsonObject();
  }

  @Test
  void textIsAlignedUnderHeadings() {
    String text = DoctorReport.text("1.2.3", Findings.of(cpu()));
    assertTrue(text.contains("/home cannot be written to."), text);
    assertTrue(text.startsWith("Kymo 1.2.3\n\nEngine\n  engine                PyTorch"), text);
    assertTrue(text.contains("\n  CUDA                  not used\n"), text);
    assertTrue(text.contains("\n  to do                 Install one.\n"), text);
    assertTrue(text.contains("\n  memory                16.0 GB\n"), text);
    assertTrue(text.contains("\nMachine\n"), text);
    assertTrue(text.contains("\n  OMP_WAIT_POLICY       PASSIVE\n"), text);
  }

  @Test
  void jsonHasValuesAndNotTexts() {
    JsonObject json = json(cpu());
    assertEquals("1.2.3", json.get("version").getAsString());
    JsonObject engine = json.getAsJsonObject("engine");
    assertFalse(engine.get("cudaUsed").getAsBoolean());
    assertEquals("cpu", engine.get("device").getAsString());
    assertEquals("No driver.", engine.get("cudaReason").getAsString());
    assertEquals("Install one.", engine.get("advice").getAsString());
    assertEquals("/lib/torch", engine.get("library").getAsString());
    JsonObject machine = json.getAsJsonObject("machine");
    assertEquals(16_000_000_000L, machine.get("memoryBytes").getAsLong());
    assertEquals(8, machine.get("cores").getAsInt());
    assertFalse(json.getAsJsonObject("surroundings").get("display").getAsBoolean());
  }

  @Test
  void aFaultStandsFirstAndHidesNothing() {
    String text = DoctorReport.text("1.2.3", Findings.of(cuda()));
    assertTrue(text.contains("Engine\n  problem               It broke.\n"), text);
    assertTrue(text.contains("cuda:0                NVIDIA H200, 150.0 GB"), text);
    assertTrue(text.contains("kymo doctor --install-cuda, libtorch 2.7.1+cu128"), text);
    assertEquals("cuda:0", json(cuda()).getAsJsonObject("engine").get("device").getAsString());
  }

  @Test
  void missingVariablesSayWhatFollows() {
    String text = DoctorReport.text("1.2.3", Findings.of(cuda()));
    assertTrue(text.contains("not set, so frames take seconds on a busy machine"), text);
    assertTrue(json(cuda()).getAsJsonObject("surroundings").get("OMP_WAIT_POLICY").isJsonNull());
  }

  @Test
  void installingTellsRateAndTimeLeft() {
    InstallProgress progress =
        new InstallProgress(1_500_000_000L, 2_500_000_000L, 1_000_000_000L, "libtorch_cuda.so");
    assertEquals(
        "1.50 of 2.50 GB   50.0 MB/s   20 s left   libtorch_cuda.so",
        CudaInstallation.progressText(progress, 10_000_000_000L));
  }
}
