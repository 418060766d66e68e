package dev.kymo.studio.control;

import dev.kymo.inference.motion.BandEdit;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One band as a strip of a mixing desk. */
final class BandStrip extends VBox {

  private static final PseudoClass SILENT = PseudoClass.getPseudoClass("silent");
  private static final PseudoClass OWN = PseudoClass.getPseudoClass("own");
  private static final NumberSpec GAIN =
      new NumberSpec(0, BandEdit.MAX_GAIN, 2, "", false, 0.05, 0.01);
  private static final NumberSpec SPEED =
      new NumberSpec(-BandEdit.MAX_SPEED, BandEdit.MAX_SPEED, 2, "×", false, 0.05, 0.01);
  private static final NumberSpec PHASE = new NumberSpec(-3600, 3600, 0, "°", true, 5, 1);

  /** From this width on numbers have words beside them, pixels. */
  private static final double WORDS = 108;

  private final int index;
  private final MixerEdits edits;
  private final Words words;
  private final NameField name;
  private final Label range = new Label();
  private final Fader fader;
  private final NumberField gain;
  private final NumberField speed;
  private final NumberField phase;
  private final NumberField seed;
  private final ToggleButton mute;
  private final ToggleButton solo;
  private final Button dice;
  private final MenuButton clips = new MenuButton();
  private final ObjectProperty<Optional<String>> fixed =
      new SimpleObjectProperty<>(Optional.empty());
  private MotionChoices choices = MotionChoices.FREE;
  private final Button more;
  private String called = "";
  private String described = "";

  BandStrip(int index, MixerEdits edits, Words words) {
    this.index = index;
    this.edits = edits;
    this.words = words;
    getStyleClass().add("band-strip");
    setId("band-" + index);
    name = new NameField("name-" + index, text -> edits.rename(index, text));
    range.getStyleClass().add("band-range");
    range.setTextOverrun(OverrunStyle.ELLIPSIS);
    fader = new Fader(edits.gain(index));
    fader.setId("fader-" + index);
    gain = number("gain", GAIN, edits.gain(index));
    gain.getStyleClass().add("band-gain");
    speed = number("speed", SPEED, edits.speed(index));
    phase = number("phase", PHASE, edits.degrees(index));
    seed = number("seed", NumberSpec.seed(), edits.seed(index));
    mute = Parts.letterToggle("mute-" + index, "M", "");
    mute.getStyleClass().add("mute");
    mute.setOnAction(event -> edits.mute(index, mute.isSelected()));
    solo = Parts.letterToggle("solo-" + index, "S", "");
    solo.getStyleClass().add("solo");
    solo.setOnAction(event -> edits.solo(index, solo.isSelected()));
    dice = Parts.iconButton("band-dice-" + index, "mdi2d-dice-5-outline", "", "");
    dice.setOnAction(event -> edits.roll(index));
    more = Parts.iconButton("band-more-" + index, "mdi2d-dots-horizontal", "", "");
    HBox buttons = new HBox(mute, solo, Parts.explained(dice, fixed), more);
    buttons.getStyleClass().add("band-buttons");
    buttons.setAlignment(Pos.CENTER);
    VBox rows = new VBox(row("speed", speed), row("phase", phase), motion());
    rows.getStyleClass().add("band-rows");
    VBox.setVgrow(fader, Priority.ALWAYS);
    getChildren().addAll(name, range, fader, gain, buttons, rows);
  }

  private NumberField number(String what, NumberSpec spec, ValueEdits to) {
    NumberField field = new NumberField(spec, to);
    field.setId(what + "-" + index);
    return field;
  }

  /** A seed, or one of the clips that the model has learned. */
  private HBox motion() {
    clips.setId("clips-" + index);
    clips.getStyleClass().add("band-clips");
    clips.setMinWidth(0);
    clips.setMaxWidth(Double.MAX_VALUE);
    clips.setMnemonicParsing(false);
    clips.setVisible(false);
    clips.setManaged(false);
    HBox row = row("seed", seed);
    StackPane around = Parts.explained(seed, fixed);
    HBox.setHgrow(around, Priority.ALWAYS);
    HBox.setHgrow(clips, Priority.ALWAYS);
    row.getChildren().setAll(row.getChildren().get(0), around, clips);
    return row;
  }

