package dev.kymo.studio.document;

import dev.kymo.inference.file.FileException;
import dev.kymo.studio.project.Notices;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executor;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Has unsaved edits kept while a studio runs, and offers those that crashed or killed ones left.
 * Used from the JavaFX thread only.
 */
public final class RecoveryKeeper implements AutoCloseable {
  private final KeptFolder<Recovery> folder;
  private final ProjectSession session;
  private final Notices notices;
  private final Executor fx;
  private final InstantSource clock;
  private final Deque<KeptSlot<Recovery>> orphans = new ArrayDeque<>();
  private final ReadOnlyObjectWrapper<Optional<Recovery>> offer =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<Autosave> autosave = Optional.empty();
  private boolean told;

  /**
   * Does nothing before {@link #start}.
   *
   * @param fx runs on the JavaFX thread
   * @param clock what time it is, for people
   */
  public RecoveryKeeper(
      Path folder, ProjectSession session, Notices notices, Executor fx, InstantSource clock) {
    this.folder = folder(folder);
    this.session = session;
    this.notices = notices;
    this.fx = fx;
    this.clock = clock;
  }

  /** Where unsaved edits are kept. */
  public static KeptFolder<Recovery> folder(Path folder) {
    return new KeptFolder<>(folder, new RecoveryJson());
  }

  /** What can be gone on with; empty when there is nothing, or nothing more. */
  public ReadOnlyObjectProperty<Optional<Recovery>> offerProperty() {
    return offer.getReadOnlyProperty();
  }

  /** Begins to keep edits, and looks for what others left. */
  public void start() {
    orphans.addAll(folder.orphans());
    try {
      autosave = Optional.of(new Autosave(folder.claim(), this::failed));
    } catch (FileException e) {
      failed(e);
    }
    session.dirtyProperty().addListener((p, before, after) -> changed());
    session.currentProperty().addListener((p, before, after) -> changed());
    session.fileProperty().addListener((p, before, after) -> changed());
    changed();
    offerNext();
  }

  /** Goes on with what is offered; what else there is stays for the next start. */
  public void restore() {
    KeptSlot<Recovery> orphan = orphans.poll();
    if (orphan != null) {
      later();
      Recovery edits = orphan.content().orElseThrow();
      session.restore(edits, () -> restored(orphan));
    }
  }

  private void restored(KeptSlot<Recovery> orphan) {
    autosave.ifPresent(a -> unsaved().ifPresent(edits -> a.adopt(edits, orphan)));
  }

  /** Forgets what is offered. */
  public void discard() {
    KeptSlot<Recovery> orphan = orphans.poll();
    if (orphan != null) {
      orphan.discard();
      offerNext();
    }
  }

  /** Leaves what is offered, and all else, for the next start. */
  public void later() {
    orphans.forEach(KeptSlot::release);
    orphans.clear();
    offerNext();
  }

  private void offerNext() {
    offer.set(Optional.ofNullable(orphans.peek()).flatMap(KeptSlot::content));
  }

  private void changed() {
    autosave.ifPresent(a -> a.changed(unsaved()));
  }

  private Optional<Recovery> unsaved() {
    return session
        .currentProperty()
        .get()
        .filter(project -> session.dirtyProperty().get())
        .map(project -> new Recovery(project, session.fileProperty().get(), clock.instant()));
  }

  /** Told once: a full disk would otherwise tell it every two seconds. */
  private void failed(FileException error) {
    fx.execute(
        () -> {
          if (!told) {
            told = true;
            notices.error(error, "Unsaved edits cannot be kept for a recovery.");
          }
        });
  }

  /** Ends in peace: what was edited and not saved was given up by its user. */
  @Override
  public void close() {
    later();
    autosave.ifPresent(Autosave::close);
  }
}
