package dev.kymo.studio.view.runs;

import dev.kymo.studio.runs.RunEnding;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.util.Duration;
import org.controlsfx.control.Notifications;
import org.kordamp.ikonli.javafx.FontIcon;

/** Tells in a corner of the window that a run has ended, and why. */
public final class EndingNotice {

  private static final Duration STAYS = Duration.seconds(20);

  private final Node owner;
  private final Texts texts;

  /**
   * Notices over a window.
   *
   * @param owner in whose window they appear
   */
  public EndingNotice(Node owner, Texts texts) {
    this.owner = owner;
    this.texts = texts;
  }

  /** The sentence about an ending. */
  public static String sentence(RunEnding ending, Texts texts) {
    return texts
        .get(
            "runs.ending." + ending.state().label(),
            ending.run().name(),
            RunWords.count(ending.run().step()),
            ending.run().status().map(RunStatus::reason).orElse(""))
        .strip();
  }

  /** Shows it. */
  public void show(RunEnding ending) {
    if (owner.getScene() == null || !owner.getScene().getWindow().isShowing()) {
      return;
    }
    boolean bad = ending.state() == RunState.FAILED || ending.state() == RunState.LOST;
    FontIcon icon = new FontIcon(bad ? "mdi2a-alert-circle-outline" : "mdi2c-check-circle-outline");
    icon.getStyleClass().add("ending-icon");
    if (bad) {
      icon.getStyleClass().add("bad");
    }
    Notifications.create()
        .owner(owner)
        .position(Pos.TOP_RIGHT)
        .hideAfter(STAYS)
        .title(texts.get("runs.ending.title"))
        .text(sentence(ending, texts))
        .graphic(icon)
        .show();
  }
}
