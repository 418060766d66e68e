package dev.kymo.studio.view.preview;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.NumberSpec;
import dev.kymo.studio.control.PixelView;
import dev.kymo.studio.project.EditorState;
import dev.kymo.studio.timeline.Playback;
import dev.kymo.studio.view.kit.Kit;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.javafx.FontIcon;

/** How the picture is shown on the left, play in the middle, the rate on the right. */
final class TransportView extends HBox {

  private static final NumberSpec RATE =
      new NumberSpec(EditorState.MIN_FPS, EditorState.MAX_FPS, 3, " fps", false, 1, 0.25, true);

  private static final NumberSpec SPEED = new NumberSpec(-8, 8, 2, "×", false, 0.25, 0.01);

  /** Below these widths there is no room for one thing after another. */
  private static final double ROOM_FOR_ZOOM = 656;

  private static final double ROOM_FOR_ENDS = 580;
  private static final double ROOM_FOR_SPEED = 512;

  private final PreviewViewModel model;
  private final PixelView pixels;
  private final Kit kit;

  TransportView(PreviewViewModel model, PixelView pixels, Kit kit) {
    this.model = model;
    this.pixels = pixels;
    this.kit = kit;
    getStyleClass().add("transport");
    setId("transport");
    setAlignment(Pos.CENTER);
    HBox left = zoom();
    HBox right = rate();
    for (HBox side : new HBox[] {left, right}) {
      // Equal outer parts keep play in the middle, as long as there is room.
      side.prefWidthProperty().bind(wider(ROOM_FOR_SPEED).map(r -> r ? 0 : USE_COMPUTED_SIZE));
      side.setMinWidth(0);
      HBox.setHgrow(side, Priority.ALWAYS);
    }
    HBox middle = buttons();
    middle.setMinWidth(USE_PREF_SIZE);
    getChildren().addAll(left, middle, right);
    disableProperty().bind(model.openProperty().not());
  }

  private ObservableValue<Boolean> wider(double width) {
    return widthProperty().map(now -> now.doubleValue() < 1 || now.doubleValue() >= width);
  }

  private void onlyIfWider(double width, Node... parts) {
    for (Node part : parts) {
      part.visibleProperty().bind(wider(width));
      part.managedProperty().bind(part.visibleProperty());
    }
  }

  private HBox zoom() {
    ToggleButton fit = kit.iconToggle("zoom-fit", "mdi2f-fit-to-screen-outline", "preview.fit");
    fit.setSelected(model.zoomProperty().get() == PixelView.FIT);
    model.zoomProperty().addListener((p, a, zoom) -> fit.setSelected(isFit()));
    fit.setOnAction(
        event -> {
          model.zoomProperty().set(isFit() ? 1 : PixelView.FIT);
          fit.setSelected(isFit());
        });
    ToggleButton smooth = kit.iconToggle("zoom-smooth", "mdi2b-blur", "preview.smooth");
    smooth.selectedProperty().bindBidirectional(model.smoothProperty());
    ToggleButton compare = kit.iconToggle("compare", "mdi2c-compare-horizontal", "preview.compare");
    compare.selectedProperty().bindBidirectional(model.comparingProperty());
    ToggleButton alone = kit.iconToggle("full-preview", "mdi2f-fullscreen", "preview.alone");
    FontIcon icon = (FontIcon) alone.getGraphic();
    alone.setOnAction(event -> model.switchAlone());
    model
        .aloneProperty()
        .addListener(
            (p, before, now) -> {
              alone.setSelected(now);
              icon.setIconLiteral(now ? "mdi2f-fullscreen-exit" : "mdi2f-fullscreen");
              kit.describe(
                  alone,
                  kit.texts().get(now ? "preview.together" : "preview.alone"),
                  kit.texts().get(now ? "preview.together.tip" : "preview.alone.tip"));
            });
    Label mode = kit.quiet("");
    mode.setId("zoom-label");
    mode.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::mode, model.zoomProperty(), pixels.factorProperty()));
    mode.setMinWidth(USE_PREF_SIZE);
    onlyIfWider(ROOM_FOR_ZOOM, mode);
    HBox box = new HBox(fit, smooth, compare, alone, mode);
    box.getStyleClass().add("transport-side");
    box.setAlignment(Pos.CENTER_LEFT);
    return box;
  }

  private boolean isFit() {
    return model.zoomProperty().get() == PixelView.FIT;
  }

  private String mode() {
    double factor = pixels.factorProperty().get();
    String format = factor == Math.rint(factor) ? "%.0f×" : "%.2f×";
    String times = String.format(Locale.ROOT, format, factor);
    return isFit() ? kit.texts().get("zoom.fit") + " " + times : times;
  }

  private HBox buttons() {
    Playback playback = model.playback();
    Button start =
        kit.iconButton("to-start", "mdi2s-skip-previous", "transport.start", model::toStart);
    Button back =
        kit.iconButton(
            "step-back", "mdi2s-step-backward", "transport.back", () -> playback.step(-1));
    Button play = kit.iconButton("play", "mdi2p-play", "transport.play", playback::toggle);
    play.getStyleClass().add("play-button");
    FontIcon icon = (FontIcon) play.getGraphic();
    playback
        .playingProperty()
        .addListener(
            (p, before, playing) -> {
              icon.setIconLiteral(playing ? "mdi2p-pause" : "mdi2p-play");
              String key = playing ? "transport.pause" : "transport.play";
              kit.describe(play, kit.texts().get(key), kit.texts().get(key + ".tip"));
            });
    Button forward =
        kit.iconButton(
            "step-forward", "mdi2s-step-forward", "transport.forward", () -> playback.step(1));
    Button end = kit.iconButton("to-end", "mdi2s-skip-next", "transport.end", model::toEnd);
    ToggleButton loop = kit.iconToggle("loop", "mdi2r-repeat", "transport.loop");
    loop.selectedProperty().bindBidirectional(playback.loopProperty());
    onlyIfWider(ROOM_FOR_ENDS, start, end);
    HBox box = new HBox(start, back, play, forward, end, loop);
    box.getStyleClass().add("transport-buttons");
    box.setAlignment(Pos.CENTER);
    return box;
  }

  private HBox rate() {
    NumberField rate = kit.number("fps", RATE, kit.texts().get("transport.fps"), model.fpsEdits());
    rate.getStyleClass().addAll("boxed", "rate-field");
    rate.valueProperty().bind(model.fpsProperty());
    NumberField speed =
        kit.number("speed", SPEED, kit.texts().get("transport.speed"), model.speedEdits());
    kit.describe(speed, kit.texts().get("transport.speed"), kit.texts().get("transport.speed.tip"));
    speed.getStyleClass().addAll("boxed", "speed-field");
    speed.valueProperty().bind(model.playback().speedProperty());
    onlyIfWider(ROOM_FOR_SPEED, speed);
    HBox box = new HBox(speed, rate);
    box.getStyleClass().add("transport-side");
    box.setAlignment(Pos.CENTER_RIGHT);
    return box;
  }
}
