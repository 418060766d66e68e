package dev.kymo.studio.view.learn;

import dev.kymo.studio.control.NumberField;
import dev.kymo.studio.control.SquareStage;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.kit.Look;
import java.util.Locale;
import java.util.Optional;
import javafx.animation.AnimationTimer;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/** The sheet on which a clip is made ready to be learned. */
public final class LearnView extends VBox {

  private static final double WIDTH = 1480;
  private static final double HEIGHT = 980;
  private static final double SIDE = 336;

  private final LearnViewModel model;
  private final Kit kit;
  private final Button learn;
  private final AnimationTimer clock =
      new AnimationTimer() {
        @Override
        public void handle(long now) {
          model.player().tick(now);
        }
      };

  /**
   * The sheet.
   *
   * @param close takes it away
   */
  public LearnView(LearnViewModel model, Kit kit, Look look, Runnable close) {
    this.model = model;
    this.kit = kit;
    setId("learn");
    setFocusTraversable(true);
    setAccessibleText(kit.texts().get("learn.title"));
    getStyleClass().addAll("dialog", "learn");
    setMaxSize(WIDTH, HEIGHT);
    setPrefSize(WIDTH, HEIGHT);
    ClipTransport transport = new ClipTransport(model, kit, look);
    StackPane stage = new StackPane(picture(), waiting());
    stage.getStyleClass().add("learn-stage");
    stage.setMinSize(0, 0);
    VBox.setVgrow(stage, Priority.ALWAYS);
    VBox left = new VBox(10, stage, transport);
    left.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    ScrollPane side = new ScrollPane(new LearnSide(model, kit, look));
    side.getStyleClass().add("strips-scroll");
    side.setFitToWidth(true);
    side.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    side.setMinWidth(SIDE);
    side.setPrefWidth(SIDE);
    side.setMaxWidth(SIDE);
    side.setFocusTraversable(false);
    HBox body = new HBox(20, left, side);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    learn = kit.textButton("learn-start", "learn.start", model::learn);
    learn.getStyleClass().add("primary");
    learn.setMinWidth(112);
    getChildren().addAll(head(close), body, foot(close));
    for (var property :
        new Observable[] {
          model.clipsProperty(),
          model.openingProperty(),
          model.studyProperty(),
          model.qualityProperty(),
          model.measureFaultsProperty(),
          model.launchingProperty()
        }) {
      property.addListener(observable -> showStart());
    }
    showStart();
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    sceneProperty()
        .addListener(
            (p, before, after) -> {
              if (after == null) {
                clock.stop();
              } else {
                clock.start();
              }
            });
  }

  private HBox head(Runnable close) {
    Label title = kit.styled(new Label(kit.texts().get("learn.title")), "dialog-title");
    title.setMinWidth(USE_PREF_SIZE);
    Label facts = kit.quiet("");
    facts.setId("learn-facts");
    facts.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    facts.textProperty().bind(model.clipProperty().map(c -> c.map(this::facts).orElse("")));
    Button leave = kit.iconButton("learn-close", "mdi2c-close", "learn.close", close);
    leave.getStyleClass().add("tiny");
    HBox head = new HBox(12, title, facts, Kit.spacer(), leave);
    head.setAlignment(Pos.CENTER_LEFT);
    return head;
  }

  private String facts(ClipDraft clip) {
    return kit.texts()
        .get(
            "learn.facts",
            clip.name(),
            String.valueOf(clip.info().width()),
            String.valueOf(clip.info().height()),
            rate(clip.info().rate().perSecond()),
            Clock.text(clip.info().seconds()),
            clip.info().codec());
  }

  static String rate(double perSecond) {
    double rounded = Math.rint(perSecond * 1000) / 1000;
    return rounded == Math.rint(rounded)
        ? String.format(Locale.ROOT, "%.0f", rounded)
        : String.format(Locale.ROOT, "%.3f", rounded).replaceAll("0+$", "");
  }

  private SquareStage picture() {
    SquareStage stage = new SquareStage(model::setSquare, kit.texts());
    stage.setId("learn-picture");
    stage.pictureProperty().bind(model.player().pictureProperty());
    stage
        .framedProperty()
        .bind(
            model
                .clipProperty()
                .map(
                    c ->
                        c.map(
                            d ->
                                new SquareStage.Framed(
                                    d.info().width(), d.info().height(), d.square()))));
    return stage;
  }

