package dev.kymo.trainer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.run.BestSnapshots;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.DiskSpace;
import dev.kymo.trainer.run.EventLog;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.Golden;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.OptionsFile;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunEvent.Kind;
import dev.kymo.trainer.run.RunLock;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.Runs;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs from their start to every kind of end. */
class RunLoopTest {
  @TempDir private Path dir;
  private RunDirectory run;
  private final StopRequest stop = new StopRequest();

  @BeforeEach
  void create() throws IOException {
    run = RunDirectory.create(dir.resolve("run"), Runs.options(Runs.schedule(45)));
  }

  private RunStatus train(FakeTraining.Step work) throws IOException {
    return train(FakeTraining.parts(work));
  }

  private RunStatus train(TrainingParts parts) throws IOException {
    RunStatus status = RunLoop.train(run, parts, stop, RunListener.NONE);
    assertEquals(Optional.of(status), RunStatus.read(run));
    return status;
  }

  @Test
  void readingTheDatasetIsTold() throws IOException {
    TrainingParts parts = FakeTraining.parts((s, o) -> {});
    DatasetOpener slow =
        (options, progress, cancelled) -> {
          progress.at(1, 200);
          progress.at(2, 200);
          return parts.dataset().open(options, progress, cancelled);
        };
    List<String> heard = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void reading(long frames, long total) {
            heard.add(frames + "/" + total);
          }

          @Override
          public void step(RunStatus status, Map<String, Double> losses) {}

          @Override
          public void note(String sentence) {}
        };
    RunStatus end =
        RunLoop.train(
            run,
            new TrainingParts(parts.devices(), slow, parts.factory(), parts.metric(), parts.disk()),
            stop,
            listener);
    assertEquals(List.of("1/200", "2/200"), heard);
    assertEquals("", end.reason());
  }

  private List<RunEvent> events(Kind kind) throws IOException {
    EventReader reader = new EventReader(run);
    reader.poll();
    return reader.events().stream().filter(e -> e.kind() == kind).toList();
  }

  private List<String> checkpoints() throws IOException {
    try (Stream<Path> files = Files.list(run.checkpoints())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aWholeRunLeavesEverythingThatAMonitorShows() throws IOException {
    RunStatus end = train((step, options) -> {});
    assertEquals(RunState.ENDED, end.state());
    assertEquals(45, end.step());
    assertEquals("no device", end.device());
    assertEquals(
        List.of(
            "full-000000040.safetensors",
            "generator-000000020.safetensors",
            "generator-000000040.safetensors",
            "latest.safetensors",
            "previous.safetensors"),
        checkpoints());
    EventReader reader = new EventReader(run);
    reader.poll();
    assertEquals(45, reader.losses().get("generator").values());
    assertEquals(2, reader.losses().get("image_r1").values());
    assertTrue(reader.timings().containsKey("data_share"));
    assertTrue(reader.timings().containsKey("images_per_second"));
    assertEquals(1, events(Kind.START).size());
    assertEquals("ended", events(Kind.END).get(0).texts().get("state"));
    assertTrue(Files.readString(run.logFile()).contains("Saved checkpoints/latest.safetensors."));
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() throws IOException {
    RunStatus first =
        train(
            (step, options) -> {
              if (step == 22) {
                stop.ask("It was asked to stop.");
              }
            });
    assertEquals(RunState.STOPPED, first.state());
    assertEquals("It was asked to stop.", first.reason());
    assertEquals(23, first.step());
    RunStatus second =
        RunLoop.train(run, FakeTraining.parts((s, o) -> {}), new StopRequest(), RunListener.NONE);
    assertEquals(RunState.ENDED, second.state());
    assertEquals(List.of(0L, 23L), events(Kind.START).stream().map(RunEvent::step).toList());
    EventReader reader = new EventReader(run);
    reader.poll();
    assertEquals(45, reader.losses().get("generator").values());
  }

  @Test
  void requestsOfAnEarlierTimeAreForgottenAndNewOnesAreAnswered() throws IOException {
    ControlRequest.STOP.send(run);
    RunStatus end =
        train(
            (step, options) -> {
              if (step == 3) {
                sent(ControlRequest.CHECKPOINT);
                Thread.sleep(250);
              }
              if (step == 7) {
                sent(ControlRequest.STOP);
                Thread.sleep(250);
              }
            });
    assertEquals(RunState.STOPPED, end.state());
    assertEquals(8, end.step());
    assertEquals(List.of(4L, 8L), events(Kind.SNAPSHOT).stream().map(RunEvent::step).toList());
    assertFalse(ControlRequest.STOP.pending(run));
  }

  private void sent(ControlRequest request) {
    try {
      request.send(run);
    } catch (FileException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aLossThatIsNoNumberEndsTheRunAndKeepsTheLastGoodCheckpoint() throws IOException {
    RunStatus end =
        train(
            (step, options) -> {
              if (step == 17) {
                throw new TrainingException(Reason.NOT_A_NUMBER, "A loss is not a number.", null);
              }
            });
    assertEquals(RunState.FAILED, end.state());
    assertEquals("A loss is not a number.", end.reason());
    assertEquals(List.of("latest.safetensors"), checkpoints());
    assertEquals(10, events(Kind.SNAPSHOT).get(0).step());
    assertEquals("failed", events(Kind.END).get(0).texts().get("state"));
  }

  @Test
  void outOfMemoryNamesTheBatchThatFits() throws IOException {
    RunStatus end =
        train(
            (step, options) -> {
              if (options.loss().imageBatch() > 1) {
                throw new TrainingException(Reason.OUT_OF_MEMORY, "no memory", null);
              }
            });
    assertEquals(RunState.FAILED, end.state());
    assertEquals(
        "no device has too little memory for image batch 4 and video batch 4; 1 and 1 fit: start a"
            + " new run with --image-batch 1 --video-batch 1.",
        end.reason());
  }

  @Test
  void aDatasetThatChangesOrGoesIsSaid() throws IOException {
    RunStatus gone =
        train(
            (step, options) -> {
              if (step == 12) {
                throw new TrainingException(
                    Reason.DATA, "clips/7.png is gone.", new DatasetException("gone"));
              }
            });
    assertEquals("clips/7.png is gone.", gone.reason());
    TrainingParts same = FakeTraining.parts((s, o) -> {});
    TrainingParts other =
        new TrainingParts(
            same.devices(),
            (o, p, c) -> new DatasetOpener.Opened(new FakeTraining.NoBatches(), "xyz", "4 videos"),
            same.factory(),
            same.metric(),
            same.disk());
    RunStatus changed = train(other);
    assertEquals(RunState.FAILED, changed.state());
    assertTrue(changed.reason().contains("has changed since the run began"), changed.reason());
    assertEquals(10, changed.step());
    assertEquals(RunState.ENDED, train(same).state());
  }

  @Test
  void aFullDiskIsSaidBeforeItRunsOut() throws IOException {
    TrainingParts parts = FakeTraining.parts((s, o) -> {});
    long[] free = {Long.MAX_VALUE};
    TrainingParts tight =
        new TrainingParts(
            parts.devices(), parts.dataset(), parts.factory(), parts.metric(), folder -> free[0]);
    RunStatus end =
        train(
            new TrainingParts(
                tight.devices(),
                tight.dataset(),
                FakeTraining.factory((step, options) -> free[0] = step > 15 ? 1000 : free[0]),
                tight.metric(),
                tight.disk()));
    assertEquals(RunState.FAILED, end.state());
    assertTrue(end.reason().contains("is nearly full"), end.reason());
    assertEquals(20, end.step());
    assertEquals(List.of("latest.safetensors"), checkpoints());
  }

  @Test
  void aFaultInsideIsSaidAndItsTraceIsInTheLog() throws IOException {
    RunStatus end =
        train(
            (step, options) -> {
              throw new IllegalStateException("odd");
            });
    assertEquals(RunState.FAILED, end.state());
    assertTrue(end.reason().contains("IllegalStateException: odd"), end.reason());
    assertTrue(Files.readString(run.logFile()).contains("at dev.kymo"));
  }

  @Test
  void aBrokenNewestCheckpointGivesWayAndTheEventsSaySo() throws IOException {
    train(
        (step, options) -> {
          if (step == 34) {
            stop.ask("stop");
          }
        });
    try (FileChannel channel = FileChannel.open(run.latestCheckpoint(), StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() / 2);
    }
    RunStatus end =
        RunLoop.train(run, FakeTraining.parts((s, o) -> {}), new StopRequest(), RunListener.NONE);
    assertEquals(RunState.ENDED, end.state());
    assertEquals(List.of(0L, 30L), events(Kind.START).stream().map(RunEvent::step).toList());
    assertTrue(events(Kind.WARNING).get(0).texts().get("message").contains("latest.safetensors"));
  }

  @Test
  void changedOptionsAreRefusedButALongerScheduleIsNot() throws IOException {
    train((step, options) -> {});
    TrainingOptions options = run.options();
    ScheduleOptions longer = Runs.schedule(50);
    OptionsFile.write(run.optionsFile(), options.withSchedule(longer));
    assertEquals(50, train((s, o) -> {}).step());
    OptionsFile.write(
        run.optionsFile(), options.withSchedule(longer).withLoss(options.loss().withBatches(2, 2)));
    RunStatus refused = train((s, o) -> {});
    assertEquals(RunState.FAILED, refused.state());
    assertTrue(refused.reason().contains("options.json was changed"), refused.reason());
  }

  @Test
  void aRunStartsFromAPublishedCheckpoint() throws IOException {
    TrainingOptions options = run.options();
    TrainingOptions from =
        new TrainingOptions(
            options.data(),
            options.model(),
            options.loss(),
            Runs.schedule(12_003),
            options.machine(),
            1,
            Optional.of(Golden.file("training-16px.pt").toString()));
    run = RunDirectory.create(dir.resolve("on"), from);
    RunStatus end = train((s, o) -> {});
    assertEquals(RunState.ENDED, end.state(), end.reason());
    assertEquals(12_000, events(Kind.START).get(0).step());
    assertEquals(12_003, end.step());
  }

  @Test
  void aSecondTrainerIsRefused() throws IOException {
    RunLock lock = RunLock.take(run);
    FileException e = assertThrows(FileException.class, () -> train((s, o) -> {}));
    assertTrue(e.getMessage().contains("another process"), e.getMessage());
    lock.close();
  }

  @Test
  void aMetricOnTheWayKeepsTheBestSnapshots() throws IOException {
    ScheduleOptions schedule =
        new ScheduleOptions(
            50, 1, 50, 10, 10, 40, 1, 1, 2, Optional.of(new MetricOptions("d.pt", "fake", 8)));
    run = RunDirectory.create(dir.resolve("judged"), run.options().withSchedule(schedule));
    RunStatus end = train((step, options) -> {});
    assertEquals(RunState.ENDED, end.state(), end.reason());
    List<RunEvent> metrics = events(Kind.METRIC);
    assertEquals(List.of(10L, 20L, 30L, 50L), metrics.stream().map(RunEvent::step).toList());
    assertEquals(100, metrics.get(0).numbers().get("value"));
    assertEquals("fake", metrics.get(0).texts().get("name"));
    assertTrue(
        events(Kind.WARNING).stream()
            .anyMatch(w -> w.step() == 40 && w.texts().get("message").contains("no picture")),
        "what cannot be measured is said, and training goes on");
    // A better one that comes beside the trainer counts at the next snapshot.
    EventLog.appendBeside(
        run, RunEvent.now(30, Kind.METRIC, Map.of("value", 1.0), Map.of("name", "fake")));
    assertEquals(Set.of(30L), new BestSnapshots(run).steps(1));
    ScheduleOptions unknown =
        new ScheduleOptions(
            5, 1, 50, 10, 10, 40, 1, 1, 2, Optional.of(new MetricOptions("d.pt", "fid", 8)));
    run = RunDirectory.create(dir.resolve("refused"), run.options().withSchedule(unknown));
    RunStatus refused = train((step, options) -> {});
    assertEquals(RunState.FAILED, refused.state());
    assertEquals(0, refused.step());
    assertEquals("The metric is unknown: fid.", refused.reason());
  }

  @Test
  void samplesAreDrawnFromTheAveragedGenerator() throws IOException {
    TrainingOptions options = run.options();
    ScheduleOptions sampled = new ScheduleOptions(2, 1, 2, 10, 20, 40, 2, 0, 3);
    run = RunDirectory.create(dir.resolve("sampled"), options.withSchedule(sampled));
    TrainingParts parts = FakeTraining.parts((s, o) -> {});
    RunStatus end =
        train(
            new TrainingParts(
                machine -> new Devices(List.of(Compute.open(Device.cpu())), "CPU"),
                parts.dataset(),
                parts.factory(),
                parts.metric(),
                DiskSpace.REAL));
    assertEquals(RunState.ENDED, end.state(), end.reason());
    var strip = javax.imageio.ImageIO.read(run.sampleStrip(2).toFile());
    assertEquals(16 * 16, strip.getWidth());
    assertEquals(3 * 16, strip.getHeight());
    assertTrue(Files.size(run.sampleClip(2)) > 500);
    assertEquals("samples/step-000000002.png", events(Kind.SAMPLE).get(0).texts().get("strip"));
  }

  @Test
  void aDryRunReckonsAndLeavesNothing() throws Exception {
    DryRun.Report report =
        new DryRun(FakeTraining.parts((step, options) -> Thread.sleep(2)))
            .report(run.options(), DryRun.Progress.NONE, () -> false);
    assertEquals(40, report.steps());
    assertTrue(report.secondsPerStep() >= 0.002, "" + report.secondsPerStep());
    assertEquals(report.secondsPerStep() * 45, report.runSeconds(), 1e-9);
    assertEquals(4 / report.secondsPerStep() * 3.6, report.kimgPerHour(), 1e-6);
    assertTrue(report.diskBytes() > 4 * 1_000_000, "" + report.diskBytes());
    assertEquals(List.of(), checkpoints());
  }

  @Test
  void aPrecisionThatWasMeasuredStaysAfterABreak() throws IOException {
    TrainingOptions options = run.options();
    MachineOptions auto = options.machine().withPrecision(TrainingPrecision.AUTO);
    run = RunDirectory.create(dir.resolve("auto"), options.withMachine(auto));
    train(
        (step, o) -> {
          assertEquals(TrainingPrecision.AUTO, o.machine().precision());
          stop.ask("stop");
        });
    RunStatus end =
        RunLoop.train(
            run,
            FakeTraining.parts(
                (step, o) -> assertEquals(TrainingPrecision.FP32, o.machine().precision())),
            new StopRequest(),
            RunListener.NONE);
    assertEquals(RunState.ENDED, end.state(), end.reason());
    assertEquals(TrainingPrecision.AUTO, run.options().machine().precision());
  }
}
