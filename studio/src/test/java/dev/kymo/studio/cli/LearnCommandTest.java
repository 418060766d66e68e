package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.inference.model.InitialWeights;
import dev.kymo.studio.cli.train.TrainingWork;
import dev.kymo.trainer.dataset.puppet.Puppet;
import dev.kymo.trainer.dataset.puppet.PuppetLook;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.CheckpointStore;
import dev.kymo.trainer.run.DiskSpace;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code kymo learn} makes of clips and options, and what it says. */
class LearnCommandTest {
  private static final FrameRate RATE = new FrameRate(25, 1);

  private final CommandRun kymo = new CommandRun();
  @TempDir private Path dir;
  private Path clip;
  private Path out;

  @BeforeEach
  void puppetsForFootage() throws IOException {
    clip = Files.writeString(dir.resolve("clip.mp4"), "a puppet");
    out = dir.resolve("model.safetensors");
    kymo.training = new Learner();
    kymo.footage = file -> new PuppetFootage(file, 64, Integer.MAX_VALUE, 1);
  }

  /** A puppet at 96 x 64; from a frame on another one, upside down. */
  private record PuppetFootage(Path file, int frames, int cut, double gain) implements Footage {
    @Override
    public FootageInfo info() {
      return new FootageInfo(
          file, 96, 64, RATE, frames, false, "H.264", List.of("It is turned upright."));
    }

    @Override
    public Reading read(
        int first, int count, Optional<Square> square, Optional<Integer> height, Sink sink)
        throws IOException, InterruptedException {
      int to = Math.min(frames, first + count);
      for (int k = first; k < to; k++) {
        RgbFrame one = drawn(k < cut ? 1 : 9, k, height.orElseThrow(), gain);
        RgbFrame frame = k < cut ? one : upsideDown(one);
        if (!sink.frame(k, frame)) {
          break;
        }
      }
      return new Reading(to - first, List.of());
    }
  }

  private static RgbFrame upsideDown(RgbFrame frame) {
    byte[] from = frame.rgb();
    byte[] to = new byte[from.length];
    for (int i = 0; i < to.length; i += 3) {
      System.arraycopy(from, from.length - 3 - i, to, i, 3);
    }
    return new RgbFrame(frame.width(), frame.height(), to);
  }

  /** Drawn once for all tests. */
  private static final Map<String, RgbFrame> DRAWN = new HashMap<>();

  private static RgbFrame drawn(long look, int frame, int size, double gain) {
    return DRAWN.computeIfAbsent(
        look + " " + frame + " " + size + " " + gain,
        key -> new Puppet(PuppetLook.of(look)).draw(frame / RATE.perSecond(), size, gain, gain));
  }

  /** Ends every run at once, with a model that has its figures. */
  private static final class Learner implements TrainingWork {
    @Override
    public RunStatus train(RunDirectory run, RunListener listener) throws IOException {
      TrainingOptions options = run.options();
      long steps = options.schedule().steps();
      new CheckpointStore(run, options, DiskSpace.REAL)
          .publish(
              steps,
              InitialWeights.of(options.model().generator(), 0),
              Map.of("fit_db", 41.26, "between_db", 40.5, "between_ssim", 0.98));
      RunStatus end = RunStatus.ofThisProcess(steps, steps).in(RunState.ENDED, "");
      end.write(run);
      return end;
    }

    @Override
    public TrainerProcess background(RunDirectory run) throws IOException {
      RunStatus.ofThisProcess(0, 1).write(run);
      return TrainerProcess.attach(run.root());
    }

    @Override
    public DryRun.Report dryRun(TrainingOptions options, DryRun.Progress progress) {
      return new DryRun.Report(
          "CPU", "fp32", "clip.mp4, 64 frames", 0.25, 1, 700_000_000, 0, 5000, 30_000_000, 40);
    }
  }

  private LearningOptions learned(String... more) throws IOException {
    String[] line = new String[4 + more.length];
    line[0] = "learn";
    line[1] = clip.toString();
    line[2] = "--out";
    line[3] = out.toString();
    System.arraycopy(more, 0, line, 4, more.length);
    assertEquals(0, kymo.run(line), kymo.consoles.err());
    return options().learning().orElseThrow();
  }

  private TrainingOptions options() throws IOException {
    return RunDirectory.open(dir.resolve("model-run")).options();
  }

  @Test
  void theWholeClipAndItsMiddleSquareAreLearnedByItself() throws IOException {
    LearningOptions learning = learned();
    LearnedClip only = learning.clips().get(0);
    assertEquals(
        new LearnedClip(
            clip.toAbsolutePath().toString(),
            FootageHash.of(clip),
            96,
            64,
            25,
            1,
            0,
            64,
            16,
            0,
            64),
        only);
    assertEquals(64, options().model().generator().videoLength());
    assertEquals(64, options().model().generator().imageSize());
    assertEquals(4000, options().schedule().steps());
    assertTrue(kymo.consoles.err().contains("It is turned upright."), kymo.consoles.err());
    assertEquals(
        "Learned in 4,000 steps: fit 41.3 dB, in-between frames 40.5 dB (SSIM 0.980): "
            + out
            + "\n",
        kymo.consoles.out().replace("\r\n", "\n"));
  }

  @Test
  void theFrequenciesReachAsFarAsTheClipsOwnMotion() throws IOException {
    learned();
    double radians = options().model().generator().frequencyRanges().get(0);
    double hertz = radians / Math.PI / 64 * 25;
    // The mouth moves at 3.7 and 5.1 Hz.
    assertTrue(hertz > 4 && hertz < 12, hertz + " Hz");
    assertEquals(0, kymo.run("learn", clip.toString(), "--out", dir + "/b.pt", "--highest", "3"));
    double asked =
        RunDirectory.open(dir.resolve("b-run"))
            .options()
            .model()
            .generator()
            .frequencyRanges()
            .get(0);
    assertEquals(Math.PI * 3 * 64 / 25, asked, 1e-9);
  }

