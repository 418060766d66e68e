package dev.kymo.studio.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.studio.footage.FootageReference;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jcodec.api.FrameGrab;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectFileTest {
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  @TempDir Path folder;

  private Project project() {
    EditorState state =
        EditorState.first(BandPlan.of(1.5, 4.25))
            .withContent(LatentCode.seed(-9_007_199_254_740_993L))
            .withMotionCode(LatentCode.of(new float[] {0.1f, -2.5e-8f, 3}))
            .withNoise(new NoiseCode.Given(List.of(LatentCode.of(new float[] {1, 2, 3, 4}))))
            .withName(1, "Wobble “é”")
            .withRange(new ClipRange(-0.3, 2.7))
            .withFps(23.976)
            .withBetween(3);
    state =
        state.withMotion(
            state
                .motion()
                .with(0, b -> b.withGain(0.1).withSpeed(-1.7).withPhase(-0.0).withMuted(true))
                .with(2, b -> b.withCode(LatentCode.seed(5)).withSolo(true)));
    return new Project(
        CheckpointReference.at(folder.resolve("models").resolve("m.pt"), DIGEST), state, false);
  }

  @Test
  void comesBackAsItWas() throws IOException {
    Path file = folder.resolve("clip.kymo");
    ProjectFile.write(file, project());
    assertEquals(project(), ProjectFile.read(file));
    try (var files = Files.list(folder)) {
      assertEquals(1, files.count(), "nothing is left beside it");
    }
  }

  @Test
  void findsItsCheckpointWhenBothAreMovedAndWhenOnlyOneIs() throws IOException {
    Path file = folder.resolve("clip.kymo");
    ProjectFile.write(file, project());
    Path moved = Files.createDirectories(folder.resolve("elsewhere")).resolve("clip.kymo");
    Files.move(file, moved);
    CheckpointReference read = ProjectFile.read(moved).checkpoint();
    assertEquals(moved.resolveSibling("models").resolve("m.pt"), read.file());
    assertEquals(Optional.of(folder.resolve("models").resolve("m.pt")), read.otherwise());
  }

  private Project filmed() {
    Project plain = project();
    return new Project(
        plain.checkpoint(),
        plain.state(),
        plain.loop(),
        List.of(FootageReference.at(folder.resolve("footage").resolve("walk.mov"), DIGEST)));
  }

  @Test
  void keepsItsFootageByPathAndHash() throws IOException {
    Path file = folder.resolve("clip.kymo");
    ProjectFile.write(file, filmed());
    assertTrue(Files.readString(file).contains("\"version\": 2"), Files.readString(file));
    assertEquals(filmed(), ProjectFile.read(file));
    Path moved = Files.createDirectories(folder.resolve("elsewhere")).resolve("clip.kymo");
    Files.move(file, moved);
    FootageReference read = ProjectFile.read(moved).footage().get(0);
    assertEquals(moved.resolveSibling("footage").resolve("walk.mov"), read.file());
    assertEquals(Optional.of(folder.resolve("footage").resolve("walk.mov")), read.otherwise());
    assertEquals(DIGEST, read.hash());
    assertTrue(filmed().sameAs(ProjectFile.read(moved)), "footage that moved is no edit");
  }

  @Test
  void aProjectWithoutFootageIsWhatEveryKymoOpens() throws IOException {
    Path file = folder.resolve("clip.kymo");
    ProjectFile.write(file, project());
    assertTrue(Files.readString(file).contains("\"version\": 1"), Files.readString(file));
    assertFalse(Files.readString(file).contains("footage"), Files.readString(file));
  }

  @Test
  void damagedFootageIsNamed() throws IOException {
    Path file = folder.resolve("clip.kymo");
    ProjectFile.write(file, filmed());
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"hash\": \"0123", "\"hash\": \"x123"));
    assertEquals(
        file
            + " is not a sound project: footage[0].hash must be 64 hexadecimal digits in lower"
            + " case.",
        assertThrows(FileException.class, () -> ProjectFile.read(file)).getMessage());
    Files.writeString(file, text.replace("\"hash\":", "\"hush\": 1, \"hash\":"));
    assertEquals(
        file + " is not a sound project: footage[0].hush is not known.",
        assertThrows(FileException.class, () -> ProjectFile.read(file)).getMessage());
  }

  @Test
  void travelsInsideAClipThatStillPlays() throws Exception {
    Path clip = folder.resolve("clip.mp4");
    FrameImage frame = new FrameImage(16, 16, new int[256]);
    Arrays.fill(frame.argb(), 0xFF336699);
    try (ClipWriter writer =
        ClipWriters.open(
            ClipFormat.MP4,
            clip,
            ClipOptions.of(16, 16, 3),
            Optional.of(ProjectFile.attachment(project(), clip)))) {
      for (int k = 0; k < 3; k++) {
        writer.write(frame);
      }
      writer.finish();
    }
    assertEquals(project(), ProjectFile.read(clip));
    try (SeekableByteChannel channel = NIOUtils.readableChannel(clip.toFile())) {
      FrameGrab grab = FrameGrab.createFrameGrab(channel);
      int count = 0;
      while (grab.getNativeFrame() != null) {
        count++;
      }
      assertEquals(3, count);
    }
  }

  @Test
  void aClipTellsNothingOfItsMakersFolders() throws IOException {
    Path far = Files.createDirectories(folder.resolve("a/b/c")).resolve("clip.mp4");
    String text = new String(ProjectFile.attachment(project(), far).content(), UTF_8);
    assertTrue(text.contains("\"path\": \"m.pt\""), text);
    assertFalse(text.contains(folder.getFileName().toString()), text);
  }

  @Test
  void aClipOfAnotherProgramHoldsNone() throws IOException {
    Path clip = folder.resolve("clip.mp4");
    try (ClipWriter writer = ClipWriters.open(ClipFormat.MP4, clip, ClipOptions.of(16, 16, 1))) {
      writer.write(new FrameImage(16, 16, new int[256]));
      writer.finish();
    }
    FileException e = assertThrows(FileException.class, () -> ProjectFile.read(clip));
    assertTrue(e.getMessage().startsWith(clip + " is a clip without a project"), e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"gain\": 0.1 | \"gain\": 7 | bands[0].gain must be in [0, 4], but is 7.0.",
        "\"gain\": 0.1 | \"gain\": \"7\" | bands[0].gain must be a number.",
        "\"gain\": 0.1 | \"gain\": 1e999 | bands[0].gain is too large.",
        "\"below\": 4.25 | \"below\": 1.5 | cut points must be above 0 and increasing",
        "\"muted\": true | \"muted\": 1 | bands[0].muted must be true or false.",
        "\"version\": 1 | \"version\": 3 | it was made by a newer Kymo (version 3 of the format)",
        "\"version\": 1 | \"version\": 2 | footage is missing.",
        "\"loop\": false | \"loop\": false, \"footage\": [] | footage is not known.",
        "\"rate\": 23.976 | \"rate\": 0 | the rate must be in [1, 240]",
        "\"between\": 3 | \"between\": 3.5 | between must be a whole number, but is 3.5.",
        "\"loop\": false | \"loop\": false, \"lop\": true | lop is not known.",
        "\"loop\": false | \"loop\": false, \"loop\": true | $.loop is there twice.",
        "\"out\": 2.7 | \"out\": -1 | range.out must be after in.",
        "\"sha256\": \"0123 | \"sha256\": \"x123 | checkpoint.sha256 must be 64 hexadecimal digits",
        "\"format\": \"kymo-project\" | \"format\": \"other\" | its format is not kymo-project.",
        "\"loop\": false | \"loop\": NaN | it is no JSON at line",
        "\"seed\": 5 | \"seed\": 99999999999999999999 | bands[2].motion.seed must be a whole number",
        "\"path\": \"models/m.pt\" | \"path\": \"/\" | checkpoint.path names no file.",
      })
  void whatIsWrongIsNamed(String right, String wrong, String sentence) throws IOException {
    Path file = folder.resolve("clip.kymo");
    ProjectFile.write(file, project());
    String text = Files.readString(file);
    assertTrue(text.contains(right), text);
    Files.writeString(file, text.replace(right, wrong));
    FileException e = assertThrows(FileException.class, () -> ProjectFile.read(file));
    assertTrue(
        e.getMessage().startsWith(file + " is not a sound project: " + sentence), e.getMessage());
    assertTrue(e.getMessage().endsWith("."), e.getMessage());
  }

  @Test
  void otherFilesAreRefusedInASentence() throws IOException {
    for (String text : List.of("", "{", "[]", "null", "hello", "{}", "{\"a\":".repeat(5000))) {
      Path file = Files.writeString(folder.resolve("odd.kymo"), text);
      FileException e = assertThrows(FileException.class, () -> ProjectFile.read(file));
      assertTrue(e.getMessage().startsWith(file + " is not a sound project: "), e.getMessage());
    }
    Path bytes = Files.write(folder.resolve("bytes.kymo"), new byte[] {(byte) 0xC3, 0x28});
    assertTrue(
        assertThrows(FileException.class, () -> ProjectFile.read(bytes))
            .getMessage()
            .endsWith("it is no text in UTF-8."));
    assertThrows(FileException.class, () -> ProjectFile.read(folder));
    assertThrows(FileException.class, () -> ProjectFile.read(folder.resolve("missing.kymo")));
  }
}
