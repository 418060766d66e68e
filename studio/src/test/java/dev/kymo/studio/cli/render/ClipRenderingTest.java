package dev.kymo.studio.cli.render;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.carry.CarryQuality;
import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.ScaleMethod;
import dev.kymo.inference.delivery.OriginalPixels;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.ffmpeg.FfmpegPrograms;
import dev.kymo.inference.footage.FootageOpener;
import dev.kymo.inference.frame.FrameSource.SourceInfo;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.inference.tensor.NpzFile;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.studio.engine.Demo;
import dev.kymo.studio.engine.DemoFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renders the demo with the real engine. */
class ClipRenderingTest implements RenderWork.Listener {
  private final List<String> heard = new ArrayList<>();
  @TempDir private Path dir;
  private Path checkpoint;

  @BeforeEach
  void unpackTheDemo() throws IOException {
    checkpoint = new DemoFiles(dir.resolve("cache")).checkpoint(Demo.SHAPES);
  }

  @Override
  public void opened(SourceInfo info) {
    heard.add("opened " + info.precision());
  }

  @Override
  public void frame(int done, int total) {
    heard.add(done + "/" + total);
  }

  @Override
  public void smallerBatch(int frames) {
    heard.add(frames + " at once");
  }

  @Override
  public void note(String sentence) {
    heard.add(sentence);
  }

  @Override
  public void written(Path path) {
    heard.add("wrote " + dir.relativize(path));
  }

  private RenderPlan plan(ClipOutput output, LatentChoice latents, BandSettings bands) {
    return plan(output, ClipLook.AS_DRAWN, latents, bands);
  }

  private RenderPlan plan(
      ClipOutput output, ClipLook look, LatentChoice latents, BandSettings bands) {
    return new RenderPlan(
        checkpoint,
        Optional.empty(),
        Optional.empty(),
        output,
        look,
        latents,
        bands,
        new TimeGrid(-1, 1, 3),
        FrameRate.of(25),
        Optional.of(Precision.FP32),
        DeviceChoice.CPU);
  }

  private static BandSettings twoBands() {
    return new BandSettings(
        Optional.of(BandPlan.of(3)),
        List.of(1, 0),
        Optional.empty(),
        List.of(1.0, 2.0),
        List.of(),
        List.of(),
        List.of());
  }

  private static BandSettings asTrained() {
    return new BandSettings(
        Optional.empty(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());
  }

  private void render(RenderPlan plan, BooleanSupplier cancelled) throws Exception {
    ClipRendering.EngineStart start =
        device -> EngineSession.start(EngineSetup.onThisMachine(), device, dir.resolve("cache"));
    FfmpegPrograms programs = new FfmpegPrograms(Path.of("target/ffmpeg"));
    FootageFinder finder =
        new FootageFinder(new FootageOpener(programs), OriginalPixels.of(CarryQuality.LIVE));
    new ClipRendering(start, new ClipEncoders(programs), finder).render(plan, this, cancelled);
  }

  private static LatentChoice seeds(List<Long> motion, Path saveTo) {
    return new LatentChoice(5, motion, 3, Optional.empty(), Optional.ofNullable(saveTo));
  }

  @Test
  void savedLatentsDrawTheSameClip() throws Exception {
    Path first = dir.resolve("first.npz");
    Path second = dir.resolve("second.npz");
    Path latents = dir.resolve("latents.npz");
    ClipOutput out = new ClipOutput(first, ClipFormat.NPZ, 1);
    render(plan(out, seeds(List.of(1L, 2L), latents), twoBands()), () -> false);
    assertEquals(
        List.of("opened fp32", "1/3", "2/3", "3/3", "wrote first.npz", "wrote latents.npz"), heard);
    LatentChoice file = new LatentChoice(0, List.of(0L), 0, Optional.of(latents), Optional.empty());
    render(plan(new ClipOutput(second, ClipFormat.NPZ, 1), file, twoBands()), () -> false);
    Map<String, HostTensor> a = NpzFile.read(first);
    Map<String, HostTensor> b = NpzFile.read(second);
    assertArrayEquals(new long[] {3, 3, 64, 64}, a.get("images").shape());
    assertArrayEquals(a.get("images").toFloats(), b.get("images").toFloats());
    assertArrayEquals(new float[] {-1, -1 / 3f, 1 / 3f}, a.get("t").toFloats(), 1e-6f);
  }

  @Test
  void clipsCountOn() throws Exception {
    render(
        plan(
            new ClipOutput(dir.resolve("out"), ClipFormat.PNG, 2),
            seeds(List.of(1L), null),
            asTrained()),
        () -> false);
    assertEquals(6, heard.stream().filter(line -> line.endsWith("/6")).count());
    byte[] first = Files.readAllBytes(dir.resolve("out/0000/frame_00000.png"));
    byte[] second = Files.readAllBytes(dir.resolve("out/0001/frame_00000.png"));
    assertFalse(java.util.Arrays.equals(first, second), "the second clip has other seeds");
  }

  @Test
  void scaledPixelsBecomeBlocks() throws Exception {
    ClipOutput small = new ClipOutput(dir.resolve("small"), ClipFormat.PNG, 1);
    ClipOutput large = new ClipOutput(dir.resolve("large"), ClipFormat.PNG, 1);
    ClipLook blocks = new ClipLook(3, ScaleMethod.NEAREST, ClipQuality.BEST, Optional.empty());
    render(plan(small, seeds(List.of(1L), null), asTrained()), () -> false);
    render(plan(large, blocks, seeds(List.of(1L), null), asTrained()), () -> false);
    BufferedImage a = ImageIO.read(dir.resolve("small/frame_00002.png").toFile());
    BufferedImage b = ImageIO.read(dir.resolve("large/frame_00002.png").toFile());
    assertEquals(
        List.of(3 * a.getWidth(), 3 * a.getHeight()), List.of(b.getWidth(), b.getHeight()));
    for (int y = 0; y < b.getHeight(); y++) {
      for (int x = 0; x < b.getWidth(); x++) {
        assertEquals(a.getRGB(x / 3, y / 3), b.getRGB(x, y), x + "," + y);
      }
    }
  }

  @Test
  void cancellingLeavesNothing() throws Exception {
    Path out = dir.resolve("clip.mp4");
    RenderPlan plan =
        plan(new ClipOutput(out, ClipFormat.MP4, 1), seeds(List.of(1L), null), asTrained());
    assertThrows(CancellationException.class, () -> render(plan, () -> heard.contains("2/3")));
    try (var files = Files.list(dir)) {
      assertEquals(List.of("cache"), files.map(f -> f.getFileName().toString()).toList());
    }
  }

  @Test
  void latentsOfAnotherModelAreRefusedBeforeTheEngineStarts() throws Exception {
    Path latents = dir.resolve("latents.npz");
    NpzFile.write(
        latents,
        Map.of("z_c", HostTensor.of(new float[4], 4), "z_m", HostTensor.of(new float[4], 1, 4)));
    LatentChoice file = new LatentChoice(0, List.of(0L), 0, Optional.of(latents), Optional.empty());
    RenderPlan plan =
        plan(new ClipOutput(dir.resolve("c.gif"), ClipFormat.GIF, 1), file, asTrained());
    String message = assertThrows(UserError.class, () -> render(plan, () -> false)).getMessage();
    assertTrue(message.contains("content 4 and motion 4, but the model has 128 and 128"), message);
    assertEquals(List.of(), heard);
  }
}
