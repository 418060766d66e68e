package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run's files: who may make them, hold them and what they tell. */
class RunDirectoryTest {
  @TempDir private Path dir;
  private RunDirectory run;

  @BeforeEach
  void create() throws IOException {
    run = RunDirectory.create(dir.resolve("deep/run"), Runs.options(Runs.schedule(10)));
  }

  @Test
  void optionsAreFrozenAndComeBack() throws IOException {
    assertEquals(Runs.options(Runs.schedule(10)), RunDirectory.open(run.root()).options());
  }

  @Test
  void aTakenFolderIsRefused() throws IOException {
    FileException again =
        assertThrows(FileException.class, () -> RunDirectory.checkFree(run.root()));
    assertTrue(again.getMessage().contains("kymo runs resume"), again.getMessage());
    Files.createDirectories(dir.resolve("photos"));
    Files.createFile(dir.resolve("photos/a.jpg"));
    FileException other =
        assertThrows(FileException.class, () -> RunDirectory.checkFree(dir.resolve("photos")));
    assertTrue(other.getMessage().contains("is not empty"), other.getMessage());
    assertThrows(FileException.class, () -> RunDirectory.open(dir.resolve("photos")));
  }

  @Test
  void aSecondTrainerIsRefusedUntilTheFirstHasGone() throws IOException {
    RunLock lock = RunLock.take(run);
    FileException e = assertThrows(FileException.class, () -> RunLock.take(run));
    assertTrue(e.getMessage().contains("is being trained by another process"), e.getMessage());
    lock.close();
    RunLock.take(run).close();
  }

  @Test
  void leftoversOfAKilledTrainerAreSweptAway() throws IOException {
    Path part = Files.createFile(run.checkpoints().resolve(".kymo-0123456789abcdef.part"));
    run.sweep();
    assertFalse(Files.exists(part));
    assertTrue(Files.exists(run.optionsFile()));
  }

  @Test
  void theStatusComesBackAndSaysWhetherTheTrainerLives() throws IOException {
    assertEquals(Optional.empty(), RunStatus.read(run));
    RunStatus status =
        RunStatus.ofThisProcess(3, 10).on("CPU", "fp32").at(4, 12.5, 60).in(RunState.RUNNING, "");
    status.write(run);
    RunStatus read = RunStatus.read(run).orElseThrow();
    assertEquals(status, read);
    assertEquals(RunState.RUNNING, read.seen());
    long now = read.heartbeat();
    String here = RunStatus.thisHost();
    assertEquals(RunState.RUNNING, read.seen(now + 29_000, here));
    assertEquals(RunState.LOST, read.seen(now + 31_000, here));
    assertEquals(RunState.LOST, read.seen(now + 31_000, "elsewhere"));
    assertEquals(RunState.STOPPED, read.in(RunState.STOPPED, "").seen(now + 31_000, here));
  }

  @Test
  void aTrainerWhoseProcessHasGoneIsLostAtOnceOnItsOwnMachine() throws Exception {
    Process brief = new ProcessBuilder("true").start();
    brief.waitFor();
    RunStatus live = RunStatus.ofThisProcess(0, 10);
    RunStatus gone =
        new RunStatus(
            RunState.RUNNING,
            "",
            0,
            10,
            brief.pid(),
            0,
            live.host(),
            live.started(),
            live.heartbeat(),
            "",
            "",
            0,
            -1);
    assertEquals(RunState.LOST, gone.seen(live.heartbeat(), live.host()));
    assertEquals(RunState.RUNNING, gone.seen(live.heartbeat(), "elsewhere"));
  }

  @Test
  void aBrokenStatusIsRefusedByName() throws IOException {
    Files.writeString(run.statusFile(), "{\"state\": ");
    FileException e = assertThrows(FileException.class, () -> RunStatus.read(run));
    assertTrue(e.getMessage().contains("status.json"), e.getMessage());
  }

  @Test
  void requestsAreFilesThatTheTrainerTakesAway() throws IOException {
    assertFalse(ControlRequest.STOP.pending(run));
    ControlRequest.STOP.send(run);
    assertTrue(ControlRequest.STOP.pending(run));
    assertFalse(ControlRequest.SAMPLE.pending(run));
    ControlRequest.STOP.clear(run);
    assertFalse(ControlRequest.STOP.pending(run));
  }
}
