package dev.kymo.inference.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootageOriginsTest {
  private static final FootageOrigin ORIGIN =
      new FootageOrigin(
          "Gespräch \"1\" 会話.mov",
          "0123456789abcdef".repeat(4),
          1920,
          1080,
          new FrameRate(24_000, 1001),
          12,
          96,
          new Square(420, 0, 1080),
          1,
          -7);

  @Test
  void whatIsWrittenIsRead() {
    FootageOrigin second =
        new FootageOrigin(
            "b.mp4", "f".repeat(64), 64, 64, FrameRate.of(25), 0, 1, new Square(0, 0, 64), 2, 2);
    List<FootageOrigin> both = List.of(ORIGIN, second);
    assertEquals(both, read(FootageOrigins.text(both)));
    assertEquals(List.of(), read(FootageOrigins.text(List.of())));
  }

  @Test
  void aCheckpointWithoutFootageHasNone() {
    assertEquals(List.of(), FootageOrigins.read(Map.of("size", 64L)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"width\":1920    | \"width\":1920.5    | 'width' of clip 1 must be whole, not 1920.5",
        "\"width\":1920    | \"width\":\"wide\"  | 'width' of clip 1 must be a number",
        "\"width\":1920    | \"width\":400       | does not lie in footage of 400 x 1080",
        "\"width\":1920    | \"width\":99999999999 | 99999999999 is out of range",
        "\"width\":1920,   | ''                  | clip 1 has no 'width'",
        "\"width\":1920    | \"width\":1920,\"folder\":1 | clip 1 has an unknown 'folder'",
        "\"width\":1920    | \"width\":1920,\"width\":3  | clip 1 has 'width' twice",
        "[24000,1001]      | [24000]             | 'rate' of clip 1 must be a list of 2 numbers",
        "[24000,1001]      | [24000,0]           | A clip shows above 0",
        "[420,0,1080]      | [420,0,1080,1]      | 'square' of clip 1 must be a list of 3 numbers",
        "[420,0,1080]      | [420,0,0]           | has a side",
        "0123456789abcdef0 | g123456789abcdef0   | 'hash' must have 64 hexadecimal digits",
        "Gespräch          | a/b                 | a file's name without a folder",
        "[{                | [[                  | is not the JSON that Kymo writes",
        "}]                | }] []               | is not the JSON that Kymo writes",
      })
  void damageIsNamed(String good, String bad, String said) {
    String text = FootageOrigins.text(List.of(ORIGIN));
    assertTrue(text.contains(good), text);
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(text.replace(good, bad)))
            .getMessage();
    assertTrue(message.contains(said), message);
    assertTrue(message.endsWith(".") && !message.contains(".."), message);
  }

  @Test
  void onlyATextWillDo() {
    Map<String, Object> options = Map.of(FootageOrigins.OPTION, List.of());
    assertThrows(IllegalArgumentException.class, () -> FootageOrigins.read(options));
  }

  private static List<FootageOrigin> read(String text) {
    return FootageOrigins.read(Map.of(FootageOrigins.OPTION, text));
  }
}
