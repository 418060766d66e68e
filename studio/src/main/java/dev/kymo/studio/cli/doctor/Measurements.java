package dev.kymo.studio.cli.doctor;

import java.io.IOException;

/** What was measured on this machine and is remembered. */
@FunctionalInterface
public interface Measurements {

  /**
   * Forgets it, so that it is measured again.
   *
   * @throws IOException with a sentence, when that fails
   */
  void forget() throws IOException;
}
