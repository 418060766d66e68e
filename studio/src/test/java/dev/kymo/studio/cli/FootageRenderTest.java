package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.CheckpointWriter;
import dev.kymo.inference.checkpoint.torch.PyNamespace;
import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.OriginalPixels;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.ffmpeg.FfmpegLimits;
import dev.kymo.inference.ffmpeg.FfmpegProcess;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOpener;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.cli.render.ClipRendering;
import dev.kymo.studio.cli.render.FootageFinder;
import dev.kymo.studio.cli.render.RenderWork;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * From the words of a command line to whole frames of footage. The model is the demo, which says of
 * itself that it has learned the footage: what it draws is another matter, the frames are not.
 */
@Timeout(120)
class FootageRenderTest implements RenderWork.Listener {
  private static final FfmpegPrograms PROGRAMS = new FfmpegPrograms(Path.of("target/ffmpeg"));
  private static final int FIRST = 5;
  private static final int FRAMES = 16;
  private static final int WIDTH = 96;
  private static final int HEIGHT = 64;

  private final List<String> notes = new ArrayList<>();
  private final CommandRun kymo = new CommandRun();
  @TempDir private Path dir;
  private Path clip;
  private Path model;

  @BeforeEach
  void footageThatIsLearned() throws Exception {
    clip = dir.resolve("talk.mp4");
    ffmpeg(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=96x64:r=24000/1001:d=2",
        "-f",
        "lavfi",
        "-i",
        "sine=440:d=2",
        "-c:v",
        "libopenh264",
        "-c:a",
        "aac",
        "-y",
        clip.toString());
    FootageInfo info = new FootageOpener(PROGRAMS).open(clip).info();
    assertTrue(info.sound());
    model = learned(FootageHash.of(clip), info.rate());
  }

  private Path learned(String hash, FrameRate rate) throws IOException {
    Checkpoint demo =
        CheckpointReader.read(new DemoFiles(dir.resolve("cache")).checkpoint(Demo.SHAPES));
    FootageOrigin origin =
        new FootageOrigin(
            "talk.mp4", hash, WIDTH, HEIGHT, rate, FIRST, FRAMES, new Square(16, 0, 64), 1, 1);
    Map<String, Object> entries = new LinkedHashMap<>(demo.state().entries());
    entries.put(
        "args",
        new PyNamespace(Map.of(FootageOrigins.OPTION, FootageOrigins.text(List.of(origin)))));
    Path file = dir.resolve("talk.safetensors");
    CheckpointWriter.write(new CheckpointState(entries), demo.spec(), file);
    return file;
  }

  private static byte[] ffmpeg(String... arguments) throws Exception {
    try (FfmpegProcess process =
        FfmpegProcess.start(
            PROGRAMS.ffmpeg(), List.of(arguments), Optional.empty(), FfmpegLimits.work())) {
      byte[] out = process.readAll(1 << 26);
      assertEquals(0, process.waitFor(), process.reason());
      return out;
    }
  }

