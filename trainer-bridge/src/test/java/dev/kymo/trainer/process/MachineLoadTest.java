package dev.kymo.trainer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MachineLoadTest {

  @Test
  void cardsThatTellAreAveraged() {
    assertEquals(OptionalDouble.of(0.75), MachineLoad.mean("100\n 50 \n[N/A]\n"));
    assertEquals(OptionalDouble.empty(), MachineLoad.mean("NVIDIA-SMI has failed\n"));
    assertEquals(OptionalDouble.empty(), MachineLoad.mean(""));
  }

  @Test
  void aRunOnTheProcessorTellsOfNoCard() {
    Map<String, Double> load = new MachineLoad(List.of()).take();
    assertTrue(load.keySet().stream().allMatch("host_load"::equals), load.toString());
    load.values().forEach(value -> assertTrue(value >= 0 && value <= 1, load.toString()));
  }
}
