package dev.kymo.studio.view.learn;

import dev.kymo.studio.control.FootageStrip;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.learning.ClipStudy;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Play, in and out under the picture, and the footage as a strip. */
final class ClipTransport extends VBox {

  private final LearnViewModel model;
  private final Kit kit;
  private final FootageStrip strip;

  ClipTransport(LearnViewModel model, Kit kit, Look look) {
    this.model = model;
    this.kit = kit;
    setSpacing(8);
    ClipPlayer player = model.player();
    Button play = kit.iconButton("learn-play", "mdi2p-play", "transport.play", player::toggle);
    play.getStyleClass().add("play-button");
    FontIcon icon = (FontIcon) play.getGraphic();
    player
        .playingProperty()
        .addListener(
            (p, before, playing) -> {
              icon.setIconLiteral(playing ? "mdi2p-pause" : "mdi2p-play");
              String key = playing ? "transport.pause" : "transport.play";
              kit.describe(play, kit.texts().get(key), kit.texts().get(key + ".tip"));
            });
    Button back =
        kit.iconButton("learn-back", "mdi2s-step-backward", "learn.back", () -> player.step(-1));
    Button on = kit.iconButton("learn-on", "mdi2s-step-forward", "learn.on", () -> player.step(1));
    Button in =
        kit.textButton(
            "learn-set-in", "learn.in", () -> model.setIn(player.playheadProperty().get()));
    Button out =
        kit.textButton(
            "learn-set-out", "learn.out", () -> model.setOut(player.playheadProperty().get()));
    Label position = new Label();
    position.setId("learn-position");
    position.getStyleClass().add("mono");
    position.setMinWidth(USE_PREF_SIZE);
    position
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::position, player.playheadProperty(), model.clipProperty()));
    Label length = kit.quiet("");
    length.setId("learn-length");
    length.setMinWidth(USE_PREF_SIZE);
    length.textProperty().bind(model.clipProperty().map(c -> c.map(this::length).orElse("")));
    Label reading = kit.quiet("");
    reading
        .textProperty()
        .bind(
            player
                .filledProperty()
                .map(
                    f ->
                        f.doubleValue() < 1
                            ? kit.texts()
                                .get("learn.filling", String.valueOf((int) (100 * f.doubleValue())))
                            : ""));
    HBox side = new HBox(10, position, reading);
    side.setAlignment(Pos.CENTER_LEFT);
    side.setPrefWidth(0);
    side.setMinWidth(0);
    HBox.setHgrow(side, Priority.ALWAYS);
    HBox end = new HBox(10, length);
    end.setAlignment(Pos.CENTER_RIGHT);
    end.setPrefWidth(0);
    end.setMinWidth(0);
    HBox.setHgrow(end, Priority.ALWAYS);
    HBox row = new HBox(6, side, in, back, play, on, out, end);
    row.setAlignment(Pos.CENTER);
    row.disableProperty().bind(model.clipProperty().map(Optional::isEmpty));
    strip = new FootageStrip(new StripEdits(), kit.texts(), StripThumbnails.HEIGHT);
    strip.setId("learn-strip");
    strip.inksProperty().bind(look.inksProperty());
    strip.positionProperty().bind(player.playheadProperty());
    strip.picturesProperty().bind(model.thumbnails().imagesProperty());
    strip.onWanted(model.thumbnails()::want);
    model.clipProperty().addListener((p, before, after) -> showStrip(before, after));
    model.studyProperty().addListener((p, before, after) -> showStrip(Optional.empty(), after()));
    showStrip(Optional.empty(), model.clipProperty().get());
    getChildren().addAll(row, strip);
  }

  private Optional<ClipDraft> after() {
    return model.clipProperty().get();
  }

  private void showStrip(Optional<ClipDraft> before, Optional<ClipDraft> clip) {
    if (before.isPresent() && !before.map(ClipDraft::info).equals(clip.map(ClipDraft::info))) {
      strip.forgetPictures();
    }
    List<Integer> cuts = model.studyProperty().get().map(ClipStudy::cuts).orElse(List.of());
    strip
        .contentProperty()
        .set(
            clip.map(
                c ->
                    new FootageStrip.Content(
                        c.info().frames(),
                        c.info().rate().perSecond(),
                        (double) c.info().width() / c.info().height(),
                        c.first(),
                        c.end(),
                        cuts)));
  }

  private String position() {
    int frame = model.player().playheadProperty().get();
    return model
        .clipProperty()
        .get()
        .map(
            c ->
                kit.texts()
                    .get(
                        "learn.position",
                        Clock.text(frame / c.info().rate().perSecond()),
                        String.valueOf(frame)))
        .orElse("");
  }

  private String length(ClipDraft clip) {
    return kit.texts()
        .get("learn.length", Clock.text(clip.seconds()), String.valueOf(clip.frames()));
  }

  /** A point that is dragged shows its frame. */
  private final class StripEdits implements FootageStrip.Edits {
    @Override
    public void in(int frame) {
      model.setIn(frame);
      model.clipProperty().get().ifPresent(c -> model.player().seek(c.first()));
    }

    @Override
    public void out(int frame) {
      model.setOut(frame - 1);
      model.clipProperty().get().ifPresent(c -> model.player().seek(c.end() - 1));
    }

    @Override
    public void move(int frame) {
      model.change(c -> c.movedTo(frame));
      model.clipProperty().get().ifPresent(c -> model.player().seek(c.first()));
    }

    @Override
    public void seek(int frame) {
      model.player().seek(frame);
    }
  }
}
