package dev.kymo.studio.view.learn;

import dev.kymo.inference.footage.Square;
import dev.kymo.studio.control.MotionChart;
import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.SquareEdit;
import dev.kymo.studio.control.ValueEdits;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.learning.ClipStudy;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import dev.kymo.studio.view.kit.PlainValue;
import dev.kymo.trainer.run.LearnedClip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Beside the picture: the clips, range and square as numbers, the motion, what was found. */
final class LearnSide extends VBox {

  private static final double LONGEST = 1e6;
  private static final NumberSpec SECONDS = new NumberSpec(0, LONGEST, 2, " s", false, 0.1, 0.01);
  private static final NumberSpec FRAMES =
      new NumberSpec(LearnedClip.FEWEST_FRAMES, LearnedClip.MOST_FRAMES, 0, "", false, 1, 0.5);
  private static final NumberSpec PIXELS = new NumberSpec(0, 100_000, 0, "", false, 1, 1);
  private static final NumberSpec RATE = new NumberSpec(1, 240, 3, " fps", false, 1, 0);

  private final LearnViewModel model;
  private final Kit kit;
  private final VBox clips = new VBox(4);
  private final VBox findings = new VBox(8);
  private final VBox notes = new VBox(6);
  private final VBox rate;
  private final Label bands = new Label();
  private final MotionChart chart;
  private final NumberField hertz;
  private final Label looking;

