package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOpener;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.puppet.Puppet;
import dev.kymo.trainer.dataset.puppet.PuppetLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kymo toy-dataset} and {@code kymo dataset}. */
class DatasetCommandsTest {
  @TempDir private Path dir;
  private static final Footage.Opener VIDEOS =
      new FootageOpener(new FfmpegPrograms(Path.of("target/ffmpeg")));

  private Path toy;

  @BeforeEach
  void makeToyDataset() {
    toy = dir.resolve("toy");
    CommandRun kymo = new CommandRun();
    assertEquals(0, kymo.run("toy-dataset", "--out", toy.toString(), "--count", "3"));
    assertTrue(kymo.consoles.out().startsWith("Wrote 3 clips of 32 frames to " + toy));
    assertEquals("", kymo.consoles.err());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static String oneErrorLine(CommandRun kymo) {
    String err = kymo.consoles.err();
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("kymo: "), err);
    return err;
  }

  @Test
  void toyClipsAreFoldersOfFrames() throws IOException {
    assertEquals(List.of("00000", "00001", "00002"), names(toy));
    assertEquals(32, names(toy.resolve("00001")).size());
  }

  @Test
  void anotherSeedIsNotMixedIn() {
    CommandRun kymo = new CommandRun();
    assertEquals(
        1, kymo.run("toy-dataset", "--out", toy.toString(), "--count", "3", "--seed", "1"));
    assertTrue(oneErrorLine(kymo).contains("choose a new folder"));
  }

  @Test
  void puppetsAreWrittenWithTheirEdit() throws IOException {
    CommandRun kymo = new CommandRun();
    Path calm = dir.resolve("calm");
    String[] line =
        ("toy-dataset --kind puppet --out " + calm + " --count 2 --seed 4 --size 16 --frames 3")
            .concat(" --look glasses=no --fast 0")
            .split(" ");
    assertEquals(0, kymo.run(line));
    assertTrue(kymo.consoles.out().startsWith("Wrote 2 clips of 3 frames to " + calm));
    assertEquals(3, names(calm.resolve("00001")).size());
    Puppet puppet = new Puppet(PuppetLook.parse("glasses=no", 4));
    byte[] expected =
        new FrameEncoder(FrameEncoder.Format.PNG, 95)
            .encode(puppet.draw(2 / 25.0, 16, 1, 0).rgb(), 16, 16);
    assertArrayEquals(expected, Files.readAllBytes(calm.resolve("00000/frame_00002.png")));
  }

  @Test
  void checkReportsForPeople() {
    CommandRun kymo = new CommandRun();
    assertEquals(0, kymo.run("dataset", "check", toy.toString(), "--size", "32"));
    String out = kymo.consoles.out();
    assertTrue(out.startsWith(toy + " is a folder of folders of frames."), out);
    assertTrue(out.contains("3, 3 of them usable"), out);
    assertTrue(out.contains("96; a video has 32 to 32, the median is 32"), out);
    assertTrue(out.contains("64 x 64"), out);
    assertTrue(out.contains("0.3 MB at 32 x 32"), out);
    assertTrue(out.endsWith("It can be trained on.\n"), out);
  }

  @Test
  void checkReportsForPrograms() {
    CommandRun kymo = new CommandRun();
    assertEquals(0, kymo.run("dataset", "check", toy.toString(), "--json"));
    JsonObject report = JsonParser.parseString(kymo.consoles.out()).getAsJsonObject();
    assertEquals("frame_folders", report.get("kind").getAsString());
    assertEquals(96, report.get("usableFrames").getAsLong());
    assertEquals(
        64, report.getAsJsonArray("sizes").get(0).getAsJsonObject().get("width").getAsInt());
  }

  @Test
  void checkNamesWhatIsPassedOver() throws IOException {
    Files.write(toy.resolve("00001/Thumbs.db"), new byte[] {1});
    Files.delete(toy.resolve("00002/frame_00007.png"));
    CommandRun kymo = new CommandRun();
    assertEquals(0, kymo.run("dataset", "check", toy.toString()));
    String out = kymo.consoles.out();
    assertTrue(
        out.contains("1 passed over, each hidden or a system file:\n  00001/Thumbs.db\n"), out);
    assertTrue(out.contains("00002: One frame is missing between frame_00006.png and"), out);
  }

  @Test
  void checkFailsOnWhatCannotBeTrainedOn() throws IOException {
    Files.write(toy.resolve("00001/frame_00004.png"), new byte[] {1});
    CommandRun broken = new CommandRun();
    assertEquals(1, broken.run("dataset", "check", toy.toString()));
    assertTrue(broken.consoles.out().contains("1 unreadable:"), broken.consoles.out());
    assertTrue(broken.consoles.out().contains("frame_00004.png"), broken.consoles.out());
    CommandRun tooShort = new CommandRun();
    assertEquals(1, tooShort.run("dataset", "check", toy.toString(), "--every-nth", "3"));
    assertTrue(tooShort.consoles.out().contains("3 too short for 48 frames"));
    CommandRun missing = new CommandRun();
    assertEquals(1, missing.run("dataset", "check", dir.resolve("none").toString()));
    assertTrue(oneErrorLine(missing).contains("There is no dataset"));
  }

  @Test
  void extractWritesFramesAndNamesWhatFails() throws IOException {
    Path videos = Files.createDirectory(dir.resolve("videos"));
    int[] argb = new int[16 * 16];
    Arrays.fill(argb, 0xFF808080);
    try (ClipWriter writer =
        ClipWriters.open(ClipFormat.MP4, videos.resolve("a.mp4"), ClipOptions.of(16, 16, 2))) {
      writer.write(new FrameImage(16, 16, argb));
      writer.write(new FrameImage(16, 16, argb));
      writer.finish();
    }
    Path out = dir.resolve("frames");
    String[] command = {"dataset", "extract", videos.toString(), out.toString()};
    CommandRun kymo = new CommandRun();
    kymo.footage = VIDEOS;
    assertEquals(0, kymo.run(command));
    assertTrue(
        kymo.consoles.out().startsWith("Wrote 2 frames of 1 videos to " + out),
        kymo.consoles.out());
    assertEquals(List.of("frame_000000.jpg", "frame_000001.jpg"), names(out.resolve("a")));
    Files.write(videos.resolve("b.mp4"), new byte[10]);
    CommandRun again = new CommandRun();
    again.footage = VIDEOS;
    assertEquals(1, again.run(command));
    assertTrue(again.consoles.out().contains("1 were there already"), again.consoles.out());
    assertTrue(again.consoles.out().contains("b.mp4 cannot be read"), again.consoles.out());
    assertTrue(oneErrorLine(again).contains("1 of the videos could not be extracted"));
  }
}
