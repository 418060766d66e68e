package dev.kymo.inference.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.kernel.TestCompute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChooserTest {

  private static final GeneratorSpec SPEC =
      SmallModels.spec(32, List.of(7.0), List.of(16, 16, 16, 16));
  private static final String ARCHITECTURE = "32px.16-16-16-16";
  private static final String HERE = "CPU · 2 threads some processor PyTorch 2.7.1";

  @Test
  void theChoiceIsLoadedAndSaysWhy(@TempDir Path folder) {
    PrecisionMemory memory = memory(folder);
    try (Compute compute = TestCompute.open()) {
      PrecisionChooser.Chosen chosen =
          new PrecisionChooser(compute, memory, HERE)
              .choose("abc", SPEC, InitialWeights.of(SPEC, 1));
      try (Generator generator = chosen.generator()) {
        assertEquals(generator.precision(), chosen.choice().precision());
        String reason = chosen.choice().reason();
        assertTrue(reason.matches("(fp|bf)16 is [0-9.]+x as fast as fp32.*"), reason);
      }
    }
    assertTrue(memory.speeds(ARCHITECTURE, HERE).isPresent());
  }

  @Test
  void speedBelongsToTheArchitectureAndNotToTheFile(@TempDir Path folder) {
    PrecisionMemory memory = memory(folder);
    memory.remember(ARCHITECTURE, HERE, new PrecisionSpeeds(Map.of(Precision.BF16, 1.5), 0));
    assertEquals(Precision.BF16, chosen(memory, "one file", 1).precision());
    assertEquals(Precision.BF16, chosen(memory, "the same weights in another", 1).precision());
    assertEquals(Precision.BF16, chosen(memory, "other weights", 2).precision());
    memory.remember(ARCHITECTURE, HERE, new PrecisionSpeeds(Map.of(Precision.BF16, 1.05), 0));
    PrecisionChoice slower = chosen(memory, "one file", 1);
    assertEquals(Precision.FP32, slower.precision());
    assertEquals("bf16 is 1.1x as fast as fp32", slower.reason().replace("1.0x", "1.1x"));
  }

  @Test
  void aPictureThatDoesNotHoldIsDrawnInFloat32(@TempDir Path folder) {
    PrecisionMemory memory = memory(folder);
    memory.remember(ARCHITECTURE, HERE, new PrecisionSpeeds(Map.of(Precision.BF16, 2.0), 0));
    memory.remember("coarse", "bf16", HERE, 31.4);
    PrecisionChoice choice = chosen(memory, "coarse", 1);
    assertEquals(Precision.FP32, choice.precision());
    assertEquals("bf16 is 2.0x as fast as fp32 and holds 31 dB only, 40 needed", choice.reason());
  }

  @Test
  void whatWasMeasuredOnABusyMachineIsMeasuredAgain(@TempDir Path folder) {
    PrecisionMemory memory = memory(folder);
    memory.remember(ARCHITECTURE, HERE, new PrecisionSpeeds(Map.of(Precision.BF16, 99.0), 1));
    chosen(memory, "abc", 1);
    PrecisionSpeeds after = memory.speeds(ARCHITECTURE, HERE).orElseThrow();
    assertTrue(after.attempts() != 1, "it was measured again: " + after);
    memory.remember(
        ARCHITECTURE,
        HERE,
        new PrecisionSpeeds(Map.of(Precision.BF16, 99.0), PrecisionSpeeds.MOST_ATTEMPTS));
    chosen(memory, "abc", 1);
    assertEquals(
        99.0, memory.speeds(ARCHITECTURE, HERE).orElseThrow().speedups().get(Precision.BF16));
  }

  private static PrecisionChoice chosen(PrecisionMemory memory, String id, long weights) {
    try (Compute compute = TestCompute.open()) {
      PrecisionChooser.Chosen chosen =
          new PrecisionChooser(compute, memory, HERE)
              .choose(id, SPEC, InitialWeights.of(SPEC, weights));
      chosen.generator().close();
      return chosen.choice();
    }
  }

  private static PrecisionMemory memory(Path folder) {
    return new PrecisionMemory(folder.resolve("cache/precision.properties"));
  }

  @Test
  void decibelsHaveAPeakOfTwo() {
    float[] zero = new float[100];
    float[] off = new float[100];
    java.util.Arrays.fill(off, 0.02f);
    assertEquals(40, PrecisionChooser.decibels(zero, off), 0.001);
    assertEquals(Double.POSITIVE_INFINITY, PrecisionChooser.decibels(off, off));
    // Beyond the range of a picture nothing is visible.
    assertEquals(
        Double.POSITIVE_INFINITY, PrecisionChooser.decibels(new float[] {1}, new float[] {1.7f}));
    // A value that is not a number must never pass for a good picture.
    assertFalse(PrecisionChooser.decibels(new float[] {0}, new float[] {Float.NaN}) >= 40);
  }

  @Test
  void whatWasMeasuredIsRememberedForEachMachine(@TempDir Path folder) throws IOException {
    PrecisionMemory memory = memory(folder);
    assertEquals(Optional.empty(), memory.speeds(ARCHITECTURE, HERE));
    PrecisionSpeeds speeds =
        new PrecisionSpeeds(Map.of(Precision.BF16, 1.475, Precision.FP16, 0.5), 2);
    memory.remember(ARCHITECTURE, HERE, speeds);
    memory.remember("abc", "bf16", HERE, 52.25);
    assertEquals(Optional.of(speeds), memory.speeds(ARCHITECTURE, HERE));
    assertEquals(OptionalDouble.of(52.25), memory.decibels("abc", "bf16", HERE));
    assertEquals(OptionalDouble.empty(), memory.decibels("abc", "fp16", HERE));
    assertEquals(Optional.empty(), memory.speeds(ARCHITECTURE, "another processor"));
    memory.forget();
    assertEquals(Optional.empty(), memory.speeds(ARCHITECTURE, HERE));
    memory.forget();
    Files.createDirectories(folder.resolve("cache"));
    Files.writeString(folder.resolve("cache/precision.properties"), "\\u00zz=broken");
    assertEquals(Optional.empty(), memory.speeds(ARCHITECTURE, HERE));
  }
}
