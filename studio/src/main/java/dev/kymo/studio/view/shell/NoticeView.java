package dev.kymo.studio.view.shell;

import dev.kymo.studio.project.Notices;
import dev.kymo.studio.view.kit.Kit;
import java.util.Optional;
import javafx.animation.PauseTransition;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;

/** One sentence over the picture, with details on demand. All but errors goes away by itself. */
final class NoticeView extends VBox {

  private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
  private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
  private static final Duration GOOD_NEWS = Duration.seconds(6);
  private static final Duration WARNINGS = Duration.seconds(15);

  private final FontIcon icon = new FontIcon("mdi2c-check-circle-outline");
  private final Label sentence = new Label();
  private final TextArea details = new TextArea();
  private final Button more;
  private final Button action;
  private final PauseTransition leave = new PauseTransition();

  NoticeView(Notices notices, Kit kit) {
    getStyleClass().add("notice");
    setId("notice");
    setMaxSize(640, USE_PREF_SIZE);
    sentence.setId("notice-text");
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    sentence.setMaxWidth(Double.MAX_VALUE);
    details.setId("notice-details-text");
    details.setEditable(false);
    details.setWrapText(true);
    details.setPrefRowCount(4);
    details.setAccessibleText(kit.texts().get("notice.details"));
    more = kit.textButton("notice-details", "notice.details", this::toggleDetails);
    action = kit.textButton("notice-action", "notice.action", () -> {});
    Button close = kit.iconButton("notice-close", "mdi2c-close", "notice.close", notices::clear);
    close.getStyleClass().add("tiny");
    HBox row = new HBox(icon, sentence, action, more, close);
    for (Button button : new Button[] {action, more, close}) {
      button.setMinWidth(USE_PREF_SIZE);
    }
    row.getStyleClass().add("notice-row");
    row.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(row, details);
    leave.setOnFinished(event -> notices.clear());
    notices.currentProperty().addListener((p, before, after) -> show(after));
    show(notices.currentProperty().get());
  }

  private void toggleDetails() {
    appear(details, !details.isVisible());
  }

  private void show(Optional<Notices.Notice> notice) {
    leave.stop();
    setVisible(notice.isPresent());
    setManaged(notice.isPresent());
    appear(details, false);
    if (notice.isEmpty()) {
      return;
    }
    Notices.Notice shown = notice.get();
    pseudoClassStateChanged(ERROR, shown.kind() == Notices.Kind.ERROR);
    pseudoClassStateChanged(WARNING, shown.kind() == Notices.Kind.WARNING);
    icon.setIconLiteral(icon(shown.kind()));
    sentence.setText(shown.sentence());
    details.setText(shown.details().orElse(""));
    appear(more, shown.details().isPresent());
    appear(action, shown.action().isPresent());
    shown
        .action()
        .ifPresent(
            todo -> {
              action.setText(todo.label());
              action.setAccessibleText(todo.label());
              action.setTooltip(null);
              action.setOnAction(event -> todo.run().run());
            });
    if (shown.kind() != Notices.Kind.ERROR) {
      leave.setDuration(shown.kind() == Notices.Kind.GOOD ? GOOD_NEWS : WARNINGS);
      leave.playFromStart();
    }
  }

  private static String icon(Notices.Kind kind) {
    return switch (kind) {
      case GOOD -> "mdi2c-check-circle-outline";
      case WARNING -> "mdi2a-alert-outline";
      case ERROR -> "mdi2a-alert-circle-outline";
    };
  }

  private static void appear(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }
}
