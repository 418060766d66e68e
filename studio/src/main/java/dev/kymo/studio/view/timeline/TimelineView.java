package dev.kymo.studio.view.timeline;

import dev.kymo.studio.control.BandPalette;
import dev.kymo.studio.control.MixerBand;
import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.Timeline;
import dev.kymo.studio.control.TimelineLayout;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Headers on the left, the timeline on the right. */
public final class TimelineView extends BorderPane {

  private static final NumberSpec SECONDS =
      new NumberSpec(-86_400, 86_400, 3, " s", false, 0.04, 0.01);
  private static final NumberSpec BETWEEN =
      new NumberSpec(0, EditorState.MAX_BETWEEN, 0, "", false, 1, 0.1);
  private static final NumberSpec COLUMN = new NumberSpec(0, 100, 0, " %", false, 1, 0.5);

  private final TimelineViewModel model;
  private final Kit kit;
  private final VBox headers = new VBox();
  private final HBox ruler;
  private final HBox footage;
  private final HBox frames;
  private final HBox kymograph;
  private final NumberField position;
  private final List<BandHeader> bands = new ArrayList<>();
  private final Timeline timeline;

  /** Shows the timeline. */
  public TimelineView(TimelineViewModel model, Kit kit, Look look) {
    this.model = model;
    this.kit = kit;
    getStyleClass().add("timeline-panel");
    timeline = new Timeline(model, kit.texts());
    timeline.setId("timeline");
    kit.describe(timeline, kit.texts().get("timeline.accessible"), "");
    timeline.setTooltip(null);
    timeline.scaleProperty().bind(model.scaleProperty());
    timeline.rangeProperty().bind(model.rangeProperty());
    timeline.viewportProperty().bindBidirectional(model.viewportProperty());
    timeline.lanesProperty().bind(model.lanesProperty());
    timeline.framesProperty().bind(model.framesProperty());
    timeline.footageProperty().bind(model.footageProperty());
    timeline.kymographProperty().bind(model.kymographProperty());
    timeline.snappingProperty().bind(model.snappingProperty());
    timeline.inksProperty().bind(look.inksProperty());
    timeline.playheadProperty().bind(model.playback().playheadProperty());
    timeline.thumbnailTimesProperty().addListener((p, a, times) -> model.showThumbnails(times));
    timeline.columnTimesProperty().addListener((p, a, times) -> model.showColumns(times));
    timeline.heightProperty().addListener((p, before, after) -> arrange());
    position =
        kit.number("position", SECONDS, text("position"), model.secondsEdits(), model::readSeconds);
    kit.describe(position, text("position"), text("position.tip"));
    position.getStyleClass().addAll("boxed", "timeline-position");
    position.valueProperty().bind(model.secondsProperty());
    ruler = rulerHeader();
    footage = footageHeader();
    frames = numberRow("frames", "between", BETWEEN, model);
    kymograph = kymographHeader();
    headers.getStyleClass().add("timeline-headers");
    // Rows have the heights of the lanes beside them, which must not be kept from shrinking.
    headers.setMinHeight(0);
    setLeft(headers);
    setCenter(timeline);
    model.bandsProperty().addListener((p, before, after) -> show(after));
    model
        .footageProperty()
        .addListener(
            (p, before, after) -> {
              if (before.isPresent() != after.isPresent()) {
                arrange();
              }
            });
    show(model.bandsProperty().get());
  }

  /** Headers are as wide as this, so that they line up with the panel above. */
  public void alignHeaders(double width) {
    headers.setMinWidth(width);
    headers.setPrefWidth(width);
    headers.setMaxWidth(width);
  }

  /** Lets the user type where the playhead goes. */
  public void typePosition() {
    position.requestFocus();
    position.selectAll();
  }

  private String text(String key) {
    return kit.texts().get("timeline." + key);
  }

  private HBox rulerHeader() {
    Label end = kit.styled(new Label(), "quiet");
    end.getStyleClass().add("mono");
    end.textProperty().bind(model.endProperty());
    ToggleButton snap = kit.iconToggle("timeline-snap", "mdi2m-magnet", "timeline.snap");
    snap.selectedProperty().bindBidirectional(model.snappingProperty());
    Button whole =
        kit.iconButton(
            "timeline-fit", "mdi2a-arrow-expand-horizontal", "timeline.fit", model::showRange);
    return header(position, end, Kit.spacer(), snap, whole);
  }

