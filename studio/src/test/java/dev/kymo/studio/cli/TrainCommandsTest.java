package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.kymo.studio.cli.train.TrainingWork;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.DefaultWidths;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.Preset;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.SharedProcessor;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands of training make of their options, and what they print. */
class TrainCommandsTest {
  private final CommandRun kymo = new CommandRun();
  private final Recorder recorder = new Recorder();
  @TempDir private Path dir;

  TrainCommandsTest() {
    kymo.training = recorder;
  }

  /** Ends every run at once, in the state that a test wants. */
  private static final class Recorder implements TrainingWork {
    private final List<TrainingOptions> dry = new ArrayList<>();
    private RunState state = RunState.ENDED;
    private String reason = "";

    @Override
    public RunStatus train(RunDirectory run, RunListener listener) throws IOException {
      long steps = run.options().schedule().steps();
      RunStatus status = RunStatus.ofThisProcess(steps, steps);
      listener.step(status, Map.of("generator", 0.7));
      RunStatus end = status.in(state, reason);
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
      dry.add(options);
      return new DryRun.Report(
          "CPU", "bf16", "3 videos", 0.25, 230.4, 1_500_000_000, 0, 5000, 300_000_000, 40);
    }
  }

  private TrainingOptions trained(String... options) throws IOException {
    Path run = dir.resolve("run" + System.nanoTime());
    List<String> line =
        new ArrayList<>(List.of("train", "--data", "clips", "--out", run.toString()));
    line.addAll(List.of(options));
    assertEquals(0, kymo.run(line.toArray(String[]::new)), kymo.consoles.err());
    return RunDirectory.open(run).options();
  }

  @Test
  void withoutOptionsThePresetIsFrozenAsItIs() throws IOException {
    TrainingOptions made = trained();
    TrainingOptions preset = Preset.TOY_64.options(made.data().source());
    assertEquals(preset, made);
    assertTrue(Path.of(made.data().source()).isAbsolute());
    assertTrue(kymo.consoles.out().startsWith("Trained 20,000 steps: "), kymo.consoles.out());
  }

  @Test
  void everyOptionReachesTheRun() throws IOException {
    TrainingOptions made =
        trained(
            ("--every-nth 2 --seed 9 --size 32 --channels 32,32,16,8 --image-channels 16,16,16,8"
                    + " --video-channels 8,8,8 --content-dim 20 --motion-dim 24 --content-layers 3"
                    + " --motion-layers 1 --frequencies 3,7 --clip-frames 8 --image-discriminator"
                    + " patch-image --video-discriminator patch-video --image-batch 3 --video-batch"
                    + " 5 --learning-rate 0.001 --beta1 0.5 --beta2 0.9 --r1 2 --r1-every 8"
                    + " --ema-kimg 0.5 --augment --video-resize-ratio 0.5 --no-shared-times --steps"
                    + " 70 --log-every 2 --sample-every 3 --latest-every 4 --generator-every 5"
                    + " --full-every 6 --keep-last 7 --keep-best 8 --sample-rows 9 --devices cpu,cpu"
                    + " --precision bf16 --threads 1 --decode-threads 2")
                .split(" "));
    assertEquals(List.of(3.0, 7.0), made.model().generator().frequencyRanges());
    assertEquals(List.of(32, 32, 16, 8), made.model().generator().channels());
    assertEquals(List.of(8, 8, 8), made.model().videoChannels());
    assertEquals(VideoDiscriminatorKind.PATCH_VIDEO, made.model().videoDiscriminator());
    assertEquals(new LossOptions(3, 5, 0.001, 0.5, 0.9, 2, 8, 0.5, true, 0.5, false), made.loss());
    assertEquals(70, made.schedule().steps());
    assertEquals(8, made.schedule().keepBest());
    assertEquals(List.of("cpu", "cpu"), made.machine().devices());
    assertEquals(TrainingPrecision.BF16, made.machine().precision());
    assertEquals(9, made.seed());
    assertEquals(2, made.data().everyNth());
  }

  @Test
  void coresShareTheBatchesOut() throws IOException {
    int cores = Runtime.getRuntime().availableProcessors();
    TrainingOptions made = trained("--devices", "cores", "--image-batch", "32");
    TrainingOptions given = trained("--devices", "cpu", "--image-batch", "32");
    assertEquals(SharedProcessor.shared(given, cores), made);
  }

