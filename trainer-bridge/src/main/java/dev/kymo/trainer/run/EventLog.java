package dev.kymo.trainer.run;

import dev.kymo.inference.file.FileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Appends to a run's events. Nothing that is there is ever changed: a line that a killed trainer
 * tore is ended, and stays as it is. Used by one thread at a time.
 */
public final class EventLog implements AutoCloseable {
  private final Path file;
  private final FileChannel channel;

  private EventLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the events for appending.
   *
   * @throws FileException with a sentence
   */
  public static EventLog open(RunDirectory run) throws FileException {
    Path file = run.eventsFile();
    try {
      boolean torn = endsInsideALine(file);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      EventLog log = new EventLog(file, channel);
      if (torn) {
        log.write("\n");
      }
      return log;
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  /**
   * Appends one event to a run that another process may be training: a metric that was measured by
   * itself. Lines of both stay whole.
   *
   * @throws FileException with a sentence
   */
  public static void appendBeside(RunDirectory run, RunEvent event) throws FileException {
    // What a trainer is just writing is no torn line.
    if (!RunLock.taken(run)) {
      try (EventLog log = open(run)) {
        log.append(event);
      }
      return;
    }
    Path file = run.eventsFile();
    try (EventLog log = new EventLog(file, FileChannel.open(file, StandardOpenOption.APPEND))) {
      log.append(event);
    } catch (NoSuchFileException e) {
      throw new FileException(file + " is not there yet; wait until the run has begun.", e);
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  private static boolean endsInsideALine(Path file) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      if (channel.size() == 0) {
        return false;
      }
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) != '\n';
    }
  }

  /**
   * Appends an event. Those that a run's history hangs on (starts, snapshots, metrics, ends) are
   * flushed to the disk.
   *
   * @throws FileException with a sentence
   */
  public void append(RunEvent event) throws FileException {
    try {
      write(event.line());
      switch (event.kind()) {
        case START, SNAPSHOT, METRIC, END -> channel.force(false);
        case LOSSES, TIMINGS, SAMPLE, WARNING -> {}
      }
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }

  private void write(String line) throws IOException {
    // One call for a line: others, such as an evaluation, may append as well.
    ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws FileException {
    try {
      channel.close();
    } catch (IOException e) {
      throw FileException.writing(file, e);
    }
  }
}
