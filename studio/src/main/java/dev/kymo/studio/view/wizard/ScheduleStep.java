package dev.kymo.studio.view.wizard;

import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import javafx.scene.layout.VBox;

/** How long the run is and what it leaves behind. */
final class ScheduleStep extends VBox {

  private static final List<OptionField> PLAIN =
      List.of(
          OptionField.STEPS,
          OptionField.SAMPLE_EVERY,
          OptionField.SAMPLE_ROWS,
          OptionField.LATEST_EVERY,
          OptionField.GENERATOR_EVERY,
          OptionField.FULL_EVERY,
          OptionField.KEEP_LAST,
          OptionField.KEEP_BEST,
          OptionField.METRIC_DETECTOR,
          OptionField.METRIC,
          OptionField.METRIC_CLIPS,
          OptionField.LOG_EVERY,
          OptionField.SEED,
          OptionField.START_FROM);

  ScheduleStep(WizardViewModel model, Kit kit) {
    setSpacing(8);
    PLAIN.forEach(field -> getChildren().add(new FieldView(field, model, kit)));
  }
}
