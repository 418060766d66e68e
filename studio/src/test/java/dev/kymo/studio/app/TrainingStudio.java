package dev.kymo.studio.app;

import dev.kymo.studio.view.wizard.WizardViewModel;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.stage.Stage;

/**
 * A studio that makes toy clips, launches a run and then waits to be killed. Its argument is the
 * folder that it lives in; it prints {@code watching} once it sees the run go on.
 */
public final class TrainingStudio {

  private TrainingStudio() {}

  /** Starts. */
  public static void main(String[] args) {
    RealTraining training = new RealTraining(Path.of(args[0]));
    Platform.startup(
        () -> {
          training.app.start(new Stage());
          StudioWiring studio = training.app.wiring().orElseThrow();
          launch(studio);
        });
  }

  private static void launch(StudioWiring studio) {
    WizardViewModel wizard = studio.wizard();
    AtomicBoolean told = new AtomicBoolean();
    studio
        .runs()
        .summaryProperty()
        .addListener(
            (p, before, run) -> {
              if (run.filter(r -> r.step() > 0).isPresent() && !told.getAndSet(true)) {
                System.out.println("watching");
              }
            });
    wizard
        .reportProperty()
        .addListener(
            (p, before, report) -> {
              if (report.isPresent()) {
                RealTraining.setUp(wizard);
                Platform.runLater(() -> ((Button) studio.view().lookup("#wizard-next")).fire());
              }
            });
    ((Button) studio.view().lookup("#train")).fire();
    wizard.makeToys(8);
  }
}
