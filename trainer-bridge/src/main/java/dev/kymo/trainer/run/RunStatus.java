package dev.kymo.trainer.run;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.PendingFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * What {@code status.json} says of a run. Times are in milliseconds since 1970.
 *
 * @param state where the run is
 * @param reason why it failed or stopped, one sentence; empty while all is well
 * @param step steps done
 * @param steps of the whole run
 * @param pid of the trainer
 * @param processStart when that process started, so that a reused number is not taken for it; 0
 *     when the system does not tell
 * @param host where it runs
 * @param started when this trainer started
 * @param heartbeat when it last showed that it lives
 * @param device for people
 * @param precision of the convolutions
 * @param imagesPerSecond over the last minute or so; 0 before it is known
 * @param secondsLeft until the last step at that pace; -1 when it is not known
 */
public record RunStatus(
    RunState state,
    String reason,
    long step,
    long steps,
    long pid,
    long processStart,
    String host,
    long started,
    long heartbeat,
    String device,
    String precision,
    double imagesPerSecond,
    double secondsLeft) {

  /** A trainer that has been silent for longer is taken to be gone. */
  public static final long SILENCE_MILLIS = 30_000;

  /** What is known of this process before it has done anything. */
  public static RunStatus ofThisProcess(long step, long steps) {
    ProcessHandle self = ProcessHandle.current();
    long now = System.currentTimeMillis();
    return new RunStatus(
        RunState.PREPARING,
        "",
        step,
        steps,
        self.pid(),
        start(self),
        thisHost(),
        now,
        now,
        "",
        "",
        0,
        -1);
  }

  /** The name of this machine. */
  public static String thisHost() {
    return ThisHost.NAME;
  }

  /** Asked once: the answer may take seconds where names are looked up in a network. */
  private static final class ThisHost {
    private static final Path LINUX = Path.of("/proc/sys/kernel/hostname");
    private static final String NAME = name();

    private static String name() {
      try {
        if (Files.isReadable(LINUX)) {
          return Files.readString(LINUX).strip();
        }
        return lookedUp();
      } catch (IOException e) {
        return lookedUp();
      }
    }

    private static String lookedUp() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException e) {
        return "localhost";
      }
    }
  }

  private static long start(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** The same in another state. */
  public RunStatus in(RunState other, String why) {
    return new RunStatus(
        other,
        why,
        step,
        steps,
        pid,
        processStart,
        host,
        started,
        heartbeat,
        device,
        precision,
        imagesPerSecond,
        other.alive() ? secondsLeft : -1);
  }

  /** The same, alive at a time. */
  public RunStatus beating(long millis) {
    return new RunStatus(
        state,
        reason,
        step,
        steps,
        pid,
        processStart,
        host,
        started,
        millis,
        device,
        precision,
        imagesPerSecond,
        secondsLeft);
  }

  /** The same on a device. */
  public RunStatus on(String deviceName, String precisionName) {
    return new RunStatus(
        state,
        reason,
        step,
        steps,
        pid,
        processStart,
        host,
        started,
        heartbeat,
        deviceName,
        precisionName,
        imagesPerSecond,
        secondsLeft);
  }

  /** The same further on. */
  public RunStatus at(long doneSteps, double pace, double left) {
    return new RunStatus(
        state,
        reason,
        doneSteps,
        steps,
        pid,
        processStart,
        host,
        started,
        heartbeat,
        device,
        precision,
        pace,
        left);
  }

  /**
   * The state as a reader on this machine sees it: {@link RunState#LOST} when a trainer should be
   * alive but has been silent for {@value #SILENCE_MILLIS} ms, or ran on this machine and is gone.
   */
  public RunState seen() {
    return seen(System.currentTimeMillis(), thisHost());
  }

  RunState seen(long now, String here) {
    if (!state.alive()) {
      return state;
    }
    boolean gone = host.equals(here) && !processAlive();
    return gone || now - heartbeat > SILENCE_MILLIS ? RunState.LOST : state;
  }

  /** Whether the trainer's process is there, on this machine. */
  public boolean processAlive() {
    return process().isPresent();
  }

  /** The trainer's process, if it is there; only meaningful on its own machine. */
  public Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(found -> processStart == 0 || Math.abs(start(found) - processStart) < 2_000);
  }

  /**
   * Reads a run's status.
   *
   * @return empty when there is none yet
   * @throws FileException with a sentence, when it is broken
   */
  public static Optional<RunStatus> read(RunDirectory run) throws FileException {
    Path file = run.statusFile();
    try {
      return Optional.of(
          RecordJson.read(RunStatus.class, JsonParser.parseString(Files.readString(file))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | JsonParseException e) {
      throw new FileException(file + " is not the status of a run: " + e.getMessage(), e);
    } catch (IOException e) {
      throw FileException.reading(file, e);
    }
  }

  /**
   * Replaces a run's status at once.
   *
   * @throws FileException with a sentence
   */
  public void write(RunDirectory run) throws FileException {
    try (PendingFile pending = PendingFile.open(run.statusFile())) {
      String text = RecordJson.write(this) + "\n";
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        pending.channel().write(bytes);
      }
      pending.commit();
    } catch (IOException e) {
      throw FileException.writing(run.statusFile(), e);
    }
  }
}
