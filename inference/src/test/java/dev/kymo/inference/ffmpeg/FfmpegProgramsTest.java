package dev.kymo.inference.ffmpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FfmpegProgramsTest {
  @TempDir Path folder;

  private static String version(Path program) throws Exception {
    try (FfmpegProcess process =
        FfmpegProcess.start(program, List.of("-version"), Optional.empty(), FfmpegLimits.look())) {
      String said = new String(process.readAll(1 << 16), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor());
      assertEquals(List.of(), process.messages());
      return said;
    }
  }

  @Test
  void bothProgramsRunFromTheCache() throws Exception {
    FfmpegPrograms programs = new FfmpegPrograms(folder.resolve("new/cache"));

    assertTrue(version(programs.ffmpeg()).startsWith("ffmpeg version 7.1.1"));
    assertTrue(version(programs.ffprobe()).startsWith("ffprobe version 7.1.1"));
    assertTrue(programs.ffmpeg().startsWith(folder.resolve("new/cache")));
  }

  @Test
  void halfAFolderIsMadeWhole() throws Exception {
    Path ffmpeg = new FfmpegPrograms(folder).ffmpeg();
    long size = Files.size(ffmpeg);
    Files.write(ffmpeg, new byte[10]);
    Files.delete(ffmpeg.resolveSibling("ffprobe"));

    FfmpegPrograms again = new FfmpegPrograms(folder);

    assertEquals(ffmpeg, again.ffmpeg());
    assertEquals(size, Files.size(ffmpeg));
    assertTrue(version(again.ffprobe()).startsWith("ffprobe version 7.1.1"));
  }

  @Test
  void severalAtOnceUnpackOnce() throws Exception {
    List<CompletableFuture<Path>> all =
        List.of(1, 2, 3).stream()
            .map(
                i ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          try {
                            return new FfmpegPrograms(folder).ffmpeg();
                          } catch (FileException e) {
                            throw new IllegalStateException(e);
                          }
                        }))
            .toList();

    for (CompletableFuture<Path> one : all) {
      assertTrue(Files.isExecutable(one.get()));
    }
    try (var files = Files.list(folder)) {
      assertEquals(2, files.count(), "the folder and its lock");
    }
  }

  @Test
  void aCacheThatCannotBeWrittenIsOneSentence() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    FileException refused =
        assertThrows(FileException.class, () -> new FfmpegPrograms(file).ffmpeg());

    assertTrue(refused.getMessage().startsWith("Kymo's ffmpeg cannot be unpacked: " + file));
    assertFalse(refused.getMessage().contains("Exception"));
  }

  @Test
  void otherPlatformsAreToldThatThereIsNone() {
    ClassLoader loader = getClass().getClassLoader();
    for (String arch : List.of("aarch64", "riscv64")) {
      FfmpegPrograms programs =
          new FfmpegPrograms(folder, FfmpegPlatform.of("FreeBSD", arch), loader);
      FileException refused = assertThrows(FileException.class, programs::ffprobe);
      assertTrue(refused.getMessage().startsWith("Videos cannot be read or encoded here"));
    }
  }

  @Test
  void platformsAreNamedAsTheirJarsAre() {
    assertEquals("linux-x86_64", FfmpegPlatform.of("Linux", "amd64").orElseThrow().name());
    assertEquals("linux-arm64", FfmpegPlatform.of("Linux", "aarch64").orElseThrow().name());
    assertEquals("macosx-arm64", FfmpegPlatform.of("Mac OS X", "aarch64").orElseThrow().name());
    FfmpegPlatform windows = FfmpegPlatform.of("Windows 11", "amd64").orElseThrow();
    assertEquals("windows-x86_64", windows.name());
    assertEquals("ffmpeg.exe", windows.program("ffmpeg"));
    assertTrue(windows.standIns().isEmpty());
  }
}
