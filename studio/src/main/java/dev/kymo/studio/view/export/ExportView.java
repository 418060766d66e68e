package dev.kymo.studio.view.export;

import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipQuality;
import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.project.ExportPicture;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.view.kit.Kit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The export dialog, shown over the window. */
public final class ExportView extends VBox {

  private static final NumberSpec FRAMES =
      new NumberSpec(1, ExportViewModel.MOST_FRAMES, 0, "", false, 1, 0.25);
  private static final NumberSpec SLOW = new NumberSpec(0.05, 64, 2, "×", false, 0.25, 0.02);
  private static final NumberSpec SECONDS =
      new NumberSpec(-10_000, 10_000, 3, " s", false, 0.04, 0.004);
  private static final NumberSpec RATE =
      new NumberSpec(EditorState.MIN_FPS, EditorState.MAX_FPS, 3, " fps", false, 1, 0.25, true);
  private static final NumberSpec SCALE =
      new NumberSpec(1, ExportSettings.MAX_SCALE, 0, "×", false, 1, 0.1);

  private static final double WIDEST_TEXT = 400;
  private static final NumberSpec PIXELS = new NumberSpec(16, 8192, 0, " px", false, 16, 0.5);

  private final ExportViewModel model;
  private final Kit kit;
  private final GridPane grid = new GridPane();
  private final List<List<Node>> rows = new ArrayList<>();
  private final Button export;

