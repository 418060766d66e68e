package dev.kymo.studio.document;

import java.nio.file.Path;
import java.time.Instant;

/** How something that outlives a studio is written. */
interface KeptFormat<T> {

  /** How its files end. */
  String ending();

  /** When it was kept. */
  Instant time(T value);

  /** As text, for a file in this folder. */
  String write(T value, Path folder);

  /**
   * From text of a file in this folder.
   *
   * @throws JsonFault when it is not sound
   */
  T read(String text, Path folder) throws JsonFault;
}
