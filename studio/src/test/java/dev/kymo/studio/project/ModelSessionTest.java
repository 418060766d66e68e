package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.motion.LatentCode;
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

  private static final FootageOrigin CLIP =
      new FootageOrigin(
          "walk.mp4",
          "ab".repeat(32),
          64,
          48,
          new FrameRate(24000, 1001),
          10,
          24,
          new Square(8, 0, 48),
          1,
          1);

  private final class Opener implements ModelOpener {
    @Override
    public OpenedModel open(Path file, Progress progress) throws IOException {
      if (missing.remove(file)) {
        throw new NoSuchFileException(file + " was replaced while it was read.");
      }
      boolean learned = file.toString().startsWith("clip");
      return new SyntheticModel(file, 32, 0, learned ? List.of(CLIP) : List.of());
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

  @Test
  void aLearnedClipStartsAsItWasFilmed() {
    editor.edit("Seed", "seed", s -> s.withContent(LatentCode.seed(7)).withFps(12));
    session.open(Path.of("clip.safetensors"));
    assertEquals(LatentCode.seed(1), editor.state().content());
    assertEquals(LatentCode.seed(1), editor.state().motionCode());
    assertEquals(24000 / 1001.0, editor.state().fps());
    ModelInfo model = session.modelProperty().get().orElseThrow();
    assertEquals(24, model.videoLength());
    assertEquals(Optional.of(CLIP), model.clipOf(editor.state().content()));
    assertEquals(Optional.empty(), model.clipOf(LatentCode.seed(2)));
  }

  @Test
  void anEditOfOneClipIsNotKeptForAnother() {
    session.open(Path.of("a.pt"));
    editor.edit("Rate", "fps", s -> s.withFps(12));
    session.openKeepingEdit(Path.of("clip.pt"), () -> Path.of("clip.pt"));
    assertEquals(24000 / 1001.0, editor.state().fps());
  }
}