  private HBox numberRow(String name, String field, NumberSpec spec, TimelineViewModel from) {
    NumberField number = kit.number("timeline-" + field, spec, text(field), from.betweenEdits());
    kit.describe(number, text(field), text(field + ".tip"));
    number.valueProperty().bind(from.betweenProperty());
    return header(new Label(text(name)), Kit.spacer(), kit.quiet(text(field + ".label")), number);
  }

  private HBox footageHeader() {
    Label name = kit.quiet("");
    name.textProperty().bind(model.footageNameProperty());
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    Label title = new Label(text("footage"));
    title.setMinWidth(USE_PREF_SIZE);
    HBox row = header(title, Kit.spacer(), name);
    row.setId("timeline-footage");
    row.visibleProperty().bind(model.footageProperty().map(Optional::isPresent));
    row.managedProperty().bind(row.visibleProperty());
    return row;
  }

  private HBox kymographHeader() {
    NumberField column = kit.number("timeline-column", COLUMN, text("column"), model.columnEdits());
    kit.describe(column, text("column"), text("column.tip"));
    column.valueProperty().bind(model.columnProperty().multiply(100));
    return header(
        new Label(text("kymograph")), Kit.spacer(), kit.quiet(text("column.label")), column);
  }

  private static HBox header(Node... children) {
    HBox row = new HBox(children);
    row.getStyleClass().add("timeline-header");
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void show(List<MixerBand> shown) {
    if (bands.size() != shown.size()) {
      bands.clear();
      for (int i = 0; i < shown.size(); i++) {
        bands.add(new BandHeader(i));
      }
      headers.getChildren().setAll(ruler, footage, frames, kymograph);
      headers.getChildren().addAll(bands.stream().map(b -> b.row).toList());
      arrange();
    }
    for (int i = 0; i < shown.size(); i++) {
      bands.get(i).show(shown.get(i));
    }
  }

  private void arrange() {
    TimelineLayout layout =
        TimelineLayout.of(
            timeline.getHeight(), bands.size(), model.footageProperty().get().isPresent());
    tall(ruler, TimelineLayout.RULER);
    tall(footage, layout.footage());
    tall(frames, TimelineLayout.FRAMES);
    tall(kymograph, layout.kymograph());
    bands.forEach(band -> tall(band.row, layout.lane()));
  }

  private static void tall(Region row, double height) {
    row.setMinHeight(height);
    row.setPrefHeight(height);
    row.setMaxHeight(height);
  }

  /** Name, mute and solo beside a lane. */
  private final class BandHeader {
    private final HBox row;
    private final Label name = new Label();
    private final ToggleButton mute;
    private final ToggleButton solo;

    BandHeader(int index) {
      Region swatch = new Region();
      swatch.getStyleClass().add("swatch");
      name.setTextOverrun(OverrunStyle.ELLIPSIS);
      mute = kit.letterToggle("lane-mute-" + index, "M", "");
      mute.getStyleClass().addAll("mute", "bare");
      mute.setOnAction(event -> model.mute(index, mute.isSelected()));
      solo = kit.letterToggle("lane-solo-" + index, "S", "");
      solo.getStyleClass().addAll("solo", "bare");
      solo.setOnAction(event -> model.solo(index, solo.isSelected()));
      row = header(swatch, name, Kit.spacer(), mute, solo);
    }

    void show(MixerBand band) {
      row.setStyle(BandPalette.style(band.color()));
      if (!band.name().equals(name.getText())) {
        name.setText(band.name());
        kit.describe(name, band.name(), kit.texts().get("timeline.curve.tip"));
        String muteText = kit.texts().get("band.mute", band.name());
        kit.describe(mute, muteText, muteText);
        String soloText = kit.texts().get("band.solo", band.name());
        kit.describe(solo, soloText, soloText);
      }
      mute.setSelected(band.muted());
      solo.setSelected(band.solo());
    }
  }
}
