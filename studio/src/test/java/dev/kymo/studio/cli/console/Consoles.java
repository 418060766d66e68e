package dev.kymo.studio.cli.console;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;

/** A console whose output a test can read and whose clock it can turn. */
public final class Consoles {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final AtomicLong nanos = new AtomicLong();
  private final Console console;

  /** A console that a person watches, or not. */
  public Consoles(boolean interactive, boolean debug) {
    console =
        new Console(new PrintWriter(out), new PrintWriter(err), interactive, debug, nanos::get);
  }

  /** The console. */
  public Console console() {
    return console;
  }

  /** Standard output so far, line breaks as {@code \n}. */
  public String out() {
    console.out().flush();
    return out.toString().replace(System.lineSeparator(), "\n");
  }

  /** Standard error so far, line breaks as {@code \n}. */
  public String err() {
    console.err().flush();
    return err.toString().replace(System.lineSeparator(), "\n");
  }

  /** Turns the clock on. */
  public void pass(double seconds) {
    nanos.addAndGet((long) (seconds * 1e9));
  }
}