  @Test
  void anotherSizeTakesThePublishedWidths() throws IOException {
    TrainingOptions made =
        trained("--preset", "toy-64", "--size", "128", "--video-resize-ratio", "0.5");
    assertEquals(DefaultWidths.generator(128), made.model().generator().channels());
    assertEquals(DefaultWidths.imageDiscriminator(128), made.model().imageChannels());
    assertEquals(
        DefaultWidths.videoDiscriminator(VideoDiscriminatorKind.DELTA, 64),
        made.model().videoChannels());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--preset toy-65",
        "--size 100",
        "--image-batch 0",
        "--video-resize-ratio 0.3",
        "--devices cuda:0,cuda:0",
        "--precision int8",
        "--channels 1,2",
        "--video-discriminator video --clip-frames 12"
      })
  void wrongValuesAreWrongUsageAndLeaveNothing(String options) {
    Path out = dir.resolve("run");
    String line = "train --data clips --out " + out + " " + options;
    assertEquals(2, kymo.run(line.split(" ")));
    assertEquals(1, kymo.consoles.err().lines().count(), kymo.consoles.err());
    assertFalse(Files.exists(out));
  }

  @Test
  void aDryRunPrintsAndLeavesNothing() {
    Path out = dir.resolve("run");
    assertEquals(0, kymo.run("train", "--data", "clips", "--out", out.toString(), "--dry-run"));
    String text = kymo.consoles.out();
    assertTrue(text.contains("0.250 s on average, over 40 steps"), text);
    assertTrue(text.contains("230.40 kimg/h"), text);
    assertTrue(text.contains("20,000 steps, 1 h 23 min"), text);
    assertTrue(text.contains("300.0 MB"), text);
    assertEquals(20_000, recorder.dry.get(0).schedule().steps());
    assertFalse(Files.exists(out));
  }

  @Test
  void aTakenFolderIsRefused() throws IOException {
    Files.writeString(dir.resolve("note.txt"), "mine");
    assertEquals(1, kymo.run("train", "--data", "clips", "--out", dir.toString()));
    assertTrue(kymo.consoles.err().contains("is not empty"), kymo.consoles.err());
  }

  @Test
  void aFailedRunIsStatus1WithItsReason() {
    recorder.state = RunState.FAILED;
    recorder.reason = "The loss is not a number.";
    Path out = dir.resolve("run");
    assertEquals(1, kymo.run("train", "--data", "clips", "--out", out.toString()));
    assertEquals("kymo: The loss is not a number.\n", kymo.consoles.err());
  }

  @Test
  void runsAreListedStoppedAndResumed() throws IOException {
    Path out = dir.resolve("all/toys");
    recorder.state = RunState.STOPPED;
    assertEquals(0, kymo.run("train", "--data", "clips", "--out", out.toString()));
    assertTrue(kymo.consoles.out().contains("kymo runs resume"), kymo.consoles.out());
    CommandRun list = new CommandRun();
    assertEquals(0, list.run("runs", "list", dir.toString(), "--json"));
    JsonObject row =
        JsonParser.parseString(list.consoles.out()).getAsJsonArray().get(0).getAsJsonObject();
    assertEquals("stopped", row.get("state").getAsString());
    assertEquals(out.toString(), row.get("run").getAsString());
    CommandRun stop = new CommandRun();
    assertEquals(1, stop.run("runs", "stop", out.toString()));
    assertTrue(stop.consoles.err().contains("is not being trained"), stop.consoles.err());
    CommandRun resume = new CommandRun();
    resume.training = recorder;
    assertEquals(0, resume.run("runs", "resume", out.toString(), "--background"));
    assertTrue(resume.consoles.out().contains("in process"), resume.consoles.out());
    CommandRun text = new CommandRun();
    assertEquals(0, text.run("runs", "list", dir.toString()));
    assertTrue(text.consoles.out().startsWith("preparing"), text.consoles.out());
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "runs", "runs list", "runs stop", "runs resume"})
  void helpFits(String command) {
    assertEquals(0, kymo.run((command + " --help").split(" ")));
    String help = kymo.consoles.out();
    assertTrue(help.contains("Usage: kymo"), help);
    assertEquals(List.of(), help.lines().filter(line -> line.length() > 100).toList());
  }

  @Test
  void runsAloneIsWrongUsage() {
    assertEquals(2, kymo.run("runs"));
  }
}
