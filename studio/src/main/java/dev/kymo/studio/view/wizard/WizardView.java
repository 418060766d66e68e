package dev.kymo.studio.view.wizard;

import dev.kymo.studio.view.kit.Kit;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The wizard: five steps, any of which can be gone to at any time. */
public final class WizardView extends VBox {

  private static final double WIDTH = 920;
  private static final double HEIGHT = 620;
  private static final List<String> KEYS =
      List.of("data", "model", "machine", "schedule", "review");

  private final WizardViewModel model;
  private final Button next;
  private final List<Node> pages = new ArrayList<>();
  private final List<ToggleButton> tabs = new ArrayList<>();

  /**
   * A wizard.
   *
   * @param close takes it away; the draft stays
   */
  public WizardView(WizardViewModel model, Kit kit, Runnable close) {
    this.model = model;
    setId("wizard");
    getStyleClass().addAll("dialog", "wizard");
    setMaxSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    HBox head = new HBox(4);
    head.setAlignment(Pos.CENTER_LEFT);
    for (int i = 0; i < KEYS.size(); i++) {
      int index = i;
      ToggleButton tab =
          new ToggleButton((i + 1) + "  " + kit.texts().get("wizard.step." + KEYS.get(i)));
      tab.setId("wizard-step-" + KEYS.get(i));
      tab.getStyleClass().addAll("text-button", "segment");
      tab.setOnAction(
          event -> {
            tab.setSelected(true);
            model.stepProperty().set(index);
          });
      tabs.add(tab);
      head.getChildren().add(tab);
    }
    Button leave = kit.iconButton("wizard-close", "mdi2c-close", "wizard.close", close);
    leave.getStyleClass().add("tiny");
    head.getChildren().addAll(Kit.spacer(), leave);
    pages.add(scrolled(new DataStep(model, kit)));
    pages.add(new ModelStep(model, kit));
    pages.add(scrolled(new MachineStep(model, kit)));
    pages.add(scrolled(new ScheduleStep(model, kit)));
    pages.add(new ReviewStep(model, kit));
    StackPane content = new StackPane();
    content.getChildren().setAll(pages);
    content.setMinHeight(0);
    VBox.setVgrow(content, Priority.ALWAYS);
    Button back =
        kit.textButton("wizard-back", "wizard.back", () -> model.stepProperty().set(step() - 1));
    next = kit.textButton("wizard-next", "wizard.next", this::next);
    next.getStyleClass().add("primary");
    back.disableProperty().bind(model.stepProperty().isEqualTo(0));
    HBox foot = new HBox(8, kit.quiet(kit.texts().get("wizard.draft")), Kit.spacer(), back, next);
    foot.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(head, content, foot);
    model.stepProperty().addListener((p, before, after) -> show(kit));
    model.launchingProperty().addListener((p, before, after) -> show(kit));
    show(kit);
  }

  private static ScrollPane scrolled(Node page) {
    ScrollPane scroll = new ScrollPane(page);
    scroll.getStyleClass().add("strips-scroll");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    return scroll;
  }

  private int step() {
    return model.stepProperty().get();
  }

  private void next() {
    if (step() == WizardViewModel.STEPS - 1) {
      model.launch();
    } else {
      model.stepProperty().set(step() + 1);
    }
  }

  private void show(Kit kit) {
    for (int i = 0; i < pages.size(); i++) {
      pages.get(i).setVisible(i == step());
      tabs.get(i).setSelected(i == step());
    }
    boolean last = step() == WizardViewModel.STEPS - 1;
    next.setText(
        kit.texts()
            .get(
                model.launchingProperty().get()
                    ? "wizard.launching.short"
                    : last ? "wizard.launch" : "wizard.next"));
    next.setDisable(model.launchingProperty().get());
  }

  /** The keys go to the first thing to do. */
  public void begin() {
    next.requestFocus();
  }
}
