package dev.kymo.trainer.process;

import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.TrainingData;
import dev.kymo.trainer.run.BestSnapshots;
import dev.kymo.trainer.run.CheckpointStore;
import dev.kymo.trainer.run.ControlRequest;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.MetricOptions;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunLock;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.StepReport;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Carries out a run from where it is to its end, or until it is asked to leave: drives a {@link
 * Training}, saves, samples, logs and answers requests. Whatever happens ends in a clear state in
 * {@code status.json}, with the last good checkpoint kept.
 */
public final class RunLoop {
  private static final long REQUESTS_EVERY_NANOS = 200_000_000;

  private final RunDirectory run;
  private final TrainingOptions options;
  private final ScheduleOptions schedule;
  private final TrainingParts parts;
  private final StopRequest stop;
  private final RunListener listener;
  private final CheckpointStore store;
  private final BestSnapshots best;
  private final Pace pace = new Pace();
  private final LossWatch watch = new LossWatch();
  private final StepSums losses = new StepSums();
  private final StepSums seconds = new StepSums();
  private long savedAt = -1;
  private long publishedAt = -1;
  private long requestsSeen;

  private RunLoop(
      RunDirectory run,
      TrainingOptions options,
      TrainingParts parts,
      StopRequest stop,
      RunListener listener) {
    this.run = run;
    this.options = options;
    this.schedule = options.schedule();
    this.parts = parts;
    this.stop = stop;
    this.listener = listener;
    this.store = new CheckpointStore(run, options, parts.disk());
    this.best = new BestSnapshots(run);
  }

  /**
   * Trains a run in this thread, from its newest checkpoint or from the start.
   *
   * @param stop asks it to save and leave
   * @return its last status: ended, stopped or failed
   * @throws FileException with a sentence, when another trainer has the run, or not even its status
   *     can be written
   */
  @SuppressWarnings("try") // The lock is held, not used.
  public static RunStatus train(
      RunDirectory run, TrainingParts parts, StopRequest stop, RunListener listener)
      throws FileException {
    try (RunLock lock = RunLock.take(run)) {
      TrainingOptions options = run.options();
      run.sweep();
      for (ControlRequest old : ControlRequest.values()) {
        old.clear(run);
      }
      long steps = options.schedule().steps();
      try (StatusBoard board = new StatusBoard(run, RunStatus.ofThisProcess(0, steps));
          RunJournal journal = new RunJournal(run, listener)) {
        RunLoop loop = new RunLoop(run, options, parts, stop, listener);
        End end = loop.guarded(board, journal);
        journal.end(board.status().step(), end.state().label(), end.reason());
        board.show(status -> status.in(end.state(), end.reason()));
        return board.status();
      }
    }
  }

  /** How a run ends. */
  private record End(RunState state, String reason) {
    static End failed(String reason) {
      return new End(RunState.FAILED, reason);
    }
  }

  /** Turns whatever can happen into an end. */
  private End guarded(StatusBoard board, RunJournal journal) {
    try {
      return prepared(board, journal);
    } catch (TrainingException
        | DatasetException
        | FileException
        | FrameException
        | EngineSetupException e) {
      journal.trace(e);
      return End.failed(e.getMessage());
    } catch (CancellationException e) {
      return new End(RunState.STOPPED, stop.reason().orElse("It was asked to stop."));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new End(RunState.STOPPED, "It was interrupted.");
    } catch (RuntimeException | Error e) {
      journal.trace(e);
      String what = e.getClass().getSimpleName();
      return End.failed(
          e instanceof OutOfMemoryError
              ? "Java's memory is not enough for this run: give it more with KYMO_JAVA_OPTS=-Xmx8g."
              : "Something went wrong inside Kymo (%s: %s); log.txt in the run has the details."
                  .formatted(what, e.getMessage()));
    }
  }

  private End prepared(StatusBoard board, RunJournal journal)
      throws TrainingException,
          DatasetException,
          FileException,
          FrameException,
          EngineSetupException,
          InterruptedException {
    RunStart start = RunStart.find(options, store);
    board.show(status -> status.at(start.step(), 0, -1));
    checkMetric();
    try (Devices devices = parts.devices().open(options.machine())) {
      DatasetOpener.Opened opened =
          parts.dataset().open(options, (frames, total) -> read(board, frames, total), stop);
      try (TrainingData data = opened.data()) {
        RunStart.checkDataset(run, options, opened);
        Optional<CheckpointState> state = start.checkpoint().map(c -> c.state());
        for (String note : opened.notes()) {
          journal.warning(start.step(), note);
        }
        return trained(board, journal, devices, data, state, start, opened.summary());
      } catch (TrainingException e) {
        if (e.reason() != Reason.OUT_OF_MEMORY) {
          throw e;
        }
        journal.trace(e);
        journal.warning(board.status().step(), "Out of memory; looking for a batch that fits.");
        return End.failed(new FittingBatch(parts, devices, stop).sentence(options, e));
      }
    }
  }

