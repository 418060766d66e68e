package dev.kymo.studio.view.document;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times for people. */
final class Times {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ROOT);

  private Times() {}

  /** Day and time where the user is: "25 Nov 2026, 14:32". */
  static String ofDay(Instant time) {
    return FORMAT.format(time.atZone(ZoneId.systemDefault()));
  }
}
