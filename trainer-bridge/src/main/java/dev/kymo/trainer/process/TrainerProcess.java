package dev.kymo.trainer.process;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trainer in a process of its own, which outlives the one that started it. What it does is told
 * by the run's files alone, so that whoever comes later can attach to it.
 */
public final class TrainerProcess {
  private static final long PATIENCE_MILLIS = 120_000;
  private static final long LOOK_EVERY_MILLIS = 50;

  private final RunDirectory run;

  private TrainerProcess(RunDirectory run) {
    this.run = run;
  }

  /**
   * The trainer of a run, whether it is there or not.
   *
   * @throws FileException with a sentence, when the folder is no run
   */
  public static TrainerProcess attach(Path root) throws FileException {
    return new TrainerProcess(RunDirectory.view(root));
  }

  /**
   * A command that starts this very Java with this class path.
   *
   * @param mainClass that trains the run that its arguments name, in the foreground
   */
  public static List<String> javaCommand(String mainClass, List<String> arguments) {
    boolean windows = File.separatorChar == '\\';
    Path java = Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java");
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Djava.awt.headless=true");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }

  /**
   * Starts a trainer and waits until it has taken the run, or has said why it cannot.
   *
   * @param command what to run, such as {@link #javaCommand}; it trains the run
   * @throws FileException with a sentence, when it cannot be started, or ends at once
   */
  public static TrainerProcess start(RunDirectory run, List<String> command)
      throws FileException, InterruptedException {
    TrainerProcess trainer = new TrainerProcess(run);
    if (trainer.state().filter(RunState::alive).isPresent()) {
      throw new FileException(run + " is being trained already.");
    }
    ProcessBuilder builder = new ProcessBuilder(ownSession(command));
    builder.redirectInput(nullDevice());
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(run.logFile().toFile()));
    // Read before the engine's first thread starts; a parent that was not launched by the script
    // lacks them.
    builder.environment().putIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
    builder.environment().putIfAbsent("THP_MEM_ALLOC_ENABLE", "1");
    builder.environment().put("KYMO_TTY", "0");
    try {
      long before = trainer.status().map(RunStatus::started).orElse(0L);
      trainer.awaitStart(builder.start(), before);
      return trainer;
    } catch (IOException e) {
      throw new FileException("The trainer cannot be started: " + e.getMessage() + ".", e);
    }
  }

  /** Out of the terminal's session, a trainer does not die with it. */
  private static List<String> ownSession(List<String> command) {
    for (String folder :
        Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, "setsid"))) {
        List<String> own = new ArrayList<>(List.of(Path.of(folder, "setsid").toString()));
        own.addAll(command);
        return own;
      }
    }
    return command;
  }

  private static File nullDevice() {
    return new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");
  }

  /** Waits for the status of a trainer that started at another time than the one before it. */
  private void awaitStart(Process process, long before) throws FileException, InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < deadline) {
      Optional<RunStatus> status = RunStatus.read(run);
      // setsid may start the trainer as a child of its own, so its number is not compared.
      if (status.isPresent() && status.get().started() != before) {
        return;
      }
      if (!process.isAlive() && process.exitValue() != 0) {
        throw new FileException(
            "The trainer ended at once; %s ends with: %s".formatted(run.logFile(), lastLine()));
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
    throw new FileException(
        "The trainer does not answer; look into " + run.logFile() + " for the reason.");
  }

  private String lastLine() throws FileException {
    try {
      List<String> lines = Files.readAllLines(run.logFile());
      return lines.isEmpty() ? "nothing" : lines.get(lines.size() - 1);
    } catch (IOException e) {
      throw FileException.reading(run.logFile(), e);
    }
  }

  /** The run. */
  public RunDirectory run() {
    return run;
  }

  /** The run's status, if it has one yet. */
  public Optional<RunStatus> status() throws FileException {
    return RunStatus.read(run);
  }

  /** The run's state as it is seen from here: {@link RunState#LOST} for a trainer that is gone. */
  public Optional<RunState> state() throws FileException {
    return status().map(RunStatus::seen);
  }

  /**
   * Asks the trainer for something.
   *
   * @throws FileException with a sentence, when there is no trainer that could hear it
   */
  public void ask(ControlRequest request) throws FileException {
    Optional<RunState> state = state();
    if (state.filter(RunState::alive).isEmpty()) {
      throw new FileException(
          "%s is not being trained: it is %s."
              .formatted(run, state.map(RunState::label).orElse("not started yet")));
    }
    request.send(run);
  }

  /**
   * Waits until the trainer has left.
   *
   * @return the last status, or nothing when the time is over and it is still there
   */
  public Optional<RunStatus> awaitEnd(long millis) throws FileException, InterruptedException {
    long deadline = System.currentTimeMillis() + millis;
    while (true) {
      Optional<RunStatus> status = status();
      if (status.isPresent() && !status.get().seen().alive()) {
        return status;
      }
      if (System.currentTimeMillis() >= deadline) {
        return Optional.empty();
      }
      Thread.sleep(LOOK_EVERY_MILLIS);
    }
  }
}
