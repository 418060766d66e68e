package dev.kymo.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.kymo.trainer.run.EventReader;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunEvent;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real trainer of a small model, killed at random moments ({@code -Dkymo.kills}, 30 by
 * default), and then 2,000 steps in which its memory must not grow. Takes about ten minutes.
 */
@Tag("soak")
class KilledTrainerSoakTest {
  private static final long STEPS_OF_FLAT_MEMORY = 2000;

  @TempDir Path folder;

  @Test
  void everyKillLeavesARunThatGoesOnAndMemoryStaysFlat() throws Exception {
    String data = folder.resolve("toys").toString();
    String run = folder.resolve("run").toString();
    assertEquals(0, kymo("toy-dataset", "--out", data, "--count", "40").waitFor());
    int kills = Integer.getInteger("kymo.kills", 30);
    Random random = new Random();
    for (int i = 0; i < kills; i++) {
      long saved = lastSaved(run);
      Process trainer = i == 0 ? train(data, run) : kymo("runs", "resume", run);
      awaitStart(run, i, trainer);
      assertTrue(starts(run).get(i).step() >= saved, "start " + i + " is behind what was saved");
      // Between steps, in the middle of one, or while a checkpoint is written: one in three is.
      Thread.sleep(random.nextInt(6000));
      trainer.destroyForcibly().waitFor();
    }
    Process last = kymo("runs", "resume", run);
    awaitStart(run, kills, last);
    long first = starts(run).get(kills).step();
    while (lastStep(run) < first + STEPS_OF_FLAT_MEMORY) {
      assertTrue(last.isAlive(), "the trainer ended by itself");
      Thread.sleep(500);
    }
    assertEquals(0, kymo("runs", "stop", run).waitFor());
    assertTrue(last.waitFor(60, TimeUnit.SECONDS));
    assertEquals(
        RunState.STOPPED, RunStatus.read(RunDirectory.open(Path.of(run))).orElseThrow().state());
    double warm = memory(run, first + STEPS_OF_FLAT_MEMORY / 5);
    double end = memory(run, first + STEPS_OF_FLAT_MEMORY);
    System.out.printf("%d kills; %.0f MB, then %.0f MB%n", kills, warm / 1e6, end / 1e6);
    assertTrue(end < 1.05 * warm, end + " bytes after " + warm);
  }

  private Process train(String data, String run) throws IOException {
    return kymo(
        ("train --size 16 --channels 8,8,8 --image-channels 8,8,8 --video-channels 8,8,8"
                + " --content-dim 8 --motion-dim 8 --image-batch 4 --video-batch 4"
                + " --steps 100000000 --log-every 5 --latest-every 10 --generator-every 50"
                + " --full-every 100 --keep-last 2 --sample-every 100 --precision fp32 --threads 1"
                + " --devices cpu --data "
                + data
                + " --out "
                + run)
            .split(" "));
  }

  private static void awaitStart(String run, int before, Process trainer) throws Exception {
    while (starts(run).size() <= before) {
      assertTrue(trainer.isAlive(), "trainer " + before + " did not start");
      Thread.sleep(50);
    }
  }

  private static List<RunEvent> starts(String run) throws IOException {
    return events(run).stream().filter(e -> e.kind() == RunEvent.Kind.START).toList();
  }

  private static long lastSaved(String run) throws IOException {
    return events(run).stream()
        .filter(e -> e.kind() == RunEvent.Kind.SNAPSHOT)
        .mapToLong(RunEvent::step)
        .max()
        .orElse(0);
  }

  private static long lastStep(String run) throws IOException {
    EventReader reader = new EventReader(RunDirectory.open(Path.of(run)));
    reader.poll();
    return reader.lastStep();
  }

  /** Resident bytes as the first timings at or after a step tell them. */
  private static double memory(String run, long step) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(run, "events.jsonl"))) {
      return lines
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .filter(event -> event.get("kind").getAsString().equals("timings"))
          .filter(event -> event.get("step").getAsLong() >= step)
          .mapToDouble(event -> event.get("host_memory").getAsDouble())
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<RunEvent> events(String run) throws IOException {
    if (!Files.exists(Path.of(run, "options.json"))) {
      return List.of();
    }
    EventReader reader = new EventReader(RunDirectory.open(Path.of(run)));
    reader.poll();
    return List.copyOf(reader.events());
  }

  private static Process kymo(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-cp"));
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Kymo.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }
}
