package dev.kymo.studio.view.learn;

import dev.kymo.studio.learning.LearningCost;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.runs.RunWords;
import dev.kymo.trainer.run.LearningQuality;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** How well a clip can be learned, and what each quality takes on this machine. */
final class QualityCards extends HBox {

  private static final double INSETS = 28;
  private static final double HEIGHT = 84;

  private final LearnViewModel model;
  private final Kit kit;

  QualityCards(LearnViewModel model, Kit kit) {
    super(12);
    this.model = model;
    this.kit = kit;
    ToggleGroup group = new ToggleGroup();
    for (LearningQuality quality : LearningQuality.values()) {
      getChildren().add(card(quality, group));
    }
  }

  private ToggleButton card(LearningQuality quality, ToggleGroup group) {
    String name = quality.name().toLowerCase(Locale.ROOT);
    String key = "learn.quality." + name;
    Label title = kit.styled(new Label(kit.texts().get(key)), "run-name");
    Label size =
        kit.quiet(
            kit.texts()
                .get(
                    "learn.quality.size",
                    String.valueOf(quality.size()),
                    RunWords.count(quality.steps())));
    HBox head = new HBox(8, title, Kit.spacer(), size);
    Label about = kit.quiet(kit.texts().get(key + ".about"));
    Label cost = kit.styled(new Label(), "learn-cost");
    cost.setId("learn-cost-" + name);
    VBox content = new VBox(4, head, about, cost);
    ToggleButton card = new ToggleButton();
    card.setId("learn-quality-" + name);
    card.setGraphic(content);
    card.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    card.getStyleClass().add("preset-card");
    card.setToggleGroup(group);
    card.setMinWidth(0);
    card.setPrefWidth(240);
    card.setMinHeight(HEIGHT);
    card.setPrefHeight(HEIGHT);
    card.setMaxWidth(Double.MAX_VALUE);
    content.maxWidthProperty().bind(card.widthProperty().subtract(INSETS));
    content.prefWidthProperty().bind(card.widthProperty().subtract(INSETS));
    HBox.setHgrow(card, Priority.ALWAYS);
    card.setOnAction(
        event -> {
          card.setSelected(true);
          model.choose(quality);
        });
    Runnable show =
        () -> {
          card.setSelected(model.qualityProperty().get() == quality);
          cost.setText(cost(quality));
          RunMarks.bad(cost, model.measureFaultsProperty().get().containsKey(quality));
          kit.describe(card, kit.texts().get(key) + ": " + cost.getText(), tip(quality, key));
        };
    model.qualityProperty().addListener((p, before, after) -> show.run());
    model.costsProperty().addListener((p, before, after) -> show.run());
    model.measuringProperty().addListener((p, before, after) -> show.run());
    model.measureFaultsProperty().addListener((p, before, after) -> show.run());
    show.run();
    return card;
  }

  private String cost(LearningQuality quality) {
    String fault = model.measureFaultsProperty().get().get(quality);
    if (fault != null) {
      return fault;
    }
    Optional<LearningCost> cost = Optional.ofNullable(model.costsProperty().get().get(quality));
    boolean measuring = model.measuringProperty().get().contains(quality);
    if (cost.isEmpty()) {
      return kit.texts().get(measuring ? "learn.cost.measuring" : "learn.cost.unknown");
    }
    return kit.texts()
        .get(
            "learn.cost",
            RunWords.span(cost.get().seconds(quality.steps())),
            RunWords.bytes(memory(cost.get())));
  }

  private static long memory(LearningCost cost) {
    return cost.deviceBytes() > 0 ? cost.deviceBytes() : cost.hostBytes();
  }

  private String tip(LearningQuality quality, String key) {
    return Optional.ofNullable(model.costsProperty().get().get(quality))
        .map(
            cost ->
                kit.texts()
                    .get(
                        "learn.cost.tip",
                        cost.device(),
                        String.format(Locale.ROOT, "%.0f", 1000 * cost.secondsPerStep())))
        .orElse(kit.texts().get(key + ".about"));
  }
}
