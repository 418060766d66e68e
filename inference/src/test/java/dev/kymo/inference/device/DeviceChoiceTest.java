package dev.kymo.inference.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

  @Test
  void readsEverySpelling() {
    assertEquals(DeviceChoice.AUTO, DeviceChoice.parse("auto"));
    assertEquals(DeviceChoice.CPU, DeviceChoice.parse("cpu"));
    assertEquals(DeviceChoice.cuda(0), DeviceChoice.parse("cuda"));
    assertEquals(DeviceChoice.cuda(3), DeviceChoice.parse("cuda:3"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "CPU", "cuda:99999999999"})
  void saysWhatIsExpected(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> DeviceChoice.parse(text)).getMessage();
    assertTrue(message.startsWith("expected auto, cpu, cuda or cuda:<index>"), message);
  }
}
