package dev.kymo.studio.view.runs;

import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.runs.RunCheckpoints;
import dev.kymo.studio.view.kit.Texts;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Opens the newest checkpoint of a run in the editor, and again whenever there is a newer one; the
 * edit stays as it is. Used from the JavaFX thread.
 */
public final class NewestOpener {

  private final RunCheckpoints finder = new RunCheckpoints();
  private final JobRunner jobs;
  private final ModelSession session;
  private final Notices notices;
  private final Texts texts;
  private Optional<RunCheckpoints.Found> shown = Optional.empty();
  private Runnable opening = () -> {};
  private boolean looking;

  /** An opener that has opened nothing. */
  public NewestOpener(JobRunner jobs, ModelSession session, Notices notices, Texts texts) {
    this.jobs = jobs;
    this.session = session;
    this.notices = notices;
    this.texts = texts;
  }

  /**
   * Opens it, if it is not the one that was opened last.
   *
   * @param told whether the user asked for it: then it is opened in any case, and the user is told
   *     when there is none yet
   */
  public void open(Path root, boolean told) {
    if (looking) {
      return;
    }
    looking = true;
    jobs.run(texts.get("runs.finding"), context -> finder.newest(root))
        .whenEnded(
            outcome -> {
              looking = false;
              if (outcome instanceof JobOutcome.Done<Optional<RunCheckpoints.Found>> done) {
                found(root, done.value(), told);
              } else if (outcome instanceof JobOutcome.Failed<Optional<RunCheckpoints.Found>> failed
                  && told) {
                notices.error(failed.error(), texts.get("runs.none.saved"));
              }
            });
  }

  /** What the user asked for is being opened from now on. */
  public void onOpening(Runnable action) {
    opening = action;
  }

  private void found(Path root, Optional<RunCheckpoints.Found> newest, boolean told) {
    if (newest.isEmpty()) {
      if (told) {
        notices.error(texts.get("runs.none.saved"));
      }
    } else if (told || !newest.equals(shown)) {
      shown = newest;
      if (told) {
        opening.run();
      }
      Path file = newest.get().file();
      session.openKeepingEdit(
          file, () -> finder.newest(root).map(RunCheckpoints.Found::file).orElse(file));
    }
  }

  /** Another run is looked at from now on. */
  public void forget() {
    shown = Optional.empty();
  }
}