  private void read(StatusBoard board, long frames, long total) {
    listener.reading(frames, total);
    if (frames * 100 / total != (frames - 1) * 100 / total) {
      String sentence = String.format(Locale.ROOT, "Read %,d of %,d frames.", frames, total);
      board.change(status -> status.in(status.state(), sentence));
    }
  }

  private void checkMetric() throws FileException {
    if (schedule.metric().isPresent()) {
      parts.metric().check(schedule.metric().get());
    }
  }

  private End trained(
      StatusBoard board,
      RunJournal journal,
      Devices devices,
      TrainingData data,
      Optional<CheckpointState> from,
      RunStart start,
      String dataset)
      throws TrainingException, FileException, FrameException, InterruptedException {
    TrainingFactory.Created created =
        parts.factory().create(RunStart.settled(run, options), devices.computes(), data, from);
    try (Training training = created.training()) {
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("host", RunStatus.thisHost());
      facts.put("pid", Long.toString(ProcessHandle.current().pid()));
      facts.put("device", devices.name());
      facts.put("precision", created.precision());
      facts.put("dataset", dataset);
      start.checkpoint().ifPresent(c -> facts.put("from", c.source().toString()));
      journal.start(training.step(), facts);
      for (String note : start.notes()) {
        journal.warning(training.step(), note);
      }
      board.show(
          status ->
              status
                  .at(training.step(), 0, -1)
                  .on(devices.name(), created.precision())
                  .in(RunState.RUNNING, ""));
      SampleWriter samples = null;
      if (!devices.computes().isEmpty()) {
        samples =
            new SampleWriter(
                options.model().generator(),
                options.learning().isPresent() ? LearningOptions.seed(0) : 0,
                schedule.sampleRows(),
                devices.computes().get(0),
                devices.name());
      }
      MachineLoad load = new MachineLoad(devices.cards());
      return steps(board, new Desk(training, journal, devices, load, Optional.ofNullable(samples)));
    }
  }

  /** What the steps work with. */
  private record Desk(
      Training training,
      RunJournal journal,
      Devices devices,
      MachineLoad load,
      Optional<SampleWriter> samples) {}

  private End steps(StatusBoard board, Desk desk)
      throws TrainingException, FileException, FrameException, InterruptedException {
    Training training = desk.training();
    pace.mark(System.nanoTime());
    while (training.step() < schedule.steps() && !stop.getAsBoolean()) {
      StepReport report = training.advance();
      check(report);
      pace.mark(System.nanoTime());
      double step = pace.secondsPerStep();
      board.change(
          status ->
              status.at(
                  report.step(),
                  step > 0 ? StepSums.sixDigits(options.imagesPerStep() / step) : 0,
                  Math.rint((schedule.steps() - report.step()) * step)));
      listener.step(board.status(), report.losses());
      log(report, board.status(), desk);
      save(report.step(), desk);
      if (report.step() % schedule.sampleEvery() == 0) {
        sample(desk);
      }
      answerRequests(desk);
    }
    if (training.step() < schedule.steps()) {
      board.show(status -> status.in(RunState.STOPPING, stop.reason().orElse("")));
    }
    if (options.learning().isPresent() && publishedAt != training.step()) {
      Map<String, Double> figures = figures(desk);
      store.publish(training.step(), training.averagedGenerator(), figures);
    }
    if (savedAt != training.step()) {
      saveLatest(desk);
    }
    return training.step() < schedule.steps()
        ? new End(RunState.STOPPED, stop.reason().orElse("It was asked to stop."))
        : new End(RunState.ENDED, "");
  }

  private static void check(StepReport report) throws TrainingException {
    for (Map.Entry<String, Double> loss : report.losses().entrySet()) {
      if (!Double.isFinite(loss.getValue())) {
        throw new TrainingException(
            Reason.NOT_A_NUMBER,
            "The loss %s is not a number at step %d; go on from the last checkpoint with a lower learning rate."
                .formatted(loss.getKey(), report.step()),
            null);
      }
    }
  }

