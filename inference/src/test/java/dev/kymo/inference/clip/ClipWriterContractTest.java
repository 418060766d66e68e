package dev.kymo.inference.clip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every format promises. */
class ClipWriterContractTest {
  private static final ClipOptions OPTIONS = ClipOptions.of(16, 16, 3);
  private static final List<FrameImage> FRAMES = TestClips.toy(16, 16, 3);

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.kymo.inference.clip.ClipFormat#builtIn")
  void closedBeforeItIsFinishedItLeavesNothing(ClipFormat format) throws IOException {
    try (ClipWriter writer = ClipWriters.open(format, folder.resolve("clip"), OPTIONS)) {
      writer.write(FRAMES.get(0));
      assertFalse(Files.exists(folder.resolve("clip")));
    }
    assertEquals(List.of(), contents());
  }

  @ParameterizedTest
  @MethodSource("dev.kymo.inference.clip.ClipFormat#builtIn")
  void leavesOnlyTheClip(ClipFormat format) throws IOException {
    TestClips.write(format, folder.resolve("clip"), OPTIONS, FRAMES);
    TestClips.write(format, folder.resolve("clip"), OPTIONS, FRAMES);
    assertEquals(List.of("clip"), contents());
  }

  @ParameterizedTest
  @MethodSource("dev.kymo.inference.clip.ClipFormat#builtIn")
  void aFailureInTheMiddleLeavesTheOldClip(ClipFormat format) throws IOException {
    Path target = folder.resolve("clip");
    if (format.isFolder()) {
      Files.createDirectory(target);
      Files.writeString(target.resolve("frame_00000.png"), "old");
    } else {
      Files.writeString(target, "old");
    }
    try (ClipWriter writer = ClipWriters.open(format, target, OPTIONS)) {
      writer.write(FRAMES.get(0));
      // An interrupt closes the file under the writer's hands: a real failure of its medium.
      Thread.currentThread().interrupt();
      FileException failure =
          assertThrows(
              FileException.class,
              () -> {
                writer.write(FRAMES.get(1));
                writer.write(FRAMES.get(2));
                writer.finish();
              });
      assertTrue(Thread.interrupted());
      assertTrue(failure.getMessage().startsWith(target.toString()), failure.getMessage());
      assertThrows(IllegalStateException.class, () -> writer.write(FRAMES.get(1)));
      assertThrows(IllegalStateException.class, writer::finish);
    } finally {
      Thread.interrupted();
    }
    Path old = format.isFolder() ? target.resolve("frame_00000.png") : target;
    assertEquals("old", Files.readString(old));
    assertEquals(List.of("clip"), contents());
  }

  @ParameterizedTest
  @MethodSource("dev.kymo.inference.clip.ClipFormat#builtIn")
  void wantsExactlyItsFramesInExactlyItsSize(ClipFormat format) throws IOException {
    try (ClipWriter writer = ClipWriters.open(format, folder.resolve("clip"), OPTIONS)) {
      FrameImage other = TestClips.toy(16, 17, 1).get(0);
      assertThrows(IllegalArgumentException.class, () -> writer.write(other));
      writer.write(FRAMES.get(0));
      assertThrows(IllegalStateException.class, writer::finish);
      writer.write(FRAMES.get(1));
      writer.write(FRAMES.get(2));
      assertThrows(IllegalStateException.class, () -> writer.write(FRAMES.get(0)));
      writer.finish();
      assertThrows(IllegalStateException.class, writer::finish);
    }
    assertEquals(List.of("clip"), contents());
  }

  @ParameterizedTest
  @MethodSource("dev.kymo.inference.clip.ClipFormat#builtIn")
  void saysThatTheFolderIsMissing(ClipFormat format) {
    Path target = folder.resolve("missing").resolve("clip");
    FileException failure =
        assertThrows(FileException.class, () -> ClipWriters.open(format, target, OPTIONS));
    assertEquals(
        target
            + " cannot be written: the folder "
            + target.getParent().toAbsolutePath()
            + " does not exist.",
        failure.getMessage());
  }

  @ParameterizedTest
  @EnumSource(names = {"MP4", "GIF", "PNG_STRIP", "JPG_STRIP"})
  void doesNotReplaceAFolderByAFile(ClipFormat format) throws IOException {
    Path target = Files.createDirectory(folder.resolve("clip"));
    FileException failure =
        assertThrows(FileException.class, () -> ClipWriters.open(format, target, OPTIONS));
    assertEquals(target + " cannot be written: it is a folder.", failure.getMessage());
    assertEquals(List.of("clip"), contents());
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
