package dev.kymo.studio.view.wizard;

import dev.kymo.studio.runs.Trainer;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.runs.RunWords;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Chooses devices, precision and batches, and measures what they make of this run. */
final class MachineStep extends VBox {

  private final WizardViewModel model;
  private final Kit kit;
  private final VBox devices = new VBox(6);
  private final Label result = new Label();
  private final Label fault = new Label();
  private boolean updating;

  MachineStep(WizardViewModel model, Kit kit) {
    this.model = model;
    this.kit = kit;
    setSpacing(12);
    Button measure = kit.textButton("measure", "wizard.measure", model::measure);
    measure.getStyleClass().add("primary");
    measure
        .disableProperty()
        .bind(
            javafx.beans.binding.Bindings.createBooleanBinding(
                () ->
                    model.measuringProperty().get().isPresent()
                        || model.draftProperty().get().source().isEmpty(),
                model.measuringProperty(),
                model.draftProperty()));
    Button cancel = kit.textButton("measure-cancel", "wizard.cancel", model::cancelMeasuring);
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setPrefSize(20, 20);
    spinner.setMaxSize(20, 20);
    HBox busy = new HBox(8, spinner, kit.quiet(kit.texts().get("wizard.measuring.note")), cancel);
    busy.setAlignment(Pos.CENTER_LEFT);
    busy.visibleProperty().bind(model.measuringProperty().map(Optional::isPresent));
    result.setId("measure-result");
    result.setWrapText(true);
    fault.setId("measure-fault");
    fault.setWrapText(true);
    fault.getStyleClass().add("bad");
    result.textProperty().bind(model.measurementProperty().map(m -> m.map(this::words).orElse("")));
    fault.textProperty().bind(model.measureFaultProperty().map(f -> f.orElse("")));
    HBox row = new HBox(12, measure, busy);
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            kit.heading("wizard.machine.devices"),
            devices,
            new FieldView(OptionField.PRECISION, model, kit),
            new FieldView(OptionField.IMAGE_BATCH, model, kit),
            new FieldView(OptionField.VIDEO_BATCH, model, kit),
            new FieldView(OptionField.THREADS, model, kit),
            new FieldView(OptionField.DECODE_THREADS, model, kit),
            row,
            result,
            fault);
    model.devicesProperty().addListener((p, before, after) -> showDevices());
    model.draftProperty().addListener((p, before, after) -> showDevices());
    showDevices();
  }

  private List<String> chosen() {
    return model.draftProperty().get().options().machine().devices();
  }

  private void showDevices() {
    if (updating) {
      return;
    }
    List<Trainer.Device> found = model.devicesProperty().get();
    List<CheckBox> boxes = new ArrayList<>();
    boxes.add(box("auto", kit.texts().get("wizard.machine.auto")));
    for (Trainer.Device device : found) {
      String memory = device.memoryBytes() > 0 ? "  " + RunWords.bytes(device.memoryBytes()) : "";
      boxes.add(box(device.id(), device.id() + "  " + device.name() + memory));
    }
    boxes.add(coresBox());
    devices.getChildren().setAll(boxes);
  }

  /** Replicas on the processor's cores, which take the batches apart and are faster. */
  private CheckBox coresBox() {
    boolean shared = isShared();
    int replicas = shared ? chosen().size() : model.replicasOnCores();
    CheckBox box =
        new CheckBox(
            replicas > 1
                ? kit.texts().get("wizard.machine.cores", String.valueOf(replicas))
                : kit.texts().get("wizard.machine.cores.none"));
    box.setId("device-cores");
    box.setSelected(shared);
    box.setDisable(replicas == 1);
    box.setTooltip(new Tooltip(kit.texts().get("wizard.machine.cores.tip")));
    box.setOnAction(event -> model.shareProcessor(box.isSelected()));
    return box;
  }

  private boolean isShared() {
    return chosen().size() > 1 && chosen().contains("cpu");
  }

  private CheckBox box(String id, String text) {
    CheckBox box = new CheckBox(text);
    box.setId("device-" + id.replace(':', '-'));
    box.setSelected(chosen().contains(id) && !isShared());
    box.setOnAction(event -> choose(id, box.isSelected()));
    return box;
  }

  /** Several cards go together; anything else stands alone. */
  private void choose(String id, boolean selected) {
    if (isShared()) {
      model.shareProcessor(false);
    }
    List<String> next = new ArrayList<>();
    if (id.startsWith("cuda:")) {
      chosen().stream().filter(d -> d.startsWith("cuda:") && !d.equals(id)).forEach(next::add);
      if (selected) {
        next.add(id);
      }
    } else if (selected) {
      next.add(id);
    }
    String[] sorted = next.isEmpty() ? new String[] {"auto"} : next.toArray(String[]::new);
    Arrays.sort(sorted);
    model.set(OptionField.DEVICES, String.join(",", sorted));
    showDevices();
  }

  private String words(Trainer.Measurement m) {
    return kit.texts()
        .get(
            "wizard.measured",
            m.device(),
            m.precision(),
            String.format(Locale.ROOT, "%.3f", m.secondsPerStep()),
            RunWords.span(m.runSeconds()),
            RunWords.bytes(m.hostBytes()),
            m.deviceBytes() > 0
                ? kit.texts().get("wizard.measured.device", RunWords.bytes(m.deviceBytes()))
                : "",
            RunWords.bytes(m.diskBytes()),
            String.valueOf(m.steps()));
  }
}
