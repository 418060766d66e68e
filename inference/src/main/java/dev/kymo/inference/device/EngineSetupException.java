package dev.kymo.inference.device;

/** The engine cannot be set up as asked. The message tells the user why and what to do. */
public class EngineSetupException extends Exception {
  private static final long serialVersionUID = 1L;

  /** With a sentence for the user. */
  public EngineSetupException(String message) {
    super(message);
  }
}
