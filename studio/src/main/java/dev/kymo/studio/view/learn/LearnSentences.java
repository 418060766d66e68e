package dev.kymo.studio.view.learn;

import dev.kymo.studio.view.kit.Texts;
import java.io.IOException;

/** Makes a sentence for the user of what failed. */
final class LearnSentences {

  private LearnSentences() {}

  /** The error's own sentence, where it was made for users. */
  static String of(Throwable error, Texts texts) {
    String message = error.getMessage();
    if (error instanceof OutOfMemoryError) {
      return texts.get("learn.memory");
    }
    boolean expected =
        error instanceof IOException
            || error instanceof IllegalArgumentException
            || error.getClass().getName().startsWith("dev.kymo");
    return expected && message != null && !message.isBlank()
        ? message
        : texts.get("learn.failed", String.valueOf(message));
  }
}
