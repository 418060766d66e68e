package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.studio.SyntheticModel;
import dev.kymo.studio.background.DirectJobRunner;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelSessionTest {

  private final Deque<Path> missing = new ArrayDeque<>();
  private final EditorModel editor = new EditorModel(() -> 0);
  private final Notices notices = new Notices();
  private final FrameService frames =
      new FrameService(new FrameCache(1 << 20), Runnable::run, new FrameDesk());
  private final ModelSession session =
      new ModelSession(new Opener(), new DirectJobRunner(), frames, editor, notices, path -> {});

  private final class Opener implements ModelOpener {
    @Override
    public OpenedModel open(Path file, Progress progress) throws IOException {
      if (missing.remove(file)) {
        throw new NoSuchFileException(file + " was replaced while it was read.");
      }
      return new SyntheticModel(file, 32, 0);
    }

    @Override
    public String id(Path file) {
      return SyntheticModel.id(file);
    }
  }

  @AfterEach
  void close() {
    frames.close();
  }

  private Optional<Path> open() {
    return session.modelProperty().get().map(ModelInfo::file);
  }

  @Test
  void aLaterCheckpointKeepsTheEditAndTheWayBack() {
    session.open(Path.of("a.pt"));
    editor.edit("Rate", "fps", s -> s.withFps(12));
    session.openKeepingEdit(Path.of("b.pt"), () -> Path.of("b.pt"));
    assertEquals(Optional.of(Path.of("b.pt")), open());
    assertEquals(12, editor.state().fps());
    editor.undo();
    assertEquals(25, editor.state().fps());
    session.open(Path.of("c.pt"));
    assertEquals(List.of(), editor.history().done());
    assertEquals(List.of(), editor.history().undone());
  }

  @Test
  void aCheckpointThatIsReplacedMeanwhileIsLookedForAgain() {
    missing.addAll(List.of(Path.of("latest"), Path.of("latest")));
    session.openKeepingEdit(Path.of("latest"), () -> Path.of("latest"));
    assertEquals(Optional.of(Path.of("latest")), open());
    missing.add(Path.of("gone"));
    session.openKeepingEdit(Path.of("gone"), () -> Path.of("newer"));
    assertEquals(Optional.of(Path.of("newer")), open());
  }

  @Test
  void whatStaysMissingIsTold() {
    for (int i = 0; i < 10; i++) {
      missing.add(Path.of("gone"));
    }
    session.openKeepingEdit(Path.of("gone"), () -> Path.of("gone"));
    assertEquals(Optional.empty(), open());
    assertTrue(notices.currentProperty().get().isPresent());
    missing.add(Path.of("chosen"));
    session.open(Path.of("chosen"));
    assertEquals(Optional.empty(), open(), "what the user chose is tried once");
  }
}