  @Test
  void rangeSquareAndSizeAreThoseAskedFor() throws IOException {
    LearnedClip only =
        learned("--start", "0.4", "--end", "2", "--square", "8,4,48", "--size", "32")
            .clips()
            .get(0);
    assertEquals(10, only.first());
    assertEquals(40, only.frames());
    assertEquals(new Square(8, 4, 48), only.square());
    assertEquals(32, options().model().generator().imageSize());
  }

  @Test
  void thePartBeforeACutIsLearnedAndSaid() throws IOException {
    kymo.footage = file -> new PuppetFootage(file, 64, 40, 1);
    LearnedClip only = learned().clips().get(0);
    assertEquals(0, only.first());
    assertEquals(40, only.frames());
    assertTrue(kymo.consoles.err().contains("scene changes at frame 40"), kymo.consoles.err());
  }

  @Test
  void aShortFirstSceneIsLeftOut() throws IOException {
    kymo.footage = file -> new PuppetFootage(file, 64, 14, 1);
    LearnedClip only = learned().clips().get(0);
    assertEquals(14, only.first(), kymo.consoles.err());
    assertEquals(50, only.frames());
  }

  @Test
  void longFootageIsLearnedInPartAndThatIsSaid() throws IOException {
    kymo.footage = file -> new PuppetFootage(file, 200, Integer.MAX_VALUE, 1);
    assertEquals(128, learned("--size", "32").clips().get(0).frames());
    assertTrue(kymo.consoles.err().contains("first 128 of them"), kymo.consoles.err());
  }

  @Test
  void minutesBecomeSteps() throws IOException {
    learned("--minutes", "2");
    assertEquals(480, options().schedule().steps());
    assertTrue(kymo.consoles.err().contains("480 steps in 2 min 00 s"), kymo.consoles.err());
  }

  @Test
  void clipsAreLearnedTogether() throws IOException {
    Path other = Files.writeString(dir.resolve("other.mp4"), "another puppet");
    LearningOptions learning = learned(other.toString());
    assertEquals(
        List.of("clip.mp4", "other.mp4"),
        learning.clips().stream().map(LearnedClip::name).toList());
  }

  @Test
  void theSameClipIsLearnedOnce() {
    int status = kymo.run("learn", clip.toString(), clip.toString(), "--out", out.toString());
    assertEquals(2, status);
    assertTrue(kymo.consoles.err().contains("named twice"), kymo.consoles.err());
  }

  @Test
  void anEndBeyondTheClipIsSaid() throws IOException {
    LearningOptions learning = learned("--end", "9");
    assertEquals(64, learning.clips().get(0).frames());
    assertTrue(kymo.consoles.err().contains("ends at 2.56 s, before the end of 9.00 s"));
  }

  @Test
  void aModelNeedsAName() {
    assertEquals(2, kymo.run("learn", clip.toString(), "--out", dir.resolve(".pt").toString()));
    assertTrue(kymo.consoles.err().contains("no name before its ending"), kymo.consoles.err());
  }

  @Test
  void aDryRunMakesNothing() {
    assertEquals(
        0,
        kymo.run("learn", clip.toString(), "--out", out.toString(), "--dry-run"),
        kymo.consoles.err());
    assertTrue(kymo.consoles.out().contains("250 ms"), kymo.consoles.out());
    assertFalse(Files.exists(dir.resolve("model-run")));
  }

  @Test
  void aStillClipIsRefusedBeforeAnythingIsMade() {
    kymo.footage = file -> new PuppetFootage(file, 64, Integer.MAX_VALUE, 0);
    assertEquals(1, kymo.run("learn", clip.toString(), "--out", out.toString()));
    assertTrue(kymo.consoles.err().contains("too still"), kymo.consoles.err());
    assertFalse(Files.exists(dir.resolve("model-run")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--square 50,0,64 | 1 | does not lie in them",
        "--start 9 | 1 | ends at 2.56 s",
        "--end 0.4 | 1 | 10 frames",
        "--square 5,5 | 2 | left edge, top edge and side",
        "--size 48 | 2 | 32, 64, 128 or 256",
        "--minutes 1 --steps 5 | 2 | not both",
        "--start 2 --end 1 | 2 | after --start",
        "--minutes 0 | 2 | above 0",
        "--square=-1,0,64 | 2 | none negative",
        "--highest 13 | 2 | nothing faster than 12.5 Hz"
      })
  void whatCannotBeIsSaidInOneSentence(String given, int status, String said) {
    String[] more = given.trim().split(" ", -1);
    String[] line = new String[4 + more.length];
    System.arraycopy(
        new String[] {"learn", clip.toString(), "--out", out.toString()}, 0, line, 0, 4);
    System.arraycopy(more, 0, line, 4, more.length);
    assertEquals(status, kymo.run(line), kymo.consoles.err());
    assertTrue(kymo.consoles.err().contains(said), kymo.consoles.err());
    assertFalse(Files.exists(dir.resolve("model-run")));
  }

  @Test
  void theModelIsACheckpoint() {
    assertEquals(2, kymo.run("learn", clip.toString(), "--out", dir.resolve("a.mp4").toString()));
    assertTrue(kymo.consoles.err().contains(".safetensors or .pt"), kymo.consoles.err());
  }
}
