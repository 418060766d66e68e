package dev.kymo.inference.ffmpeg;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that a program said on standard error.
 *
 * @param error whether it is about a failure, rather than a warning
 * @param source the part of the program that says it, such as {@code h264}; empty for the program
 * @param text one line without control characters, at most 300 characters
 */
public record FfmpegMessage(boolean error, String source, String text) {
  private static final int MOST = 300;

  private static final Pattern SOURCE = Pattern.compile("\\[([^\\]]{1,60}?)(?: @ [^\\]]*)?\\] *");
  private static final Pattern LEVEL =
      Pattern.compile("\\[(panic|fatal|error|warning|info|verbose|debug)\\] *");

  /** Reads a line that was logged with {@code -loglevel level+...}. */
  static FfmpegMessage parse(String line) {
    String rest = line.replaceAll("\\p{Cntrl}", " ").strip();
    String source = "";
    String level = "error";
    boolean levelSeen = false;
    while (!levelSeen) {
      Matcher levels = LEVEL.matcher(rest);
      Matcher sources = SOURCE.matcher(rest);
      if (levels.lookingAt()) {
        level = levels.group(1).toLowerCase(Locale.ROOT);
        levelSeen = true;
        rest = rest.substring(levels.end());
      } else if (sources.lookingAt()) {
        source = sources.group(1);
        rest = rest.substring(sources.end());
      } else {
        break;
      }
    }
    String text = rest.strip();
    boolean failure = level.equals("error") || level.equals("fatal") || level.equals("panic");
    return new FfmpegMessage(
        failure, source, text.length() > MOST ? text.substring(0, MOST) + "..." : text);
  }
}
