package dev.kymo.studio.view.shell;

import dev.kymo.studio.runs.RunSummary;
import dev.kymo.studio.view.document.Prompt;
import dev.kymo.studio.view.export.ExportItem;
import dev.kymo.studio.view.export.ExportQueue;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.learn.ProgressViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks before the studio ends while it has something to do, and says what becomes of that. */
final class QuitQuestion {

  private final ExportQueue exports;
  private final ProgressViewModel learning;
  private final Texts texts;
  private Optional<Runnable> whenDone = Optional.empty();

  QuitQuestion(ExportQueue exports, ProgressViewModel learning, Texts texts) {
    this.exports = exports;
    this.learning = learning;
    this.texts = texts;
    exports.leftProperty().addListener((p, before, after) -> exportsChanged());
  }

  /**
   * The question; empty when there is nothing to ask.
   *
   * @param quit ends the studio
   * @param stay takes the question away
   */
  Optional<Prompt> ask(Runnable quit, Runnable stay) {
    List<ExportItem> unfinished = exports.unfinished();
    Optional<RunSummary> run = learning.runProperty().get().filter(RunSummary::alive);
    if (unfinished.isEmpty() && run.isEmpty()) {
      return Optional.empty();
    }
    List<Prompt.Choice> choices = new ArrayList<>();
    if (!unfinished.isEmpty() && !exports.pausedProperty().get()) {
      choices.add(new Prompt.Choice("quit-done", "quit.done", () -> later(quit, stay)));
    }
    choices.add(new Prompt.Choice("quit-now", "quit.now", quit));
    List<String> said = new ArrayList<>();
    if (!unfinished.isEmpty()) {
      said.add(
          unfinished.size() == 1
              ? texts.get("quit.export", unfinished.get(0).name())
              : texts.get("quit.exports", String.valueOf(unfinished.size())));
    }
    run.ifPresent(r -> said.add(texts.get("quit.learning", r.name())));
    return Optional.of(
        new Prompt(
            "quit",
            texts.get("quit.title"),
            String.join("\n", said),
            choices,
            "quit.stay",
            () -> {
              whenDone = Optional.empty();
              stay.run();
            }));
  }

  private void later(Runnable quit, Runnable stay) {
    whenDone = Optional.of(quit);
    stay.run();
    exportsChanged();
  }

  private void exportsChanged() {
    if (exports.unfinished().isEmpty()) {
      whenDone.ifPresent(
          quit -> {
            whenDone = Optional.empty();
            quit.run();
          });
    }
  }
}