  private void showMotions(MixerBand band) {
    if (!band.motions().equals(choices)) {
      choices = band.motions();
      fixed.set(choices.fixed());
      clips
          .getItems()
          .setAll(
              choices.clips().stream()
                  .map(
                      choice -> {
                        MenuItem item = new MenuItem(choice.name());
                        item.setMnemonicParsing(false);
                        item.setOnAction(event -> edits.seed(index).set((double) choice.seed()));
                        return item;
                      })
                  .toList());
      clips.setVisible(choices.several());
      clips.setManaged(choices.several());
      seed.getParent().setVisible(!choices.several());
      seed.getParent().setManaged(!choices.several());
    }
    clips.setText(choices.name(band.seed()).orElse(words.get("latents.other")));
    Parts.describe(clips, words.get("band.clip", called), clips.getText());
  }

  private HBox row(String what, NumberField field) {
    Label label = new Label(words.get("band.label." + what));
    label.getStyleClass().add("quiet");
    label.setLabelFor(field);
    label.setMinWidth(USE_PREF_SIZE);
    // A number's unit and its tooltip say what it is where there is no room for a word.
    label
        .visibleProperty()
        .bind(widthProperty().map(w -> w.doubleValue() < 1 || w.doubleValue() >= WORDS));
    label.managedProperty().bind(label.visibleProperty());
    HBox.setHgrow(field, Priority.ALWAYS);
    HBox row = new HBox(label, field);
    row.getStyleClass().add("band-row");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Shows one band of all. */
  void show(List<MixerBand> bands, int place) {
    MixerBand band = bands.get(place);
    String style = BandPalette.style(band.color());
    if (!style.equals(getStyle())) {
      setStyle(style);
    }
    if (!called.equals(band.name())) {
      called = band.name();
      name.nameProperty().set(called);
      describe();
    }
    if (!described.equals(band.range())) {
      described = band.range();
      range.setText(described);
      range.setTooltip(new Tooltip(described));
    }
    fader.valueProperty().set(band.gain());
    gain.valueProperty().set(band.gain());
    speed.valueProperty().set(band.speed());
    phase.valueProperty().set(band.degrees());
    seed.valueProperty().set(band.seed());
    seed.pseudoClassStateChanged(OWN, band.ownSeed());
    showMotions(band);
    mute.setSelected(band.muted());
    solo.setSelected(band.solo());
    pseudoClassStateChanged(SILENT, band.silent());
    more.setOnAction(event -> menu(bands).showBelow(more));
    setOnContextMenuRequested(
        event -> {
          menu(bands).show(this, event.getScreenX(), event.getScreenY());
          event.consume();
        });
  }

  private BandMenu menu(List<MixerBand> bands) {
    return new BandMenu(bands, index, edits, words, name::edit);
  }

  private void describe() {
    Parts.describe(name, words.get("band.name", called), words.get("band.name.tip", called));
    Parts.describe(fader, words.get("band.gain", called), words.get("band.fader.tip"));
    Parts.describe(gain, words.get("band.gain", called), words.get("band.gain.tip"));
    Parts.describe(speed, words.get("band.speed", called), words.get("band.speed.tip"));
    Parts.describe(phase, words.get("band.phase", called), words.get("band.phase.tip"));
    Parts.describe(seed, words.get("band.seed", called), words.get("band.seed.tip"));
    Parts.describe(mute, words.get("band.mute", called), words.get("band.mute", called));
    Parts.describe(solo, words.get("band.solo", called), words.get("band.solo", called));
    Parts.describe(dice, words.get("band.dice.of", called), words.get("band.dice"));
    Parts.describe(more, words.get("band.more", called), words.get("band.more.tip"));
  }
}
