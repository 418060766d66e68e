package dev.kymo.studio.view.learn;

import dev.kymo.studio.runs.LearningFigures;
import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.kit.Kit;
import dev.kymo.studio.view.runs.RunWords;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.RunState;
import dev.kymo.trainer.run.RunStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.Observable;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One calm line over the picture: what is being learned, how far it is, how well it fits. */
public final class ProgressView extends VBox {

  private final ProgressViewModel model;
  private final Kit kit;
  private final Label what = new Label();
  private final Label state;
  private final Label fit;
  private final Label reason = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button follow;
  private final Button stop;
  private final Button resume;
  private final Button dismiss;

  /**
   * The strip.
   *
   * @param follow lets the editor follow, once its present edits are saved or not wanted
   */
  public ProgressView(ProgressViewModel model, Kit kit, Runnable follow) {
    this.model = model;
    this.kit = kit;
    setId("learning");
    getStyleClass().add("learning");
    what.setId("learning-what");
    what.getStyleClass().add("learning-what");
    what.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    state = kit.quiet("");
    state.setId("learning-state");
    fit = kit.quiet("");
    fit.setId("learning-fit");
    fit.setMinWidth(USE_PREF_SIZE);
    fit.setTooltip(new Tooltip());
    state.setMinWidth(USE_PREF_SIZE);
    bar.setId("learning-progress");
    bar.getStyleClass().add("run-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(kit.texts().get("learning.progress"));
    this.follow = kit.textButton("learning-follow", "learning.follow", follow);
    stop = kit.textButton("learning-stop", "learning.stop", model::stop);
    resume = kit.textButton("learning-resume", "learning.resume", model::resume);
    dismiss = kit.iconButton("learning-dismiss", "mdi2c-close", "learning.dismiss", model::dismiss);
    dismiss.getStyleClass().add("tiny");
    for (Button button : List.of(this.follow, stop, resume)) {
      button.getStyleClass().add("small-pill");
      button.setMinWidth(USE_PREF_SIZE);
    }
    HBox line = new HBox(10, what, state, Kit.spacer(), fit, this.follow, stop, resume, dismiss);
    line.setAlignment(Pos.CENTER_LEFT);
    reason.setId("learning-reason");
    reason.getStyleClass().add("bad");
    reason.setWrapText(true);
    getChildren().addAll(line, bar, reason);
    for (Observable property :
        new Observable[] {
          model.runProperty(),
          model.rootProperty(),
          model.figuresProperty(),
          model.followedProperty()
        }) {
      property.addListener(observable -> show());
    }
    show();
  }

  private void show() {
    boolean shown = model.rootProperty().get().isPresent();
    setVisible(shown);
    setManaged(shown);
    if (!shown) {
      return;
    }
    Optional<RunSummary> run = model.runProperty().get();
    what.setText(run.map(this::names).orElse(kit.texts().get("learning.begins")));
    state.setText(run.map(this::state).orElse(""));
    fit.setText(figures(model.figuresProperty().get()));
    fit.getTooltip().setText(details(model.figuresProperty().get()));
    bar.setProgress(run.map(RunSummary::progress).orElse(0.0));
    boolean alive = run.map(RunSummary::alive).orElse(true);
    showReason(run);
    mark(run.flatMap(RunSummary::state));
    showOnly(follow, !model.followedProperty().get() && run.isPresent());
    showOnly(stop, alive && run.isPresent());
    stop.setDisable(run.flatMap(RunSummary::state).filter(s -> s == RunState.STOPPING).isPresent());
    showOnly(
        resume, run.filter(RunSummary::resumable).filter(r -> r.status().isPresent()).isPresent());
    showOnly(dismiss, !alive);
  }

  /** Why it failed takes more than a line. */
  private void showReason(Optional<RunSummary> run) {
    Optional<String> why =
        run.filter(r -> r.state().filter(s -> s == RunState.FAILED).isPresent())
            .flatMap(RunSummary::status)
            .map(RunStatus::reason)
            .filter(text -> !text.isBlank());
    reason.setText(why.orElse(""));
    showOnly(reason, why.isPresent());
  }

  private void mark(Optional<RunState> now) {
    for (RunState any : RunState.values()) {
      bar.getStyleClass().remove(any.label());
    }
    now.ifPresent(s -> bar.getStyleClass().add(s.label()));
  }

  private static void showOnly(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** What is learned: the clip, or the first of several and how many there are besides. */
  private String names(RunSummary run) {
    List<LearnedClip> clips =
        run.options().flatMap(o -> o.learning()).map(l -> l.clips()).orElse(List.of());
    String key = run.state().filter(s -> s == RunState.ENDED).isPresent() ? "learned" : "learning";
    if (clips.isEmpty()) {
      return kit.texts().get(key + ".what", run.name());
    }
    return clips.size() == 1
        ? kit.texts().get(key + ".what", clips.get(0).name())
        : kit.texts().get(key + ".several", clips.get(0).name(), String.valueOf(clips.size() - 1));
  }

  private String state(RunSummary run) {
    RunState now = run.state().orElse(RunState.PREPARING);
    Optional<RunStatus> status = run.status();
    String percent = String.format(Locale.ROOT, "%.0f %%", Math.floor(100 * run.progress()));
    return switch (now) {
      case PREPARING -> kit.texts().get("learning.preparing");
      case RUNNING ->
          status
              .filter(s -> s.secondsLeft() >= 0)
              .map(
                  s -> kit.texts().get("learning.running", percent, RunWords.span(s.secondsLeft())))
              .orElse(percent);
      case STOPPING -> kit.texts().get("learning.stopping");
      case STOPPED -> kit.texts().get("learning.stopped", percent);
      case ENDED -> "";
      case FAILED -> kit.texts().get("learning.failed", percent);
      case LOST -> kit.texts().get("learning.lost", percent);
    };
  }

  private String figures(LearningFigures known) {
    if (known.fit().isEmpty()) {
      return "";
    }
    return kit.texts().get("learning.fit", decibels(known.fit()));
  }

  private String details(LearningFigures known) {
    return known.between().isPresent()
        ? kit.texts().get("learning.fit.between", decibels(known.between()))
        : kit.texts().get("learning.fit.tip");
  }

  private static String decibels(OptionalDouble value) {
    return String.format(Locale.ROOT, "%.1f", value.getAsDouble());
  }
}
