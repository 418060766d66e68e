package dev.kymo.trainer.training;

import ai.djl.engine.EngineException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.util.Locale;

/** What the engine throws, told as reasons. */
public final class Failures {
  private Failures() {}

  /** The reason and its sentence. */
  public static TrainingException of(EngineException e) {
    String message = String.valueOf(e.getMessage());
    String lower = message.toLowerCase(Locale.ROOT);
    if (lower.contains("out of memory") || lower.contains("can't allocate memory")) {
      return new TrainingException(
          Reason.OUT_OF_MEMORY, "The device has too little memory for this batch.", e);
    }
    return new TrainingException(Reason.DEVICE, "The engine failed: " + telling(message), e);
  }

  /** A TorchScript error tells its cause in the last line and the way there before it. */
  private static String telling(String message) {
    return message
        .lines()
        .filter(line -> line.contains("Error: "))
        .reduce((first, last) -> last)
        .or(() -> message.lines().findFirst())
        .orElse("no reason given");
  }
}