  private static String probe(Path file, String entries) throws Exception {
    try (FfmpegProcess process =
        FfmpegProcess.start(
            PROGRAMS.ffprobe(),
            List.of("-of", "csv=p=0", "-show_entries", entries, "-i", file.toString()),
            Optional.empty(),
            FfmpegLimits.look())) {
      String answer = new String(process.readAll(1 << 20), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), process.reason());
      return answer.strip();
    }
  }

  @Override
  public void opened(SourceInfo info) {
    // What it is drawn with is another test's.
  }

  @Override
  public void frame(int done, int total) {
    assertTrue(done <= total);
  }

  @Override
  public void smallerBatch(int frames) {
    notes.add(frames + " at once");
  }

  @Override
  public void note(String sentence) {
    notes.add(sentence);
  }

  @Override
  public void written(Path path) {
    assertTrue(Files.exists(path));
  }

  /** Renders by the words of a command line. */
  private void render(String... options) throws Exception {
    List<String> args = new ArrayList<>(List.of("render", "--checkpoint", model.toString()));
    args.addAll(List.of("--footage", clip.toString(), "--device", "cpu", "--precision", "fp32"));
    args.addAll(List.of(options));
    assertEquals(0, kymo.run(args.toArray(new String[0])), kymo.consoles.err());
    ClipRendering rendering =
        new ClipRendering(
            device ->
                EngineSession.start(EngineSetup.onThisMachine(), device, dir.resolve("cache")),
            new ClipEncoders(PROGRAMS),
            new FootageFinder(new FootageOpener(PROGRAMS), OriginalPixels.of(CarryQuality.LIVE)));
    rendering.render(kymo.plans.get(kymo.plans.size() - 1), this, () -> false);
  }

  private List<byte[]> originals() throws Exception {
    List<byte[]> frames = new ArrayList<>();
    Footage footage = new FootageOpener(PROGRAMS).open(clip);
    footage.read(
        FIRST,
        FRAMES,
        Optional.empty(),
        Optional.empty(),
        (index, frame) -> frames.add(frame.rgb()));
    return frames;
  }

  private static byte[] rgb(Path png) throws IOException {
    BufferedImage image = ImageIO.read(png.toFile());
    byte[] rgb = new byte[3 * image.getWidth() * image.getHeight()];
    int at = 0;
    for (int pixel :
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth())) {
      rgb[at++] = (byte) (pixel >> 16);
      rgb[at++] = (byte) (pixel >> 8);
      rgb[at++] = (byte) pixel;
    }
    return rgb;
  }

  private static double decibels(byte[] a, byte[] b) {
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      double error = (a[i] & 0xFF) - (b[i] & 0xFF);
      squares += error * error;
    }
    return 10 * Math.log10(255 * 255 * a.length / Math.max(1e-9, squares));
  }

  @Test
  void withoutAnEditTheFootageComesBackToTheBit() throws Exception {
    Path out = dir.resolve("frames");
    render("--bands", "2", "--gain", "1,1", "--out", out.toString());
    List<byte[]> originals = originals();
    for (int i = 0; i < FRAMES; i++) {
      Path png = out.resolve("frame_%05d.png".formatted(i));
      assertArrayEquals(originals.get(i), rgb(png), png.toString());
    }
    try (Stream<Path> files = Files.list(out)) {
      assertEquals(FRAMES, files.count());
    }
    assertTrue(
        notes.contains("The sound is left out: there is none in PNG frames in a folder."),
        notes.toString());
  }

  @Test
  void aVideoKeepsFramesRateAndSound() throws Exception {
    Path out = dir.resolve("out.mkv");
    render("--out", out.toString());
    byte[] all = new byte[0];
    for (byte[] frame : originals()) {
      int length = all.length;
      all = Arrays.copyOf(all, length + frame.length);
      System.arraycopy(frame, 0, all, length, frame.length);
    }
    byte[] back = ffmpeg("-i", out.toString(), "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1");
    assertArrayEquals(all, back);
    assertEquals(
        "ffv1,video,24000/1001\naac,audio,0/0",
        probe(out, "stream=codec_name,codec_type,avg_frame_rate").replace("\r", ""));
  }

  @Test
  void aLossyVideoIsNear() throws Exception {
    Path out = dir.resolve("out.mov");
    render("--format", "prores-4444", "--no-sound", "--out", out.toString());
    byte[] back =
        ffmpeg(
            "-i",
            out.toString(),
            "-vf",
            "scale=flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp,format=rgb24",
            "-f",
            "rawvideo",
            "pipe:1");
    int frame = 3 * WIDTH * HEIGHT;
    double near = decibels(originals().get(3), Arrays.copyOfRange(back, 3 * frame, 4 * frame));
    assertTrue(near > 45, "dB: " + near);
    assertEquals("prores", probe(out, "stream=codec_name"));
  }

  @Test
  void anEditChangesTheSquareAlone() throws Exception {
    Path out = dir.resolve("frames");
    render("--gain", "3", "--out", out.toString());
    byte[] original = originals().get(7);
    byte[] edited = rgb(out.resolve("frame_00007.png"));
    boolean changed = false;
    for (int i = 0; i < original.length; i++) {
      int x = i / 3 % WIDTH;
      boolean inside = x >= 16 && x < 80;
      assertTrue(inside || original[i] == edited[i], "outside of the square at " + i);
      changed |= original[i] != edited[i];
    }
    assertTrue(changed);
  }

  @Test
  void theSquareAloneInAnySize() throws Exception {
    Path out = dir.resolve("frames");
    render("--part", "square", "--size", "40x30", "--frames", "2", "--out", out.toString());
    BufferedImage image = ImageIO.read(out.resolve("frame_00001.png").toFile());
    assertEquals(40, image.getWidth());
    assertEquals(30, image.getHeight());
    assertTrue(
        notes.contains(
            "The frames keep their shape: they are 30 x 30 pixels, and black bars fill the 40 x 30"
                + " of the clip."),
        notes.toString());
    assertTrue(
        notes.contains("The sound is left out: the clip plays at another speed than the footage."),
        notes.toString());
  }

  @Test
  void whatGoesBeyondTheClipIsSaid() throws Exception {
    render("--to", "1.5", "--out", dir.resolve("frames").toString());
    assertTrue(
        notes.contains(
            "4 of 20 frames lie outside the learned frames 5 to 20 of talk.mp4: they show the"
                + " model's picture, enlarged, in the nearest frame of the footage."),
        notes.toString());
  }

  @Test
  void otherFootageIsRefused() throws Exception {
    model = learned("f".repeat(64), FrameRate.of(24));
    Exception failure =
        assertThrows(Exception.class, () -> render("--out", dir.resolve("a.mp4").toString()));
    assertEquals(
        clip
            + " has changed since the model learned it: name the file as it was, or learn it anew.",
        failure.getMessage());
    clip = dir.resolve("gone.mp4");
    Exception gone =
        assertThrows(Exception.class, () -> render("--out", dir.resolve("a.mp4").toString()));
    assertEquals(clip + " cannot be read: it does not exist.", gone.getMessage());
    assertFalse(Files.exists(dir.resolve("a.mp4")));
  }

  @Test
  void aModelWithoutFootageIsRefused() throws Exception {
    model = new DemoFiles(dir.resolve("cache")).checkpoint(Demo.SHAPES);
    Exception failure =
        assertThrows(Exception.class, () -> render("--out", dir.resolve("a.mp4").toString()));
    assertTrue(
        failure.getMessage().endsWith("or learn the clip with kymo learn."), failure.getMessage());
  }

  @Test
  void codesThatWereNotLearnedAreSaid() throws Exception {
    render("--content-seed", "1", "--motion-seed", "77", "--out", dir.resolve("a").toString());
    assertTrue(
        notes.contains(
            "This model has learned only the codes 1 (talk.mp4): code 77 gives broken pictures."),
        notes.toString());
    notes.clear();
    render("--content-seed", "1", "--motion-seed", "1", "--out", dir.resolve("b").toString());
    assertTrue(notes.stream().noneMatch(note -> note.contains("broken")), notes.toString());
  }

  @Test
  void aMissingFolderIsMadeAndThatIsSaid() throws Exception {
    Path file = dir.resolve("new").resolve("deeper").resolve("a.mp4");
    render("--out", file.toString());
    assertTrue(Files.exists(file));
    assertEquals(
        "Made the folder " + file.getParent() + ".", kymo.consoles.err().lines().findFirst().get());
  }

  @Test
  void anEndingAloneIsNoName() {
    int status =
        kymo.run("render", "--checkpoint", "m.pt", "--out", dir.resolve(".mp4").toString());
    assertEquals(2, status);
    assertTrue(kymo.consoles.err().contains("no name before its ending"), kymo.consoles.err());
  }

  @Test
  void anotherContentIsRefused() {
    Exception failure =
        assertThrows(
            Exception.class,
            () -> render("--content-seed", "9", "--out", dir.resolve("a.mp4").toString()));
    assertEquals(
        clip
            + " is content 1 of the model, and the edit shows another, so that its pixels do not fit:"
            + " use --content-seed 1, or leave it out.",
        failure.getMessage());
  }
}