  /** What is there instead of a picture: that it is being opened, or why it could not be. */
  private VBox waiting() {
    ProgressIndicator spinner = new ProgressIndicator();
    spinner.setAccessibleText(kit.texts().get("status.opening"));
    spinner.setMinSize(32, 32);
    spinner.setMaxSize(32, 32);
    FontIcon icon = new FontIcon("mdi2f-filmstrip-off");
    icon.getStyleClass().add("empty-icon");
    Label text = kit.styled(new Label(), "empty-text");
    text.setId("learn-open-fault");
    text.setWrapText(true);
    text.setMaxWidth(520);
    text.setTextAlignment(TextAlignment.CENTER);
    Button again = kit.textButton("learn-choose-other", "learn.choose.other", model::chooseAndAdd);
    VBox box = new VBox(16, spinner, icon, text, again);
    box.setAlignment(Pos.CENTER);
    Runnable show =
        () -> {
          Optional<String> fault = model.openFaultProperty().get();
          boolean opening = model.openingProperty().get().isPresent();
          boolean nothing = model.clipProperty().get().isEmpty();
          box.setVisible(nothing || fault.isPresent());
          box.pseudoClassStateChanged(PseudoClass.getPseudoClass("over"), !nothing);
          showOnly(spinner, opening);
          showOnly(icon, fault.isPresent());
          showOnly(again, fault.isPresent());
          text.setText(
              fault.orElse(model.openingProperty().get().map(job -> job.name()).orElse("")));
        };
    box.getStyleClass().add("learn-waiting");
    model.openFaultProperty().addListener((p, before, after) -> show.run());
    model.openingProperty().addListener((p, before, after) -> show.run());
    model.clipProperty().addListener((p, before, after) -> show.run());
    show.run();
    return box;
  }

  private static void showOnly(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private HBox foot(Runnable close) {
    Label fault = new Label();
    fault.setId("learn-fault");
    fault.setWrapText(true);
    fault.setMaxWidth(SIDE);
    fault.getStyleClass().add("bad");
    fault
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model
                        .learnFaultProperty()
                        .get()
                        .or(() -> model.clipProperty().get().flatMap(c -> model.obstacle()))
                        .orElse(""),
                model.learnFaultProperty(),
                model.clipsProperty(),
                model.clipProperty(),
                model.openingProperty(),
                model.studyProperty(),
                model.qualityProperty(),
                model.measureFaultsProperty()));
    fault.managedProperty().bind(fault.textProperty().isNotEmpty());
    Button cancel = kit.textButton("learn-cancel", "learn.cancel", close);
    cancel.setMinWidth(USE_PREF_SIZE);
    HBox buttons = new HBox(8, Kit.spacer(), cancel, learn);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox end = new VBox(8, fault, Kit.spacer(), buttons);
    VBox.setVgrow(end.getChildren().get(1), Priority.ALWAYS);
    end.setMinWidth(SIDE);
    end.setPrefWidth(SIDE);
    end.setMaxWidth(SIDE);
    end.setAlignment(Pos.BOTTOM_RIGHT);
    QualityCards cards = new QualityCards(model, kit);
    HBox.setHgrow(cards, Priority.ALWAYS);
    HBox foot = new HBox(20, cards, end);
    foot.setMinHeight(Region.USE_PREF_SIZE);
    return foot;
  }

  private void showStart() {
    boolean launching = model.launchingProperty().get();
    learn.setText(kit.texts().get(launching ? "learn.starting" : "learn.start"));
    learn.setDisable(launching || model.obstacle().isPresent());
  }

  /** Keys that work wherever the focus is, but where it needs them itself. */
  private void pressed(KeyEvent event) {
    Node owner = getScene().getFocusOwner();
    boolean typing = owner instanceof TextInputControl;
    boolean text = typing && !(owner instanceof NumberField);
    boolean pressable = owner instanceof ButtonBase && owner.isFocusVisible();
    if (text || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    boolean own = owner != null && ownsArrows(owner);
    int far = event.isShiftDown() ? 10 : 1;
    switch (event.getCode()) {
      case SPACE -> {
        if (pressable) {
          return;
        }
        model.player().toggle();
      }
      case I -> model.setIn(model.player().playheadProperty().get());
      case O -> model.setOut(model.player().playheadProperty().get());
      case LEFT, RIGHT -> {
        if (typing || own) {
          return;
        }
        boolean back = event.getCode() == KeyCode.LEFT;
        model.player().step(back ? -far : far);
      }
      case HOME, END -> {
        if (typing || model.clipProperty().get().isEmpty()) {
          return;
        }
        ClipDraft clip = model.clipProperty().get().get();
        boolean start = event.getCode() == KeyCode.HOME;
        model.player().seek(start ? clip.first() : clip.end() - 1);
      }
      default -> {
        return;
      }
    }
    event.consume();
  }

  private static boolean ownsArrows(Node owner) {
    return owner.getStyleClass().contains("range-grip")
        || owner.getStyleClass().contains("range-both")
        || owner.getStyleClass().contains("square-frame")
        || owner.getStyleClass().contains("preset-card");
  }

  /** The keys go to the sheet, whose keys work while footage is still being opened. */
  public void begin() {
    requestFocus();
  }
}
