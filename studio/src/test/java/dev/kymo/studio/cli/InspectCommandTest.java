package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.footage.Square;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectCommandTest {
  private static final FootageOrigin ORIGIN =
      new FootageOrigin(
          "talk.mov",
          "ab".repeat(32),
          1920,
          1080,
          new FrameRate(24_000, 1001),
          10,
          64,
          new Square(420, 0, 1080),
          1,
          1);

  private final CommandRun kymo = new CommandRun();
  @TempDir private Path dir;
  private Path demo;

  @BeforeEach
  void demo() throws IOException {
    demo = new DemoFiles(dir).checkpoint(Demo.SHAPES);
  }

  private Path withFootage(String text) throws IOException {
    Checkpoint checkpoint = CheckpointReader.read(demo);
    Map<String, Object> entries = new LinkedHashMap<>(checkpoint.state().entries());
    entries.put("args", new PyNamespace(Map.of(FootageOrigins.OPTION, text)));
    Path file = dir.resolve("learned.safetensors");
    CheckpointWriter.write(new CheckpointState(entries), checkpoint.spec(), file);
    return file;
  }

  @Test
  void saysWhatAModelHasLearned() throws IOException {
    Path file = withFootage(FootageOrigins.text(List.of(ORIGIN)));
    assertEquals(0, kymo.run("inspect", file.toString()), kymo.consoles.err());
    String out = kymo.consoles.out();
    assertTrue(
        out.contains(
            "talk.mov (1920 x 1080, 24000/1001 fps, SHA-256 abababababab...): frames 10 to 73,"
                + " square 420,0,1080; content 1, motion 1"),
        out);
  }

  @Test
  void programsGetItAsJson() throws IOException {
    Path file = withFootage(FootageOrigins.text(List.of(ORIGIN)));
    assertEquals(0, kymo.run("inspect", file.toString(), "--json"), kymo.consoles.err());
    JsonArray footage =
        JsonParser.parseString(kymo.consoles.out()).getAsJsonObject().getAsJsonArray("footage");
    JsonObject clip = footage.get(0).getAsJsonObject();
    assertEquals("24000/1001", clip.get("rate").getAsString());
    assertEquals(420, clip.getAsJsonObject("square").get("x").getAsInt());
    assertEquals(64, clip.get("frames").getAsInt());
    assertEquals(ORIGIN.hash(), clip.get("hash").getAsString());
  }

  @Test
  void othersHaveNone() {
    assertEquals(0, kymo.run("inspect", demo.toString()), kymo.consoles.err());
    assertFalse(kymo.consoles.out().contains("footage"));
  }

  @Test
  void damageIsOneSentence() throws IOException {
    Path file = withFootage("[{}]");
    assertEquals(1, kymo.run("inspect", file.toString()));
    String err = kymo.consoles.err();
    assertTrue(err.contains("(kymo_footage) is damaged: clip 1 has no '"), err);
    assertEquals(1, err.strip().lines().count(), err);
  }
}
