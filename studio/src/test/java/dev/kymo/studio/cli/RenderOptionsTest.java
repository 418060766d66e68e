package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.inference.clip.ExactSize;
import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.ScaleMethod;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.file.Sha256;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.cli.render.ClipLook;
import dev.kymo.studio.cli.render.FootageChoice;
import dev.kymo.studio.cli.render.RenderPlan;
import dev.kymo.studio.document.CheckpointReference;
import dev.kymo.studio.document.Project;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.footage.FootageReference;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.ClipRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the words of a command line to a plan. */
class RenderOptionsTest {
  private final CommandRun kymo = new CommandRun();

  private int render(String options) {
    List<String> args = new ArrayList<>(List.of("render", "--checkpoint", "m.pt"));
    if (!options.contains("--out")) {
      args.addAll(List.of("--out", "clip.mp4"));
    }
    if (!options.isBlank()) {
      args.addAll(List.of(options.split(" ")));
    }
    return kymo.run(args.toArray(new String[0]));
  }

  private RenderPlan plan(String options) {
    assertEquals(0, render(options), kymo.consoles.err());
    return kymo.plans.get(kymo.plans.size() - 1);
  }

  @Test
  void theDefaultsAreThoseOfTheDesign() {
    RenderPlan plan = plan("");
    assertEquals(Path.of("m.pt"), plan.checkpoint());
    assertEquals(ClipFormat.MP4, plan.output().format());
    assertEquals(1, plan.output().count());
    assertEquals(ClipLook.AS_DRAWN, plan.look());
    assertEquals(new TimeGrid(-1, 1, 16), plan.grid());
    assertEquals(FrameRate.of(25), plan.rate());
    assertEquals(0, plan.latents().contentSeed());
    assertEquals(List.of(0L), plan.latents().motionSeeds());
    assertEquals(0, plan.latents().noiseSeed());
    assertEquals(Optional.empty(), plan.latents().file());
    assertEquals(1, plan.bands().bands());
    assertEquals(Optional.empty(), plan.precision());
    assertEquals(DeviceChoice.AUTO, plan.device());
  }

  @Test
  void aDeviceWithoutEnoughMemoryIsSpokenOf() {
    kymo.rendering = (plan, listener, cancelled) -> listener.smallerBatch(4);
    assertEquals(0, render(""));
    assertEquals(
        "The device ran out of memory, so frames are drawn 4 at a time; they are the same.",
        kymo.consoles.err().strip());
  }

  @Test
  void everyOptionArrives() {
    RenderPlan plan =
        plan(
            "--out o --format jpg --content-seed 5 --motion-seed 7,-8,9 --noise-seed 3 --count 4"
                + " --from -3 --to 5.5 --frames 24 --fps 30 --bands 1.5,4 --codes 0,1,2 --keep 0,2"
                + " --gain 1.7,0.25,0 --speed -0.5,1,2 --phase 0,0.8,-2.5 --precision bf16"
                + " --device cuda:1 --save-latents l.npz");
    assertEquals(ClipFormat.JPG, plan.output().format());
    assertEquals(Path.of("o", "0003"), plan.output().path(3));
    assertEquals(5, plan.latents().contentSeed());
    assertEquals(List.of(7L, -8L, 9L), plan.latents().motionSeeds());
    assertEquals(List.of(9L, -6L, 11L), plan.latents().motionSeeds(2));
    assertEquals(7, plan.latents().contentSeed(2));
    assertEquals(3, plan.latents().noiseSeed());
    assertEquals(Optional.of(Path.of("l.npz")), plan.latents().saveTo());
    assertEquals(new TimeGrid(-3, 5.5, 24), plan.grid());
    assertEquals(FrameRate.of(30), plan.rate());
    assertEquals(Optional.of(BandPlan.of(1.5, 4)), plan.bands().plan());
    assertEquals(List.of(0, 1, 2), plan.bands().codes());
    assertEquals(Optional.of(List.of(0, 2)), plan.bands().keep());
    assertEquals(List.of(1.7, 0.25, 0.0), plan.bands().gain());
    assertEquals(List.of(-0.5, 1.0, 2.0), plan.bands().speed());
    assertEquals(List.of(0.0, 0.8, -2.5), plan.bands().phase());
    assertEquals(Optional.of(Precision.BF16), plan.precision());
    assertEquals(DeviceChoice.cuda(1), plan.device());
    assertEquals(
        new ClipLook(8, ScaleMethod.SMOOTH, ClipQuality.SMALL, Optional.empty()),
        plan("--scale 8 --smooth --quality small").look());
  }

