package dev.kymo.studio.cli.train;

import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;

/** Does what the commands of training ask for. */
public interface TrainingWork {

  /**
   * Trains a run in this process, until its end, a request or a signal.
   *
   * @throws Exception whose message is a sentence for the user
   */
  RunStatus train(RunDirectory run, RunListener listener) throws Exception;

  /**
   * Trains a run in a process of its own.
   *
   * @throws Exception whose message is a sentence for the user
   */
  TrainerProcess background(RunDirectory run) throws Exception;

  /**
   * Checks and times a run without making it.
   *
   * @throws Exception whose message is a sentence for the user
   */
  DryRun.Report dryRun(TrainingOptions options) throws Exception;
}
