package dev.kymo.studio.cli.console;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Where a command writes.
 *
 * @param out results
 * @param err errors and progress
 * @param interactive whether a person sees standard error: only then is progress shown
 * @param debug whether errors come with their stack trace
 * @param nanoTime the clock, in nanoseconds
 */
public record Console(
    PrintWriter out, PrintWriter err, boolean interactive, boolean debug, LongSupplier nanoTime) {

  /** Set to 1 by the launcher when standard error is a terminal, otherwise to 0. */
  public static final String TTY = "KYMO_TTY";

  /** Set to 1 by someone who wants to see stack traces. */
  public static final String DEBUG = "KYMO_DEBUG";

  /** The console of this process. */
  public static Console ofProcess(Map<String, String> env) {
    return new Console(
        new PrintWriter(System.out, true, charset()),
        new PrintWriter(System.err, true, charset()),
        interactive(env.get(TTY)),
        "1".equals(env.get(DEBUG)),
        System::nanoTime);
  }

  @SuppressWarnings("SystemConsoleNull") // Both meanings of null are handled.
  private static boolean interactive(String told) {
    if (told != null) {
      return told.equals("1");
    }
    // Without the launcher: before Java 22 a console exists only on a terminal, later it is asked.
    java.io.Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      Object answer = java.io.Console.class.getMethod("isTerminal").invoke(console);
      return Boolean.TRUE.equals(answer);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** The terminal's own, which is not the default any more since Java 18. */
  private static Charset charset() {
    String name = System.getProperty("stdout.encoding", System.getProperty("native.encoding", ""));
    return Charset.isSupported(name.isEmpty() ? "?" : name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }
}