  private void log(StepReport report, RunStatus status, Desk desk) throws FileException {
    long step = report.step();
    losses.add(report.losses());
    seconds.add(report.seconds());
    Optional<String> rising = watch.take(report.losses());
    if (rising.isPresent()) {
      desk.journal().warning(step, rising.get());
    }
    if (step % schedule.logEvery() == 0 || step == schedule.steps()) {
      desk.journal().losses(step, losses.take());
      Map<String, Double> timings = seconds.take();
      double total = timings.getOrDefault("total", 0.0);
      if (total > 0) {
        timings.put("data_share", StepSums.sixDigits(timings.getOrDefault("data", 0.0) / total));
      }
      timings.put("images_per_second", status.imagesPerSecond());
      timings.put("host_memory", (double) HostMemory.resident());
      timings.put("device_memory", (double) desk.training().deviceMemory());
      timings.putAll(desk.load().take());
      desk.journal().timings(step, timings);
    }
  }

  private void save(long step, Desk desk)
      throws TrainingException, FileException, InterruptedException {
    if (step % schedule.fullEvery() == 0) {
      desk.journal().snapshot(step, "full", store.saveFull(desk.training().fullState()));
      savedAt = step;
    } else if (step % schedule.latestEvery() == 0) {
      saveLatest(desk);
    }
    if (step % schedule.generatorEvery() == 0) {
      Map<String, Double> figures = figures(desk);
      Map<String, HostTensor> averaged = desk.training().averagedGenerator();
      Path snapshot = store.saveGenerator(step, averaged, figures);
      desk.journal().snapshot(step, "generator", snapshot);
      store.publish(step, averaged, figures);
      publishedAt = step;
      measure(step, snapshot, desk);
    }
    if (step % schedule.fullEvery() == 0 || step % schedule.generatorEvery() == 0) {
      store.prune(best.steps(schedule.keepBest()));
    }
  }

  /** What the training knows of how good it is. */
  private Map<String, Double> figures(Desk desk) throws TrainingException, FileException {
    Map<String, Double> figures = desk.training().figures();
    for (Map.Entry<String, Double> figure : figures.entrySet()) {
      desk.journal().metric(desk.training().step(), figure.getKey(), figure.getValue());
    }
    if (!figures.isEmpty()) {
      listener.figures(figures);
    }
    return figures;
  }

  /** A metric that cannot be measured is no reason to stop. */
  private void measure(long step, Path snapshot, Desk desk)
      throws FileException, InterruptedException {
    if (schedule.metric().isEmpty()) {
      return;
    }
    MetricOptions metric = schedule.metric().get();
    long before = System.nanoTime();
    try {
      double value = parts.metric().measure(options, metric, snapshot, stop);
      desk.journal().metric(step, metric.name(), value);
    } catch (InterruptedException e) {
      throw e;
    } catch (CancellationException e) {
      // The run is asked to stop.
      desk.journal().warning(step, "The metric was not measured: the run is to stop.");
    } catch (Exception e) {
      desk.journal().trace(e);
      desk.journal().warning(step, "The metric could not be measured: " + e.getMessage());
    } finally {
      pace.skip(System.nanoTime() - before);
      if (!desk.devices().computes().isEmpty()) {
        desk.devices().computes().get(0).enterTrainingThread();
      }
    }
  }

  private void saveLatest(Desk desk) throws TrainingException, FileException {
    long step = desk.training().step();
    desk.journal().snapshot(step, "latest", store.saveLatest(desk.training().fullState()));
    savedAt = step;
  }

  private void sample(Desk desk) throws TrainingException, FileException, FrameException {
    Training training = desk.training();
    long step = training.step();
    if (desk.samples().isPresent()) {
      SampleWriter writer = desk.samples().get();
      writer.write(training.averagedGenerator(), run.sampleStrip(step), run.sampleClip(step));
      // Loading kernels leaves a thread without gradients.
      desk.devices().computes().get(0).enterTrainingThread();
      desk.journal()
          .sample(
              step,
              run.sampleStrip(step),
              run.sampleClip(step),
              writer.stripWidth(),
              writer.stripHeight());
    }
    desk.journal().histogram(step, "frequencies", training.frequencies());
    desk.journal().histogram(step, "phases", training.phases());
  }

  private void answerRequests(Desk desk) throws TrainingException, FileException, FrameException {
    long now = System.nanoTime();
    if (now - requestsSeen < REQUESTS_EVERY_NANOS) {
      return;
    }
    requestsSeen = now;
    if (ControlRequest.STOP.pending(run)) {
      ControlRequest.STOP.clear(run);
      stop.ask("It was asked to stop.");
    }
    if (ControlRequest.CHECKPOINT.pending(run)) {
      ControlRequest.CHECKPOINT.clear(run);
      saveLatest(desk);
    }
    if (ControlRequest.SAMPLE.pending(run)) {
      ControlRequest.SAMPLE.clear(run);
      sample(desk);
    }
  }
}
