package dev.kymo.inference.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PyTorch itself loads what Kymo writes; skipped where there is none. */
class PyTorchLoadsTest {
  private static final int NO_PYTORCH = 77;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"python3", "/usr/bin/python3"})
  void findsTheSameAfterConversionBothWays(String python) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(python);
    command.add(
        Path.of(
                Objects.requireNonNull(getClass().getResource("/python/compare_checkpoints.py"))
                    .toURI())
            .toString());
    for (String name : List.of("training-16px.pt", "generator-32px-3groups.pt", "odd-16px.pt")) {
      Path safetensors = folder.resolve(name + ".safetensors");
      CheckpointWriter.write(CheckpointReader.read(Golden.file(name)), safetensors);
      Path back = folder.resolve(name);
      CheckpointWriter.write(CheckpointReader.read(safetensors), back);
      command.add(Golden.file(name).toString());
      command.add(back.toString());
    }
    assertEquals(0, run(command), () -> output());
  }

  private int run(List<String> command) throws InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
    } catch (IOException e) {
      assumeTrue(false, "there is no " + command.get(0) + " here");
      return NO_PYTORCH;
    }
    boolean ended = process.waitFor(60, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assumeTrue(ended, "PyTorch did not start within a minute");
    assumeTrue(process.exitValue() != NO_PYTORCH, command.get(0) + " has no PyTorch");
    return process.exitValue();
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      return "no output: " + e.getMessage();
    }
  }
}