  LearnSide(LearnViewModel model, Kit kit, Look look) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("learn-side");
    setSpacing(18);
    chart = new MotionChart(value -> model.hertzEdits().set(value));
    chart.setId("learn-motion");
    chart.setAccessibleText(kit.texts().get("learn.motion.accessible"));
    chart.inksProperty().bind(look.inksProperty());
    hertz =
        kit.number(
            "learn-hertz",
            new NumberSpec(LearnViewModel.LOWEST_HZ, 500, 1, " Hz", false, 0.1, 0.05),
            kit.texts().get("learn.hertz"),
            model.hertzEdits());
    hertz.getStyleClass().add("boxed");
    hertz.valueProperty().bind(model.hertzProperty());
    kit.describe(hertz, kit.texts().get("learn.hertz"), kit.texts().get("learn.hertz.tip"));
    bands.getStyleClass().add("quiet");
    bands.setWrapText(true);
    bands.setMinHeight(Region.USE_PREF_SIZE);
    looking = kit.quiet("");
    looking.setWrapText(true);
    rate = new VBox(8, row("learn.rate", rateField()));
    getChildren()
        .addAll(
            section("learn.clips", clips, add()),
            section("learn.range", range(), rate),
            section("learn.square", square()),
            section("learn.motion", looking, chart, row("learn.hertz", hertz), bands),
            findings,
            notes);
    for (Observable property :
        new Observable[] {model.clipsProperty(), model.selectedProperty(), model.clipProperty()}) {
      property.addListener(observable -> showClips());
    }
    for (Observable property :
        new Observable[] {
          model.clipProperty(),
          model.studyProperty(),
          model.studyingProperty(),
          model.studyFaultProperty(),
          model.hertzProperty(),
          model.player().faultsProperty()
        }) {
      property.addListener(observable -> showMotion());
    }
    showClips();
    showMotion();
    disableProperty().bind(model.clipProperty().map(Optional::isEmpty));
  }

  private VBox section(String heading, Node... parts) {
    VBox section = new VBox(8, kit.heading(heading));
    section.getChildren().addAll(parts);
    return section;
  }

  private HBox row(String key, Node... fields) {
    Label label = kit.styled(new Label(kit.texts().get(key)), "field-label");
    HBox row = new HBox(8, label);
    row.getChildren().addAll(fields);
    row.setAlignment(Pos.CENTER_LEFT);
    label.setLabelFor(fields[0]);
    return row;
  }

  private Button add() {
    Button add = kit.textButton("learn-add", "learn.add", model::chooseAndAdd);
    add.getStyleClass().add("link-button");
    return add;
  }

  private NumberField number(
      String id, NumberSpec spec, String key, ValueEdits edits, ToDoubleFunction<ClipDraft> value) {
    return number(id, spec, key, edits, value, (typed, now) -> spec.parse(typed));
  }

  private NumberField number(
      String id,
      NumberSpec spec,
      String key,
      ValueEdits edits,
      ToDoubleFunction<ClipDraft> value,
      NumberField.Entry entry) {
    NumberField field = kit.number(id, spec, kit.texts().get(key), edits, entry);
    field.getStyleClass().add("boxed");
    field
        .valueProperty()
        .bind(model.clipProperty().map(c -> c.map(value::applyAsDouble).orElse(0.0)));
    HBox.setHgrow(field, Priority.ALWAYS);
    field.setPrefWidth(72);
    field.setMinWidth(60);
    return field;
  }

  private HBox range() {
    NumberField in =
        number(
            "learn-in-seconds",
            SECONDS,
            "clip.in.point",
            model.inEdits(),
            c -> c.first() / c.info().rate().perSecond(),
            model::readSeconds);
    NumberField out =
        number(
            "learn-out-seconds",
            SECONDS,
            "clip.out.point",
            model.outEdits(),
            c -> c.end() / c.info().rate().perSecond(),
            model::readSeconds);
    NumberField frames =
        number(
            "learn-frames",
            FRAMES,
            "learn.frames.accessible",
            model.framesEdits(),
            ClipDraft::frames);
    return columns(column("clip.in", in), column("clip.out", out), column("learn.frames", frames));
  }

  private HBox columns(Node... columns) {
    HBox box = new HBox(8, columns);
    for (Node column : columns) {
      HBox.setHgrow(column, Priority.ALWAYS);
    }
    return box;
  }

  private VBox column(String key, NumberField field) {
    Label label = kit.quiet(kit.texts().get(key));
    label.setLabelFor(field);
    field.setMaxWidth(Double.MAX_VALUE);
    return new VBox(2, label, field);
  }

  private VBox square() {
    NumberField x = number("learn-x", PIXELS, "learn.x", place(true), c -> c.square().x());
    NumberField y = number("learn-y", PIXELS, "learn.y", place(false), c -> c.square().y());
    NumberField side =
        number(
            "learn-side",
            PIXELS,
            "learn.side",
            new PlainValue(
                value -> model.change(c -> c.withSquare(edit(c).sized(c.square(), value))),
                LONGEST),
            c -> c.square().side());
    Button largest = kit.textButton("learn-largest", "learn.largest", this::takeLargest);
    largest.getStyleClass().add("link-button");
    return new VBox(
        6,
        columns(
            column("learn.x.label", x),
            column("learn.y.label", y),
            column("learn.side.label", side)),
        largest);
  }

  private void takeLargest() {
    model.change(c -> c.withSquare(Square.middle(c.info().width(), c.info().height())));
  }

  private static SquareEdit edit(ClipDraft clip) {
    return new SquareEdit(clip.info().width(), clip.info().height(), 0);
  }

  private ValueEdits place(boolean across) {
    return new PlainValue(
        value ->
            model.change(
                c ->
                    c.withSquare(
                        edit(c)
                            .moved(
                                c.square(),
                                across ? value : c.square().x(),
                                across ? c.square().y() : value))),
        0);
  }

  private NumberField rateField() {
    return number(
        "learn-rate",
        RATE,
        "learn.rate",
        new PlainValue(model::setSequenceRate, 25),
        c -> c.info().rate().perSecond());
  }

  private void showClips() {
    List<Node> rows = new ArrayList<>();
    List<ClipDraft> all = model.clipsProperty().get();
    for (int i = 0; i < all.size(); i++) {
      rows.add(clip(all.get(i), i, all.size() > 1));
    }
    clips.getChildren().setAll(rows);
    rate.setVisible(model.isSequence());
    rate.setManaged(model.isSequence());
    List<Node> said = new ArrayList<>();
    model
        .clipProperty()
        .get()
        .map(c -> c.info().notes())
        .filter(n -> !n.isEmpty())
        .ifPresent(
            lines -> {
              said.add(kit.heading("learn.notes"));
              lines.forEach(line -> said.add(sentence(line, "quiet")));
            });
    notes.getChildren().setAll(said);
    notes.setManaged(!said.isEmpty());
  }

  private HBox clip(ClipDraft draft, int index, boolean several) {
    ToggleButton name = new ToggleButton(draft.name());
    name.setId("learn-clip-" + index);
    name.setMnemonicParsing(false);
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.getStyleClass().addAll("text-button", "learn-clip");
    name.setSelected(index == model.selectedProperty().get());
    kit.describe(name, draft.name(), draft.info().file().toString());
    name.setMaxWidth(Double.MAX_VALUE);
    name.setAlignment(Pos.CENTER_LEFT);
    name.setOnAction(
        event -> {
          name.setSelected(true);
          model.select(index);
        });
    HBox.setHgrow(name, Priority.ALWAYS);
    Button remove =
        kit.iconButton(
            "learn-remove-" + index, "mdi2c-close", "learn.remove", () -> model.remove(index));
    remove.getStyleClass().add("tiny");
    remove.setVisible(several);
    remove.setManaged(several);
    HBox row = new HBox(6, name, remove);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void showMotion() {
    Optional<ClipStudy> study = model.studyProperty().get();
    boolean known = study.filter(s -> !s.strengths().isEmpty()).isPresent();
    chart
        .contentProperty()
        .set(
            study
                .filter(s -> !s.strengths().isEmpty())
                .map(
                    s ->
                        new MotionChart.Content(
                            s.strengths(),
                            s.topHz(),
                            model.hertzProperty().get(),
                            model.crossovers()))
                .orElse(MotionChart.Content.EMPTY));
    looking.setText(
        known
            ? ""
            : kit.texts()
                .get(
                    model.studyingProperty().get().isPresent()
                        ? "learn.motion.looking"
                        : "learn.motion.none"));
    looking.setManaged(!known);
    chart.setVisible(known);
    chart.setManaged(known);
    List<Double> at = model.crossovers();
    bands.setText(
        kit.texts()
            .get("learn.bands", hz(at.get(0)), hz(at.get(1)), hz(model.hertzProperty().get())));
    showFindings();
  }

  private static String hz(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }

  private void showFindings() {
    List<Node> found = new ArrayList<>();
    for (ClipStudy.Finding finding : model.findings()) {
      found.add(
          switch (finding.severity()) {
            case REFUSE -> marked(finding.sentence(), "mdi2a-alert-circle-outline", "bad");
            case WARN -> marked(finding.sentence(), "mdi2a-alert-outline", "warn");
            case NOTE -> marked(finding.sentence(), "mdi2i-information-outline", "quiet");
          });
    }
    if (!model.partsWithoutCut().isEmpty()) {
      found.add(parts());
    }
    if (!found.isEmpty()) {
      found.add(0, kit.heading("learn.findings"));
    }
    findings.getChildren().setAll(found);
    findings.setManaged(!found.isEmpty());
  }

  /** Where there is a cut, what can be learned instead of everything. */
  private FlowPane parts() {
    FlowPane buttons = new FlowPane(8, 8);
    List<ClipStudy.Part> parts = model.partsWithoutCut();
    for (int i = 0; i < parts.size(); i++) {
      ClipStudy.Part part = parts.get(i);
      boolean before = i == 0 && part.first() == model.clipProperty().get().orElseThrow().first();
      String key = before ? "learn.cut.before" : "learn.cut.longest";
      Button take = kit.textButton("learn-part-" + i, key, () -> model.take(part));
      take.setText(kit.texts().get(key, String.valueOf(part.frames())));
      buttons.getChildren().add(take);
    }
    return buttons;
  }

  private HBox marked(String text, String icon, String style) {
    FontIcon mark = new FontIcon(icon);
    mark.getStyleClass().addAll("learn-mark", style);
    Label label = sentence(text, style);
    HBox.setHgrow(label, Priority.ALWAYS);
    HBox row = new HBox(8, mark, label);
    row.setAlignment(Pos.TOP_LEFT);
    return row;
  }

  private Label sentence(String text, String style) {
    Label label = kit.styled(new Label(text), style);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.setMaxWidth(Double.MAX_VALUE);
    return label;
  }
}