  @Test
  void footageHasItsOwnTimesRateAndCodes() {
    FootageChoice own = plan("--footage talk.mov --out c.mov").footage().orElseThrow();
    assertEquals(
        new FootageChoice(
            Path.of("talk.mov"),
            CarriedClip.Part.FRAME,
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            true),
        own);
    FrameRate film = new FrameRate(24_000, 1001);
    FootageOrigin origin =
        new FootageOrigin(
            "talk.mov", "0".repeat(64), 64, 64, film, 7, 12, new Square(0, 0, 64), 3, 4);
    assertEquals(new TimeGrid(-1, 0.5, 12), own.grid(origin, 16));
    assertEquals(film, own.rate(origin));
    FootageChoice asked =
        plan("--footage a.mov --part square --no-sound --from 0 --frames 8 --fps 23.98")
            .footage()
            .orElseThrow();
    assertEquals(CarriedClip.Part.SQUARE, asked.part());
    assertFalse(asked.sound());
    assertEquals(new TimeGrid(0, 0.5, 8), asked.grid(origin, 16));
    assertEquals(FrameRate.of(23.98), asked.rate(origin));
    assertEquals(
        new ClipLook(
            1,
            ScaleMethod.NEAREST,
            ClipQuality.BEST,
            Optional.of(new ExactSize(64, 48, ExactSize.Fit.STRETCH))),
        plan("--footage a.mov --size 64x48 --stretch").look());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--bands 4,2 | --bands",
        "--bands 2,,4 | --bands",
        "--bands -1,2 | --bands",
        "--bands 2 --gain 1,2,3 | --gain has 3 values for 2 bands",
        "--gain 5 | --gain must be in [0, 4]",
        "--scale 0 | --scale must be in [1, 16], but is 0",
        "--scale 17 | --scale must be in [1, 16], but is 17",
        "--scale 2 --out c.npz | leave out --scale",
        "--size 8x8 --out c.npz | leave out --size",
        "--size 8x8 --scale 2 | --size is the size of the clip: leave out --scale",
        "--size large | --size: A size is written as width x height, such as 1280x720, not 'large'",
        "--stretch | --stretch is for --size",
        "--part square | --part is for --footage",
        "--no-sound | --no-sound is for --footage",
        "--footage a.mp4 --part half | expected frame or square, but was 'half'",
        "--footage a.mp4 --out a.mp4 | --out is the footage itself, which would be lost",
        "--footage a.mp4 --count 2 | --footage is one clip, so --count cannot be 2",
        "--footage a.mp4 --scale 2 | use --size in place of --scale",
        "--footage a.mp4 --out c.npz | leave out --footage",
        "--footage a.mp4 --latents l.npz | leave out --latents, or --footage",
        "--quality fine | choose best, high or small",
        "--quality small --out c.gif | --quality is for lossy videos",
        "--gain NaN | --gain must be in [0, 4]",
        "--speed -4.5 | --speed must be in [-4, 4]",
        "--phase Infinity | --phase must be finite",
        "--keep 3 | --keep names band 3, but there are 3",
        "--codes 1 | --codes names code 1, but there is 1",
        "--codes -1 | --codes counts from 0",
        "--motion-seed 1,2 --bands 2,4 | --codes",
        "--motion-seed 1.5 | --motion-seed",
        "--count 0 | --count must be at least 1",
        "--count 2 --latents l.npz | --latents gives one clip",
        "--latents l.npz --motion-seed 1 | leave out --content-seed and --motion-seed",
        "--fps 0 | --fps",
        "--frames 0 | --frames",
        "--from 1 --to -1 | --from, --to",
        "--out clip.avi | --out ends in .avi",
        "--out clip.mp4 --format gif | --format gif does not fit --out",
        "--format avi | --format",
        "--precision fp8 | expected auto, fp32, bf16 or fp16",
        "--device cuda:x | expected auto, cpu, cuda",
        "--content-seed x | --content-seed"
      })
  void errorsNameTheOptionAndWhatIsExpected(String options, String expected) {
    assertEquals(2, render(options));
    String err = kymo.consoles.err();
    assertTrue(err.contains(expected), err);
    assertEquals(1, err.lines().count(), err);
    assertEquals(List.of(), kymo.plans);
  }

  @Test
  void aProjectSaysWhatIsDrawnAndOptionsMayChangeWhen(@TempDir Path dir) throws IOException {
    Path checkpoint = Files.writeString(dir.resolve("m.pt"), "weights");
    Path file = dir.resolve("edit.kymo");
    EditorState state =
        EditorState.first(BandPlan.of(2))
            .withRange(new ClipRange(-0.5, 1.5))
            .withFps(12)
            .withBetween(1);
    ProjectFile.write(
        file, new Project(CheckpointReference.at(checkpoint, Sha256.of(checkpoint)), state, true));
    String project = file.toString();
    assertEquals(0, kymo.run("render", "--project", project, "--out", "c.mp4"));
    RenderPlan plan = kymo.plans.get(0);
    assertEquals(checkpoint, plan.checkpoint());
    assertEquals(state, plan.project().orElseThrow().state());
    assertTrue(plan.project().orElseThrow().ownFrames());
    assertEquals(FrameRate.of(24), plan.rate());
    assertEquals(
        0,
        kymo.run("render", "--project", project, "--out", "c.mp4", "--frames", "5", "--to", "9"));
    assertEquals(new TimeGrid(-0.5, 9, 5), kymo.plans.get(1).grid());
    assertEquals(2, kymo.run("render", "--project", project, "--out", "c.mp4", "--gain", "2"));
    assertTrue(kymo.consoles.err().contains("leave out --gain"), kymo.consoles.err());
    assertEquals(2, kymo.run("render", "--project", project, "--out", "c.mp4", "--count", "2"));

    Files.writeString(checkpoint, "trained on");
    assertEquals(1, kymo.run("render", "--project", project, "--out", "c.mp4"));
    assertTrue(kymo.consoles.err().contains("is not what it was"), kymo.consoles.err());
    Files.delete(checkpoint);
    assertEquals(1, kymo.run("render", "--project", project, "--out", "c.mp4"));
    assertTrue(kymo.consoles.err().contains("is missing"), kymo.consoles.err());
    assertEquals(
        0, kymo.run("render", "--project", project, "--checkpoint", "n.pt", "--out", "c.mp4"));
    assertEquals(Path.of("n.pt"), kymo.plans.get(2).checkpoint());
    assertEquals(1, kymo.run("render", "--project", "none.kymo", "--out", "c.mp4"));
    assertTrue(kymo.consoles.err().contains("none.kymo"), kymo.consoles.err());
  }

  @Test
  void aProjectsFootageIsUsedWhereItIsUnlessNoneIsAskedFor(@TempDir Path dir) throws IOException {
    Path checkpoint = Files.writeString(dir.resolve("m.pt"), "weights");
    Path clip = Files.writeString(dir.resolve("talk.mov"), "pictures");
    Path file = dir.resolve("edit.kymo");
    ProjectFile.write(
        file,
        new Project(
            CheckpointReference.at(checkpoint, Sha256.of(checkpoint)),
            EditorState.first(BandPlan.of(2)),
            true,
            List.of(FootageReference.at(clip, FootageHash.of(clip)))));
    String project = file.toString();
    assertEquals(
        0, kymo.run("render", "--project", project, "--out", "c.mp4"), kymo.consoles.err());
    assertEquals(clip, kymo.plans.get(0).footage().orElseThrow().file());
    assertEquals(0, kymo.run("render", "--project", project, "--out", "c.mp4", "--no-footage"));
    assertEquals(Optional.empty(), kymo.plans.get(1).footage());
    assertEquals(0, kymo.run("render", "--project", project, "--out", "c.npz"));
    assertEquals(Optional.empty(), kymo.plans.get(2).footage());
    Files.delete(clip);
    assertEquals(1, kymo.run("render", "--project", project, "--out", "c.mp4"));
    assertTrue(kymo.consoles.err().contains("talk.mov, is missing"), kymo.consoles.err());
    assertEquals(2, render("--no-footage"));
    assertTrue(kymo.consoles.err().contains("--no-footage is for --project"), kymo.consoles.err());
  }
}
