package dev.kymo.studio.cli.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.Locale;

/**
 * What was measured in the running studio.
 *
 * @param device where frames were drawn
 * @param precision in which precision
 * @param width of the window, pixels
 * @param height of the window, pixels
 * @param changes that were counted from the event of the fader to the pixels
 * @param medianMillis half of them took no longer
 * @param p95Millis 95 % of them took no longer
 * @param fps frames a second that were asked for in play
 * @param seconds of play
 * @param dropped frames that were due in play and never shown
 */
public record StudioFigures(
    String device,
    String precision,
    int width,
    int height,
    int changes,
    double medianMillis,
    double p95Millis,
    int fps,
    int seconds,
    int dropped) {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** For people. */
  String text() {
    return String.format(
        Locale.ROOT,
        """
        slider to pixels  median %.1f ms, 95 %% within %.1f ms (%d changes)
        play              %d frames/s for %d s, %,d of %,d frames dropped
        drawn             %s, %s, window %d x %d
        """,
        medianMillis,
        p95Millis,
        changes,
        fps,
        seconds,
        dropped,
        (long) fps * seconds,
        device,
        precision,
        width,
        height);
  }

  /** For programs. */
  String json() {
    return JSON.toJson(this) + '\n';
  }
}
