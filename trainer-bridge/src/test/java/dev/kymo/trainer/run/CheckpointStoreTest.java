package dev.kymo.trainer.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves that survive a kill, a full disk and a broken file. */
class CheckpointStoreTest {
  @TempDir private Path dir;
  private RunDirectory run;
  private CheckpointStore store;
  private long free = Long.MAX_VALUE;

  @BeforeEach
  void create() throws IOException {
    TrainingOptions options = Runs.options(Runs.schedule(100));
    run = RunDirectory.create(dir.resolve("run"), options);
    store = new CheckpointStore(run, options, folder -> free);
  }

  private long newestStep() throws IOException {
    return store.newest().checkpoint().orElseThrow().step().orElseThrow();
  }

  private static void truncate(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(channel.size() - 1000);
    }
  }

  @Test
  void aNewRunHasNothingToGoOnFrom() throws IOException {
    assertTrue(store.newest().checkpoint().isEmpty());
    assertEquals(List.of(), store.newest().broken());
  }

  @Test
  void theLatestComesBackWithItsOptionsAndEveryTensor() throws IOException {
    store.saveLatest(Runs.state(10));
    Checkpoint back = store.newest().checkpoint().orElseThrow();
    assertEquals(10, back.step().orElseThrow());
    assertTrue(back.full());
    assertEquals(Runs.options(Runs.schedule(100)), PublishedArgs.read(back).options());
    assertEquals(Runs.state(10).tensors("vid_d").keySet(), back.state().tensors("vid_d").keySet());
  }

  @Test
  void aBrokenLatestGivesWayToTheOneBefore() throws IOException {
    store.saveLatest(Runs.state(10));
    store.saveLatest(Runs.state(20));
    assertEquals(20, newestStep());
    truncate(run.latestCheckpoint());
    CheckpointStore.Found found = store.newest();
    assertEquals(OptionalLong.of(10), found.checkpoint().orElseThrow().step());
    assertEquals(1, found.broken().size());
    assertTrue(found.broken().get(0).contains("latest.safetensors"), found.broken().toString());
  }

  @Test
  void aKillBetweenTheTwoMovesLosesNothing() throws IOException {
    store.saveLatest(Runs.state(10));
    store.saveLatest(Runs.state(20));
    Files.move(run.latestCheckpoint(), run.incomingCheckpoint());
    assertEquals(20, newestStep());
    store.saveLatest(Runs.state(30));
    assertEquals(30, newestStep());
    assertTrue(Files.exists(run.previousCheckpoint()));
  }

  @Test
  void numberedCheckpointsArePrunedByTheRule() throws IOException {
    Checkpoint golden = Runs.published();
    for (long step = 20; step <= 100; step += 20) {
      store.saveGenerator(step, golden.generator(), Map.of());
      store.saveFull(Runs.state(step));
    }
    store.prune(Set.of(20L));
    try (Stream<Path> files = Files.list(run.checkpoints())) {
      assertEquals(
          List.of(
              "full-000000080.safetensors",
              "full-000000100.safetensors",
              "generator-000000020.safetensors",
              "generator-000000080.safetensors",
              "generator-000000100.safetensors",
              "latest.safetensors",
              "previous.safetensors"),
          files.map(f -> f.getFileName().toString()).sorted().toList());
    }
    Checkpoint generator = CheckpointReader.read(run.generatorCheckpoint(100));
    assertEquals(OptionalLong.of(100), generator.step());
    assertFalse(generator.full());
    assertEquals(100, newestStep());
  }

  @Test
  void aNearlyFullDiskIsNoticedBeforeAnythingIsWritten() throws IOException {
    store.saveLatest(Runs.state(10));
    free = 1_000_000;
    FileException e = assertThrows(FileException.class, () -> store.saveLatest(Runs.state(20)));
    assertTrue(e.getMessage().contains("1.0 MB are free"), e.getMessage());
    assertEquals(10, newestStep());
    assertFalse(Files.exists(run.incomingCheckpoint()));
  }
}