  /**
   * Shows the choices.
   *
   * @param close takes the dialog away
   */
  public ExportView(ExportViewModel model, Kit kit, Runnable close) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("dialog");
    setId("export-dialog");
    setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    Label title = kit.styled(new Label(kit.texts().get("export.title")), "dialog-title");
    grid.getStyleClass().add("dialog-grid");
    ComboBox<ClipFormat> format = format();
    ComboBox<ClipQuality> quality = quality();
    quality.disableProperty().bind(model.formatProperty().map(f -> !f.hasQuality()));
    row("export.format", format);
    row("export.range.label", range());
    NumberField rate =
        field("export-fps", RATE, "fps", model.fpsProperty(), model.fpsProperty()::set);
    rate.disableProperty().bind(model.formatProperty().map(ClipFormat::isStrip));
    row(
        "export.frames",
        line(
            field("export-frames", FRAMES, "frames", model.framesProperty(), model::setFrames),
            kit.quiet(kit.texts().get("export.at")),
            rate));
    row(
        "export.slow",
        line(
            field("export-slow", SLOW, "slow", model.slowProperty(), model::setSlow),
            kit.quiet(kit.texts().get("export.slow.hint"))));
    row("export.picture", picture());
    HBox scale = scale();
    row("export.scale", scale);
    shown(scale, model.pictureProperty().map(p -> p.part().isEmpty()));
    row("export.exact", exact());
    row("export.quality", quality);
    Label size = text(model.sizeProperty(), "export-size");
    Label result = text(model.resultProperty(), "export-result");
    result.setWrapText(true);
    result.setMaxWidth(WIDEST_TEXT);
    VBox outcome = new VBox(2, result, size);
    row("export.sound", sound());
    row("export.result.label", outcome);
    arrange();
    export = kit.textButton("export-start", "export.start", () -> start(close));
    export.getStyleClass().add("primary");
    export.setDefaultButton(true);
    Button cancel = kit.textButton("export-close", "export.close", close);
    cancel.setCancelButton(true);
    export.disableProperty().bind(model.refusalProperty().isNotEmpty());
    HBox buttons = new HBox(8, Kit.spacer(), cancel, export);
    getChildren().addAll(title, grid, refusal(), buttons);
  }

  /** The rows of footage are there only beside it. */
  private ComboBox<ExportPicture> picture() {
    ComboBox<ExportPicture> box =
        choice(
            "export-picture",
            "export.picture",
            picture -> kit.texts().get("export.picture." + picture.name()));
    box.getItems().setAll(ExportPicture.values());
    box.valueProperty().bindBidirectional(model.pictureProperty());
    shown(box, model.footageProperty().map(Optional::isPresent));
    return box;
  }

  private HBox exact() {
    CheckBox exact = check("export-exact", "export.exact.own", model.exactProperty());
    CheckBox stretch = check("export-stretch", "export.stretch", model.stretchProperty());
    NumberField width =
        field("export-width", PIXELS, "width", model.widthProperty(), model.widthProperty()::set);
    NumberField height =
        field(
            "export-height", PIXELS, "height", model.heightProperty(), model.heightProperty()::set);
    for (Node node : new Node[] {width, height, stretch}) {
      node.disableProperty().bind(model.exactProperty().not());
    }
    HBox line = line(exact, width, kit.quiet("×"), height, stretch);
    shown(line, model.pictureProperty().map(p -> p.part().isPresent()));
    return line;
  }

  /** Says why there is nothing to export, where there is a way out. */
  private Label refusal() {
    Label label = kit.styled(new Label(), "export-refusal");
    label.setId("export-refusal");
    label.setWrapText(true);
    label.setMaxWidth(WIDEST_TEXT);
    label.setMinHeight(USE_PREF_SIZE);
    label.textProperty().bind(model.refusalProperty());
    label.visibleProperty().bind(model.refusalProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private VBox sound() {
    CheckBox box = check("export-sound", "export.sound.own", model.soundProperty());
    box.disableProperty().bind(model.soundPossibleProperty().not());
    Label note = kit.quiet("");
    note.setId("export-sound-note");
    note.setWrapText(true);
    note.setMaxWidth(WIDEST_TEXT);
    note.textProperty().bind(model.soundNoteProperty());
    note.managedProperty().bind(model.soundNoteProperty().isNotEmpty());
    VBox rows = new VBox(2, box, note);
    shown(rows, model.pictureProperty().map(p -> p.part().isPresent()));
    return rows;
  }

  private CheckBox check(String id, String key, BooleanProperty value) {
    CheckBox box = new CheckBox(kit.texts().get(key));
    box.setId(id);
    kit.describe(box, kit.texts().get(key + ".tip"), kit.texts().get(key + ".tip"));
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  /** A row is there, or not, with its label. */
  private static void shown(Node value, ObservableValue<Boolean> when) {
    value.visibleProperty().bind(when);
  }

  /** Puts the focus where a user starts. */
  public void begin() {
    export.requestFocus();
  }

  private HBox range() {
    Button own = kit.textButton("export-in-out", "export.range.own", model::takeRange);
    Button trained = kit.textButton("export-trained", "export.range.trained", model::takeTrained);
    return line(
        field("export-from", SECONDS, "from", model.fromProperty(), model::setFrom),
        kit.quiet(kit.texts().get("export.to")),
        field("export-to", SECONDS, "to", model.toProperty(), model::setTo),
        own,
        trained);
  }

  private static HBox line(Node... nodes) {
    HBox line = new HBox(8, nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void start(Runnable close) {
    if (model.export()) {
      close.run();
    }
  }

  private void row(String key, Node value) {
    Label label = new Label(kit.texts().get(key));
    label.getStyleClass().add("field-label");
    label.setLabelFor(value);
    label.visibleProperty().bind(value.visibleProperty());
    rows.add(List.of(label, value));
    value.visibleProperty().addListener((p, before, after) -> arrange());
  }

  /** Rows that are not there leave no gap. */
  private void arrange() {
    grid.getChildren().clear();
    int index = 0;
    for (List<Node> row : rows) {
      if (row.get(1).isVisible()) {
        grid.addRow(index++, row.toArray(new Node[0]));
      }
    }
  }

  private Label text(ObservableValue<String> value, String id) {
    Label label = kit.styled(new Label(), "mono");
    label.setId(id);
    label.textProperty().bind(value);
    return label;
  }

  private NumberField field(
      String id, NumberSpec spec, String name, ReadOnlyDoubleProperty value, DoubleConsumer set) {
    double first = value.get();
    ValueEdits edits =
        new ValueEdits() {
          @Override
          public void begin() {
            // A dialog has nothing to undo.
          }

          @Override
          public void set(double next) {
            set.accept(next);
          }

          @Override
          public void end() {
            // A dialog has nothing to undo.
          }

          @Override
          public void reset() {
            set.accept(first);
          }
        };
    NumberField field = kit.number(id, spec, kit.texts().get("export." + name + ".tip"), edits);
    field.getStyleClass().add("boxed");
    field.setPrefWidth(88);
    field.valueProperty().bind(value);
    return field;
  }

  private ComboBox<ClipFormat> format() {
    ComboBox<ClipFormat> box = choice("export-format", "export.format", ClipFormat::title);
    box.setItems(model.formats());
    box.valueProperty().bindBidirectional(model.formatProperty());
    return box;
  }

  private ComboBox<ClipQuality> quality() {
    ComboBox<ClipQuality> box = choice("export-quality", "export.quality", ClipQuality::title);
    box.getItems().setAll(ClipQuality.values());
    box.valueProperty().bindBidirectional(model.qualityProperty());
    return box;
  }

  private <E> ComboBox<E> choice(String id, String accessible, Function<E, String> title) {
    ComboBox<E> box = kit.choice(id, kit.texts().get(accessible), title);
    box.setPrefWidth(320);
    return box;
  }

  private HBox scale() {
    ToggleButton pixel = method("export-pixel", "zoom.pixel");
    ToggleButton smooth = method("export-smooth", "zoom.smooth");
    pixel.getStyleClass().add("left-pill");
    smooth.getStyleClass().add("right-pill");
    ToggleGroup group = new ToggleGroup();
    group.getToggles().addAll(pixel, smooth);
    group.selectToggle(model.smoothProperty().get() ? smooth : pixel);
    group
        .selectedToggleProperty()
        .addListener(
            (p, before, after) -> {
              if (after == null) {
                group.selectToggle(before);
              } else {
                model.smoothProperty().set(after == smooth);
              }
            });
    HBox methods = new HBox(pixel, smooth);
    return line(
        field("export-scale", SCALE, "scale", model.scaleProperty(), model.scaleProperty()::set),
        methods);
  }

  private ToggleButton method(String id, String key) {
    ToggleButton button = new ToggleButton(kit.texts().get(key));
    button.setId(id);
    button.getStyleClass().add("text-button");
    kit.describe(button, kit.texts().get(key + ".export"), kit.texts().get(key + ".export"));
    return button;
  }
}
