package dev.kymo.trainer.process;

import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;

/** A trainer in a process of its own, whose steps take a millisecond. */
public final class FakeTrainer {
  private FakeTrainer() {}

  /** Trains the run that is named. */
  public static void main(String[] args) throws IOException {
    StopRequest stop = new StopRequest();
    RunStatus end;
    try (ShutdownGuard guard = new ShutdownGuard(stop)) {
      assert guard != null;
      end =
          RunLoop.train(
              RunDirectory.open(Path.of(args[0])),
              FakeTraining.parts((step, options) -> Thread.sleep(1)),
              stop,
              RunListener.NONE);
    }
    System.exit(end.state() == RunState.FAILED ? 1 : 0);
  }
}
