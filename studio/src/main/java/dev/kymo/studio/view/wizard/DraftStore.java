package dev.kymo.studio.view.wizard;

import java.util.Optional;

/** Keeps the draft from one start of the studio to the next. */
public interface DraftStore {

  /** The draft that was kept last. */
  Optional<Draft> read();

  /** Keeps a draft; an empty one is forgotten. */
  void write(Optional<Draft> draft);
}
