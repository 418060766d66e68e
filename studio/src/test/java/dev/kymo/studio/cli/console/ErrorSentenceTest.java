package dev.kymo.studio.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ErrorSentenceTest {

  @Test
  void sentencesPassAsTheyAre() {
    assertEquals("It is so.", ErrorSentence.of(new UserError("It is so.")));
    assertEquals("No frame.", ErrorSentence.of(new FrameException("No frame.")));
  }

  @Test
  void everythingIsOneLine() {
    assertEquals("One two", ErrorSentence.of(new UserError("One\n   two\r\n")));
  }

  @Test
  void thePlatformsErrorsBecomeSentences() {
    assertEquals(
        "There is no file or folder x.pt.", ErrorSentence.of(new NoSuchFileException("x.pt")));
    assertEquals(
        "y may not be read or written by this user.",
        ErrorSentence.of(new UncheckedIOException(new AccessDeniedException("y"))));
    assertEquals(
        "Reading or writing failed: No space left on device.",
        ErrorSentence.of(new IOException("No space left on device")));
    assertEquals("Cancelled.", ErrorSentence.of(new CancellationException()));
    assertTrue(ErrorSentence.of(new OutOfMemoryError()).startsWith("The memory is not enough"));
  }

  @Test
  void faultsOfKymoSayHowToReportThem() {
    String sentence = ErrorSentence.of(new NullPointerException());
    assertTrue(sentence.contains("NullPointerException"), sentence);
    assertTrue(sentence.contains("KYMO_DEBUG=1"), sentence);
  }
}
