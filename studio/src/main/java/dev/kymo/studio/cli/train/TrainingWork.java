package dev.kymo.studio.cli.train;

import dev.kymo.trainer.dataset.check.DatasetLook;
import dev.kymo.trainer.process.DryRun;
import dev.kymo.trainer.process.RunListener;
import dev.kymo.trainer.process.TrainerProcess;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunStatus;
import dev.kymo.trainer.run.TrainingOptions;
import java.nio.file.Path;
import java.util.Optional;

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
   * Looks at a few clips of a dataset, to choose options that suit them.
   *
   * @return empty when there is nothing to see
   * @throws Exception whose message is a sentence for the user
   */
  default Optional<DatasetLook.Seen> look(Path data) throws Exception {
    return Optional.empty();
  }

  /**
   * How many cards this machine has for training.
   *
   * @throws Exception whose message is a sentence for the user
   */
  default int cards() throws Exception {
    return 0;
  }

  /**
   * Checks and times a run without making it.
   *
   * @param progress told how far it is
   * @throws Exception whose message is a sentence for the user
   */
  DryRun.Report dryRun(TrainingOptions options, DryRun.Progress progress) throws Exception;
}
