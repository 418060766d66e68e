package dev.kymo.inference.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names that the system's locale has no letters for. */
class FootageNamesTest {
  @TempDir Path folder;

  /** Run in a Java of its own: how names are encoded is settled when it starts. */
  public static final class Lister {
    private Lister() {}

    /** Reads every file of a folder and prints how many frames each has. */
    public static void main(String[] args) throws Exception {
      try (Stream<Path> files = Files.list(Path.of(args[0]))) {
        for (Path file : files.toList()) {
          Footage.Reading reading =
              TestFootage.open(file)
                  .read(0, 100, Optional.empty(), Optional.empty(), (index, frame) -> true);
          System.out.println(reading.frames() + " " + reading.faults().size());
        }
      }
    }
  }

  @Test
  void withoutAUtf8LocaleAnyNameIsRead() throws Exception {
    assumeTrue(File.separatorChar == '/', "names are bytes only where a locale decodes them");
    TestFootage.PROGRAMS.ffmpeg();
    Path plain = TestFootage.resource("editlist.mp4");
    for (String name : new String[] {"видео.mp4", "動画.mp4", "plain.mp4"}) {
      Files.copy(plain, folder.resolve(name));
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Lister.class.getName(),
            folder.toString());
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor(60, TimeUnit.SECONDS);
    assertEquals("15 0\n15 0\n15 0\n", said);
  }
}
