package dev.kymo.studio.view.preview;

import dev.kymo.studio.control.PixelView;
import dev.kymo.studio.frames.Picture;
import dev.kymo.studio.view.kit.Kit;
import java.util.List;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

/** The picture on a dark stage, chips with its read-outs, the transport below. */
public final class PreviewView extends BorderPane {

  /** A picture that is late by less than this is not worth a word. */
  private static final Duration PATIENCE = Duration.millis(100);

  private static final PseudoClass ALONE = PseudoClass.getPseudoClass("alone");

  private final PixelView pixels = new PixelView();
  private final Label drawing;
  private final PauseTransition patience = new PauseTransition(PATIENCE);

  /**
   * Shows the preview.
   *
   * @param empty what is shown while no model is open
   */
  public PreviewView(PreviewViewModel model, Kit kit, Node empty) {
    getStyleClass().add("preview");
    pixels.setId("preview");
    pixels.smoothProperty().bind(model.interpolatedProperty());
    pixels.zoomProperty().bindBidirectional(model.zoomProperty());
    pixels.setAccessibleText(kit.texts().get("preview.accessible"));
    PictureMenu menu = new PictureMenu(model, kit);
    pixels.setOnContextMenuRequested(
        event -> menu.show(pixels, event.getScreenX(), event.getScreenY()));
    Label readOut = kit.styled(new Label(), "chip-text");
    readOut.setId("read-out");
    readOut.textProperty().bind(model.readOutProperty());
    drawing = kit.styled(new Label(kit.texts().get("preview.drawing")), "chip-drawing");
    drawing.setId("drawing");
    drawing.setVisible(false);
    drawing.managedProperty().bind(drawing.visibleProperty());
    HBox left = chip(readOut, drawing);
    left.visibleProperty().bind(readOut.textProperty().isNotEmpty());
    Label statistics = kit.styled(new Label(), "chip-figures");
    statistics.setId("statistics");
    statistics.textProperty().bind(model.statisticsProperty());
    HBox right = chip(statistics);
    right.visibleProperty().bind(statistics.textProperty().isNotEmpty());
    Label failure = kit.styled(new Label(), "preview-failure");
    failure.setId("preview-failure");
    failure.setWrapText(true);
    HBox beyond = chip(kit.styled(new Label(kit.texts().get("footage.beyond")), "chip-drawing"));
    beyond.setId("beyond");
    beyond.setMinWidth(USE_PREF_SIZE);
    beyond.visibleProperty().bind(model.footage().beyondProperty());
    beyond.managedProperty().bind(beyond.visibleProperty());
    HBox chips = new HBox(left, Kit.spacer(), beyond, Kit.spacer(), right);
    chips.getStyleClass().add("chips");
    chips.setMouseTransparent(true);
    chips.setMaxHeight(USE_PREF_SIZE);
    StackPane stage = new StackPane(pixels, empty, failure, chips);
    stage.getStyleClass().add("stage");
    StackPane.setAlignment(chips, Pos.TOP_CENTER);
    StackPane.setAlignment(failure, Pos.BOTTOM_CENTER);
    stage.setMinSize(0, 0);
    setCenter(stage);
    VBox top =
        new VBox(new FootageBar(model.footage(), kit), new WelcomeView(model.welcome(), kit));
    setTop(top);
    Label beforeText = kit.styled(new Label(), "split-label");
    beforeText
        .textProperty()
        .bind(
            model
                .footage()
                .attachedProperty()
                .map(there -> kit.texts().get(there ? "footage.original" : "preview.before")));
    Label afterText = kit.styled(new Label(), "split-label");
    afterText
        .textProperty()
        .bind(
            model
                .footage()
                .attachedProperty()
                .map(there -> kit.texts().get(there ? "footage.edited" : "preview.after")));
    for (Label label : new Label[] {beforeText, afterText}) {
      label.setMouseTransparent(true);
      label.visibleProperty().bind(model.beforeProperty().map(Optional::isPresent));
      stage.getChildren().add(label);
    }
    StackPane.setAlignment(beforeText, Pos.BOTTOM_LEFT);
    StackPane.setAlignment(afterText, Pos.BOTTOM_RIGHT);
    model.beforeProperty().addListener((p, before, after) -> pixels.compareWith(after));
    TransportView transport = new TransportView(model, pixels, kit);
    setBottom(transport);
    Fading fading = new Fading(this, List.of(transport, left, right));
    model
        .aloneProperty()
        .addListener((p, before, alone) -> showAlone(alone, stage, top, transport, fading));
    empty.visibleProperty().bind(model.openProperty().not());
    patience.setOnFinished(event -> drawing.setVisible(model.behindProperty().get()));
    model.pictureProperty().addListener((p, before, after) -> show(after));
    model.behindProperty().addListener((p, before, after) -> behind(after));
    model
        .failureProperty()
        .addListener(
            (p, before, after) -> {
              failure.setText(after.orElse(""));
              failure.setVisible(after.isPresent());
            });
    failure.setVisible(false);
    show(model.pictureProperty().get());
  }

  /** On a screen of its own the transport lies over the picture, and comes and goes. */
  private void showAlone(
      boolean alone, StackPane stage, Node top, TransportView transport, Fading fading) {
    pseudoClassStateChanged(ALONE, alone);
    if (alone) {
      setTop(null);
      setBottom(null);
      stage.getChildren().add(transport);
      StackPane.setAlignment(transport, Pos.BOTTOM_CENTER);
      Insets edge = stage.getInsets();
      StackPane.setMargin(
          pixels, new Insets(-edge.getTop(), -edge.getRight(), -edge.getBottom(), -edge.getLeft()));
    } else {
      stage.getChildren().remove(transport);
      setTop(top);
      setBottom(transport);
      StackPane.setMargin(pixels, null);
    }
    fading.work(alone);
  }

  private static HBox chip(Label... labels) {
    HBox chip = new HBox(labels);
    chip.getStyleClass().add("chip");
    chip.setAlignment(Pos.CENTER_LEFT);
    chip.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    chip.setMouseTransparent(true);
    return chip;
  }

  private void show(Optional<Picture> picture) {
    picture.ifPresentOrElse(p -> pixels.show(p.image()), pixels::clear);
  }

  private void behind(boolean late) {
    if (late) {
      patience.playFromStart();
    } else {
      patience.stop();
      drawing.setVisible(false);
    }
  }
}
