package dev.kymo.inference.file;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Sentences about files name each file once. */
class FileExceptionTest {
  private static final Path FILE = Path.of("clip.mp4");

  private static String writing(IOException cause) {
    return FileException.writing(FILE, cause).getMessage();
  }

  @Test
  void theFileItselfIsNamedOnce() {
    assertEquals(
        "clip.mp4 cannot be read: it does not exist.",
        FileException.reading(FILE, new NoSuchFileException("clip.mp4")).getMessage());
    assertEquals(
        "clip.mp4 cannot be written: access to it is denied.",
        writing(new AccessDeniedException("clip.mp4")));
    assertEquals(
        "clip.mp4 cannot be written: it exists already, and is no folder.",
        writing(new FileAlreadyExistsException("clip.mp4")));
    assertEquals(
        "clip.mp4 cannot be written: it cannot be used.",
        writing(new FileSystemException("clip.mp4")));
  }

  @Test
  void anotherFileIsNamed() {
    assertEquals(
        "clip.mp4 cannot be written: out is not a folder.",
        writing(new NotDirectoryException("out")));
  }

  @Test
  void theSystemsOwnWordsAreKept() {
    assertEquals(
        "clip.mp4 cannot be written: No space left on device.",
        writing(new FileSystemException("clip.mp4", null, "No space left on device")));
    assertEquals("clip.mp4 cannot be written: odd.", writing(new IOException("odd")));
  }

  @Test
  void aSentenceStaysOne() {
    FileException already = new FileException("It is so.");
    assertEquals(already, FileException.writing(FILE, already));
  }
}
