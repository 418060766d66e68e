package dev.kymo.trainer.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.Runs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainers in processes of their own: started, asked, ended and killed. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
class TrainerProcessTest {
  private static final long PATIENCE = 60_000;

  @TempDir private Path dir;
  private RunDirectory run;

  @BeforeEach
  void create() throws IOException {
    run = RunDirectory.create(dir.resolve("run"), Runs.options(Runs.schedule(1_000_000)));
  }

  @AfterEach
  void leaveNoTrainerBehind() throws Exception {
    ProcessHandle trainer = process();
    if (trainer != null) {
      trainer.destroyForcibly();
      trainer.onExit().get();
    }
  }

  private ProcessHandle process() throws IOException {
    return RunStatus.read(run).flatMap(RunStatus::process).orElse(null);
  }

  private TrainerProcess start() throws Exception {
    return TrainerProcess.start(
        run,
        TrainerProcess.javaCommand(FakeTrainer.class.getName(), List.of(run.root().toString())));
  }

  private void awaitStep(long step) throws Exception {
    long deadline = System.currentTimeMillis() + PATIENCE;
    EventReader reader = new EventReader(run);
    while (reader.lastStep() < step) {
      assertTrue(System.currentTimeMillis() < deadline, "the trainer does not get on");
      Thread.sleep(20);
      reader.poll();
    }
  }

  @Test
  void aTrainerStopsWhenAskedAndGoesOnUntilTerminated() throws Exception {
    TrainerProcess trainer = start();
    awaitStep(30);
    assertEquals(RunState.RUNNING, runningState(trainer));
    assertThrows(FileException.class, this::start, "it is being trained already");
    TrainerProcess.attach(run.root()).ask(ControlRequest.STOP);
    RunStatus stopped = trainer.awaitEnd(PATIENCE).orElseThrow();
    assertEquals(RunState.STOPPED, stopped.state());
    assertThrows(FileException.class, () -> trainer.ask(ControlRequest.STOP));
    awaitExit(stopped);

    TrainerProcess again = start();
    awaitSteps(1, 15);
    // SIGTERM, at whatever it is doing.
    process().destroy();
    RunStatus ended = again.awaitEnd(PATIENCE).orElseThrow();
    assertEquals(RunState.STOPPED, ended.state(), ended.reason());
    assertEquals("It was ended by the system or by Ctrl-C.", ended.reason());
    assertTrue(ended.step() >= stopped.step() + 15);
    awaitExit(ended);
  }

  private static RunState runningState(TrainerProcess trainer) throws Exception {
    long deadline = System.currentTimeMillis() + PATIENCE;
    while (trainer.state().orElseThrow() == RunState.PREPARING) {
      assertTrue(System.currentTimeMillis() < deadline);
      Thread.sleep(20);
    }
    return trainer.state().orElseThrow();
  }

  private static void awaitExit(RunStatus status) throws Exception {
    if (status.process().isPresent()) {
      status.process().get().onExit().get();
    }
  }

  @Test
  void aKilledTrainerIsLostAndItsRunGoesOn() throws Exception {
    killAndResume(1, new Random(1));
  }

  /** Thirty kills at random moments. */
  @Test
  @Tag("soak")
  void thirtyKillsAtRandomMomentsLoseNothing() throws Exception {
    killAndResume(30, new Random());
  }

  private void killAndResume(int kills, Random random) throws Exception {
    for (int i = 0; i < kills; i++) {
      int before = starts().size();
      TrainerProcess trainer = start();
      if (i == 0 || random.nextInt(5) > 0) {
        awaitSteps(before, 11);
      }
      Thread.sleep(random.nextInt(300));
      ProcessHandle killed = process();
      killed.destroyForcibly();
      killed.onExit().get();
      assertEquals(RunState.LOST, trainer.state().orElseThrow());
    }
    long saved =
        events(RunEvent.Kind.SNAPSHOT).stream().mapToLong(RunEvent::step).max().orElseThrow();
    int before = starts().size();
    TrainerProcess last = start();
    awaitSteps(before, 1);
    // A checkpoint may have been whole before its event was written.
    long from = starts().get(before).step();
    assertTrue(from >= saved, from + " from " + saved);
    last.ask(ControlRequest.STOP);
    RunStatus end = last.awaitEnd(PATIENCE).orElseThrow();
    assertEquals(RunState.STOPPED, end.state(), end.reason());
    awaitExit(end);
  }

  private List<RunEvent> starts() throws IOException {
    return events(RunEvent.Kind.START);
  }

  private List<RunEvent> events(RunEvent.Kind kind) throws IOException {
    EventReader reader = new EventReader(run);
    reader.poll();
    return reader.events().stream().filter(e -> e.kind() == kind).toList();
  }

  /** Waits until the trainer after so many others has done some steps. */
  private void awaitSteps(int before, long steps) throws Exception {
    long deadline = System.currentTimeMillis() + PATIENCE;
    while (starts().size() <= before) {
      assertTrue(System.currentTimeMillis() < deadline, "the trainer does not start");
      Thread.sleep(20);
    }
    awaitStep(starts().get(before).step() + steps);
  }
}
