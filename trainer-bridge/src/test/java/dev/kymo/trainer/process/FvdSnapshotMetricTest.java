package dev.kymo.trainer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.device.EngineSetup;
import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.dataset.TestDatasets;
import dev.kymo.trainer.dataset.image.FrameEncoder;
import dev.kymo.trainer.dataset.toy.ToyClips;
import dev.kymo.trainer.dataset.toy.ToyDatasetWriter;
import dev.kymo.trainer.dataset.work.WorkProgress;
import dev.kymo.trainer.run.DataOptions;
import dev.kymo.trainer.run.DiskSpace;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.Golden;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.Runs;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real training that is judged by a real detector on the way. */
class FvdSnapshotMetricTest {

  @TempDir private Path dir;

  @Test
  void snapshotsAreJudgedAndTrainingGoesOn() throws Exception {
    Path data = dir.resolve("toys");
    new ToyDatasetWriter(new ToyClips(0), new FrameEncoder(FrameEncoder.Format.PNG, 95), 2)
        .write(data, 6, WorkProgress.NONE, () -> false);
    MetricOptions metric =
        new MetricOptions(Golden.file("tiny-detector.pt").toString(), MetricOptions.NAME, 4);
    TrainingOptions base =
        Runs.options(new ScheduleOptions(5, 1, 50, 10, 2, 40, 1, 1, 2, Optional.of(metric)));
    RunDirectory run =
        RunDirectory.create(
            dir.resolve("run"),
            new TrainingOptions(
                new DataOptions(data.toString(), 1),
                base.model(),
                base.loss(),
                base.schedule(),
                base.machine(),
                base.seed()));
    EngineSetup setup = EngineSetup.onThisMachine();
    TrainingParts parts =
        new TrainingParts(
            new EngineDevices(setup),
            new FileDataset(dir.resolve("frames")),
            new EngineFactory(),
            new FvdSnapshotMetric(setup, dir.resolve("cache"), TestDatasets.VIDEOS),
            DiskSpace.REAL);
    RunStatus end = RunLoop.train(run, parts, new StopRequest(), RunListener.NONE);
    assertEquals(RunState.ENDED, end.state(), end.reason());
    EventReader events = new EventReader(run);
    events.poll();
    List<RunEvent> metrics =
        events.events().stream().filter(e -> e.kind() == RunEvent.Kind.METRIC).toList();
    assertEquals(
        List.of(2L, 4L), metrics.stream().map(RunEvent::step).toList(), events.events().toString());
    metrics.forEach(m -> assertTrue(m.numbers().get("value") > 0, m.toString()));
    assertEquals(5, events.lastStep());
  }

  @Test
  void whatIsMissingIsSaidBeforeTheFirstStep() {
    FvdSnapshotMetric fvd =
        new FvdSnapshotMetric(EngineSetup.onThisMachine(), dir, TestDatasets.VIDEOS);
    String missing = dir.resolve("i3d.pt").toString();
    assertTrue(
        assertThrows(
                FileException.class,
                () -> fvd.check(new MetricOptions(missing, MetricOptions.NAME, 8)))
            .getMessage()
            .contains("cannot be read"));
    assertTrue(
        assertThrows(FileException.class, () -> fvd.check(new MetricOptions(missing, "fid", 8)))
            .getMessage()
            .contains("expected fvd2048_16f"));
  }
}
