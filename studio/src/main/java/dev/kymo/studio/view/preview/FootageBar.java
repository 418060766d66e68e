package dev.kymo.studio.view.preview;

import dev.kymo.studio.footage.FootageView;
import dev.kymo.studio.view.kit.Kit;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

/** What of the footage is shown, on the left; how well the model knows it, on the right. */
final class FootageBar extends HBox {

  /** Below this width the name of the footage gives way. */
  private static final double ROOM_FOR_NAME = 520;

  FootageBar(FootageViewModel model, Kit kit) {
    getStyleClass().add("footage-bar");
    setId("footage-bar");
    setAlignment(Pos.CENTER_LEFT);
    visibleProperty().bind(model.learnedProperty());
    managedProperty().bind(visibleProperty());
    HBox views = new HBox();
    views.getStyleClass().add("view-switch");
    views.setAlignment(Pos.CENTER_LEFT);
    for (FootageView view : FootageView.values()) {
      views.getChildren().add(button(view, model, kit));
    }
    Label figure = kit.quiet("");
    figure.setId("footage-fit");
    figure.textProperty().bind(model.figureProperty());
    figure.setMinWidth(USE_PREF_SIZE);
    kit.describe(figure, kit.texts().get("footage.fit.name"), kit.texts().get("footage.fit.tip"));
    Label name = kit.quiet("");
    name.setId("footage-name");
    name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    name.setMinWidth(0);
    name.textProperty().bind(model.nameProperty());
    Tooltip details = new Tooltip();
    details.textProperty().bind(model.detailsProperty());
    details.setWrapText(true);
    details.setMaxWidth(560);
    name.setTooltip(details);
    name.visibleProperty().bind(widthProperty().greaterThan(ROOM_FOR_NAME));
    name.managedProperty().bind(name.visibleProperty());
    Button locate = kit.textButton("footage-locate", "footage.locate", model::locate);
    locate.getStyleClass().add("small-pill");
    locate.setMinWidth(USE_PREF_SIZE);
    locate.visibleProperty().bind(model.missingProperty());
    locate.managedProperty().bind(locate.visibleProperty());
    getChildren().addAll(views, Kit.spacer(), name, figure, locate);
  }

  private static ToggleButton button(FootageView view, FootageViewModel model, Kit kit) {
    String key = "footage.view." + view.name().toLowerCase(Locale.ROOT);
    ToggleButton button = new ToggleButton(kit.texts().get(key));
    button.setId("view-" + view.name().toLowerCase(Locale.ROOT));
    button.getStyleClass().addAll("text-button", "small-pill", "segment");
    button.setMinWidth(USE_PREF_SIZE);
    kit.describe(button, kit.texts().get(key), kit.texts().get(key + ".tip"));
    Runnable follow =
        () ->
            button.setSelected(
                model.attachedProperty().get()
                    ? model.viewProperty().get() == view
                    : view == FootageView.MODEL);
    model.viewProperty().addListener((p, before, after) -> follow.run());
    model.attachedProperty().addListener((p, before, after) -> follow.run());
    follow.run();
    button
        .disableProperty()
        .bind(
            view == FootageView.MODEL
                ? model.learnedProperty().not()
                : model.attachedProperty().not());
    button.setOnAction(
        event -> {
          model.viewProperty().set(view);
          follow.run();
        });
    return button;
  }
}
