package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointSummaryTest {

  @Test
  void convertsRadiansToCyclesPerSecond() {
    // 2 pi per unit t is one cycle in 8 of 16 frames: 25 / 8 a second.
    assertEquals(25 / 8.0, FrequencySummary.cyclesPerSecond(2 * Math.PI, 16, 25), 1e-12);
    assertEquals(1.0, FrequencySummary.cyclesPerSecond(2 * Math.PI, 60, 30), 1e-12);
  }

  @Test
  void countsAbsoluteFrequenciesAndLeavesOutWhatIsNotFinite() {
    float unit = (float) (2 * Math.PI * 8 / 25);
    FrequencySummary summary =
        FrequencySummary.of(
            new float[] {12 * unit, -6.5f * unit, 0, Float.NaN, Float.NEGATIVE_INFINITY}, 16, 25);
    assertEquals(3, summary.sinusoids());
    assertEquals(0, summary.lowest());
    assertEquals(6.5, summary.median(), 1e-5);
    assertEquals(12, summary.highest(), 1e-5);
    assertEquals(1, summary.binWidth(), 1e-5);
    assertEquals(List.of(1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1), summary.counts());
  }

  @Test
  void survivesAGeneratorWithoutFrequencies() {
    FrequencySummary none = FrequencySummary.of(new float[] {Float.NaN}, 16, 25);
    assertEquals(0, none.sinusoids());
    assertEquals(0, none.highest());
    FrequencySummary still = FrequencySummary.of(new float[] {0, 0}, 16, 25);
    assertEquals(2, still.counts().get(0));
  }

  @Test
  void tellsWhatIsInside() throws IOException {
    CheckpointSummary summary =
        CheckpointSummary.of(CheckpointReader.read(Golden.file("generator-32px-3groups.pt")), 25);
    // As the reference counts: all of g_ema without kernels and noise maps.
    assertEquals(111_923, summary.parameters());
    assertEquals(3, summary.groups().size());
    assertEquals(192, summary.frequencies().sinusoids());
    assertEquals(192, summary.frequencies().counts().stream().mapToInt(i -> i).sum());
    for (CheckpointSummary.Group group : summary.groups()) {
      assertTrue(
          group.frequencies().highest()
              < 1.2 * FrequencySummary.cyclesPerSecond(group.range(), 16, 25));
    }
    String text = summary.text();
    assertTrue(text.contains("32 x 32 pixels") && text.contains("5,002"), text);
    assertTrue(text.contains("24 24 24 24") && text.contains("Group 3"), text);
    assertTrue(text.lines().allMatch(line -> line.length() <= 120), text);
    assertFalse(text.contains("\t"));
  }

  @Test
  void canBeWrittenAsJson() throws IOException {
    CheckpointSummary summary =
        CheckpointSummary.of(CheckpointReader.read(Golden.file("training-16px.pt")), 30);
    JsonObject json = new Gson().toJsonTree(summary).getAsJsonObject();
    assertEquals(12_000, json.get("step").getAsLong());
    assertTrue(json.get("full").getAsBoolean());
    assertEquals(12, json.getAsJsonObject("frequencies").getAsJsonArray("counts").size());
    assertEquals(
        7.0, json.getAsJsonArray("groups").get(0).getAsJsonObject().get("range").getAsDouble());
  }
}
