package dev.kymo.studio.view.runs;

import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Says in words what the numbers of a run mean. */
public final class RunWords {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double LONG_DAY = 48 * HOUR;

  private final Texts texts;

  /** Words of these texts. */
  public RunWords(Texts texts) {
    this.texts = texts;
  }

  /** The name of a run's state. */
  public String state(RunSummary run) {
    if (run.fault().isPresent()) {
      return texts.get("runs.state.broken");
    }
    return run.state()
        .map(state -> texts.get("runs.state." + state.label()))
        .orElse(texts.get("runs.state.new"));
  }

  /** A style class for the state. */
  static String stateStyle(RunSummary run) {
    if (run.fault().isPresent()) {
      return "failed";
    }
    return run.state().map(RunState::label).orElse("new");
  }

  /** Where it computes, or why it does not. */
  String where(RunSummary run) {
    if (run.fault().isPresent()) {
      return run.fault().get();
    }
    if (run.status().isEmpty()) {
      return texts.get("runs.never");
    }
    RunStatus status = run.status().get();
    return switch (run.state().orElse(RunState.PREPARING)) {
      case FAILED, STOPPED -> status.reason();
      case LOST -> texts.get("runs.silent", silence(status));
      case PREPARING -> status.reason().isBlank() ? texts.get("runs.preparing") : status.reason();
      case RUNNING, STOPPING, ENDED -> device(status);
    };
  }

  String device(RunStatus status) {
    return status.precision().isBlank()
        ? status.device()
        : status.device() + " \u00b7 " + status.precision();
  }

  private static String silence(RunStatus status) {
    return span(Math.max(0, System.currentTimeMillis() - status.heartbeat()) / 1e3);
  }

  /** How far it is and how long it will take. */
  String progress(RunSummary run) {
    if (run.state().filter(s -> s == RunState.LOST || s == RunState.STOPPED).isPresent()
        || run.state().filter(s -> s == RunState.FAILED).isPresent()) {
      return run.savedStep().isPresent()
          ? texts.get("runs.saved", count(run.savedStep().getAsLong()))
          : texts.get("runs.unsaved");
    }
    String percent = String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * run.progress()));
    return run.status()
        .filter(s -> run.alive() && s.secondsLeft() >= 0)
        .map(s -> percent + " \u00b7 " + texts.get("runs.left", span(s.secondsLeft())))
        .orElse(percent);
  }

  /** The pace of a run that goes on. */
  String pace(RunSummary run) {
    return run.status()
        .filter(s -> run.alive() && s.imagesPerSecond() > 0)
        .map(s -> texts.get("runs.pace", pace(s.imagesPerSecond())))
        .orElse("");
  }

  static String pace(double imagesPerSecond) {
    return String.format(Locale.ROOT, imagesPerSecond < 10 ? "%.1f" : "%.0f", imagesPerSecond);
  }

  /** A whole number with separators. */
  public static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** A length of time in the two units that matter. */
  public static String span(double seconds) {
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < HOUR) {
      return String.format(Locale.ROOT, "%d min", (long) (seconds / MINUTE));
    }
    long hours = (long) (seconds / HOUR);
    if (seconds < LONG_DAY) {
      return String.format(
          Locale.ROOT, "%d h %d min", hours, (long) ((seconds - hours * HOUR) / MINUTE));
    }
    return String.format(Locale.ROOT, "%d d %d h", hours / 24, hours % 24);
  }

  /** A time of today as a clock shows it, another with its day. */
  public static String moment(long millis) {
    Instant instant = Instant.ofEpochMilli(millis);
    boolean today =
        LocalDate.ofInstant(instant, ZoneId.systemDefault())
            .equals(LocalDate.now(ZoneId.systemDefault()));
    return (today ? CLOCK : DAY).format(instant.atZone(ZoneId.systemDefault()));
  }

  /** A size in memory or on a disk. */
  public static String bytes(long bytes) {
    return bytes((double) bytes);
  }

  /** A mean size in memory. */
  public static String bytes(double bytes) {
    if (bytes >= 1e9) {
      return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
    return bytes >= 1e6
        ? String.format(Locale.ROOT, "%.0f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
  }
}
