package dev.kymo.studio.app;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a studio while it edits, again and again, each time at another moment; the next one must
 * restore all edits but those of the last five seconds. How often is {@code -Dkymo.kills}, 100 by
 * default, which takes about ten minutes.
 */
@Tag("soak")
class KilledStudioSoakTest {
  private static final int MOST_LOST_MILLIS = 5000;

  @TempDir Path folder;

  @Test
  void everyKillLosesAtMostFiveSeconds() throws Exception {
    int kills = Integer.getInteger("kymo.kills", 100);
    Random random = new Random(20260101);
    long worst = 0;
    List<String> edits = List.of();
    long killed = 0;
    for (int round = 0; round <= kills; round++) {
      Path log = folder.resolve("edits-" + round);
      Process studio = start(log);
      try (BufferedReader out = studio.inputReader(StandardCharsets.UTF_8)) {
        long restored = restored(out);
        if (round > 0) {
          long lost = lost(edits, restored, killed);
          worst = Math.max(worst, lost);
          assertTrue(lost <= MOST_LOST_MILLIS, "kill " + round + " lost " + lost + " ms");
        }
        if (round < kills) {
          Thread.sleep(300 + random.nextInt(4200));
        }
      } finally {
        killed = System.currentTimeMillis();
        studio.destroyForcibly().waitFor();
      }
      edits = Files.exists(log) ? Files.readAllLines(log) : List.of();
    }
    System.out.println(kills + " kills, at most " + worst + " ms of edits lost");
  }

  /** The seed that a new studio goes on from, once it edits; 1 when nothing was restored. */
  private static long restored(BufferedReader out) throws IOException {
    long seed = 1;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("restored ")) {
        seed = Long.parseLong(line.substring("restored ".length()));
      } else if (line.equals("editing")) {
        return seed;
      }
    }
    return fail("the studio ended before it edited");
  }

  /** How long before the kill the first edit was made that did not come back. */
  private static long lost(List<String> edits, long restored, long killed) {
    for (String edit : edits) {
      String[] seedAndTime = edit.split(" ", -1);
      if (seedAndTime.length == 2 && Long.parseLong(seedAndTime[0]) > restored) {
        return killed - Long.parseLong(seedAndTime[1]);
      }
    }
    return 0;
  }

  private Process start(Path log) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    for (String property :
        List.of("glass.platform", "monocle.platform", "prism.order", "headless.geometry")) {
      command.add("-D" + property + "=" + System.getProperty(property));
    }
    command.add("-Djava.awt.headless=true");
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(EditingStudio.class.getName());
    command.add(folder.toString());
    command.add(log.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }
}
