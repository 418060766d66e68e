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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChooserTest {

  @Test
  void theChoiceIsLoadedAndSaysWhy() {
    GeneratorSpec spec = SmallModels.spec(32, List.of(7.0), List.of(16, 16, 16, 16));
    try (Compute compute = TestCompute.open()) {
      PrecisionChooser.Chosen chosen =
          new PrecisionChooser(compute).choose(spec, InitialWeights.of(spec, 1));
      try (Generator generator = chosen.generator()) {
        assertEquals(generator.precision(), chosen.choice().precision());
        String reason = chosen.choice().reason();
        assertTrue(
            reason.matches("(fp|bf)16 is [0-9.]+x as fast as fp32 and holds \\d+ dB.*"), reason);
      }
    }
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
  void choicesAreRememberedForEachModelAndDevice(@TempDir Path folder) throws IOException {
    PrecisionMemory memory = new PrecisionMemory(folder.resolve("cache/precision.properties"));
    assertEquals(Optional.empty(), memory.recall("abc", "CPU · 2 threads"));
    PrecisionChoice choice = new PrecisionChoice(Precision.BF16, "bf16 is 3x as fast | really");
    memory.remember("abc", "CPU · 2 threads", choice);
    memory.remember("def", "CPU · 2 threads", new PrecisionChoice(Precision.FP32, "no gain"));
    assertEquals(Optional.of(choice), memory.recall("abc", "CPU · 2 threads"));
    assertEquals(Optional.empty(), memory.recall("abc", "CUDA 0"));
    Files.writeString(folder.resolve("cache/precision.properties"), "\\u00zz=broken");
    assertEquals(Optional.empty(), memory.recall("abc", "CPU · 2 threads"));
  }
}
