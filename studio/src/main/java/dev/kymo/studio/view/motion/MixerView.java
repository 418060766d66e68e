package dev.kymo.studio.view.motion;

import dev.kymo.studio.control.BandMixer;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** The mixing desk of the bands under its heading. */
public final class MixerView extends VBox {

  /** Shows the bands of the open model. */
  public MixerView(MixerViewModel model, Kit kit, Look look) {
    getStyleClass().addAll("panel", "mixer");
    Label summary = kit.quiet("");
    summary.textProperty().bind(model.summaryProperty());
    Button add = kit.iconButton("band-add", "mdi2p-plus", "mixer.add", model::addBand);
    add.getStyleClass().add("tiny");
    add.disableProperty().bind(model.canAddProperty().not());
    Label title = kit.heading("mixer.frequencies");
    kit.describe(title, title.getText(), kit.texts().get("mixer.frequencies.tip"));
    HBox heading = new HBox(title, Kit.spacer(), summary, add);
    heading.getStyleClass().add("heading-row");
    BandMixer mixer = new BandMixer(model, kit.texts());
    mixer.setId("band-mixer");
    mixer.bandsProperty().bind(model.bandsProperty());
    mixer.histogramProperty().bind(model.histogramProperty());
    mixer.inksProperty().bind(look.inksProperty());
    mixer.labelProperty().set(f -> label(model, f));
    model
        .scaleProperty()
        .addListener((p, before, after) -> mixer.labelProperty().set(f -> label(model, f)));
    VBox.setVgrow(mixer, Priority.ALWAYS);
    getChildren().addAll(heading, mixer);
  }

  private static String label(MixerViewModel model, double frequency) {
    double cycles = model.cyclesPerSecond(frequency);
    return String.format(Locale.ROOT, cycles == 0 ? "%.0f" : "%.1f", cycles);
  }
}
