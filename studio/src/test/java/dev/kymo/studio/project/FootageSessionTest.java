package dev.kymo.studio.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.SyntheticFootage;
import dev.kymo.studio.SyntheticParts;
import dev.kymo.studio.background.DirectJobRunner;
import dev.kymo.studio.footage.CarryService;
import dev.kymo.studio.footage.FootageReference;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootageSessionTest {
  @TempDir private Path folder;

  private final EditorModel editor = new EditorModel(() -> 0);
  private final Notices notices = new Notices();
  private final FootagePlaces places = new FootagePlaces();
  private final List<Path> remembered = new ArrayList<>();
  private final List<Path> folders = new ArrayList<>();
  private final FrameService frames =
      new FrameService(new FrameCache(1 << 20), Runnable::run, new FrameDesk());
  private final CarryService carry =
      new CarryService(
          SyntheticFootage.carriers(),
          request -> Optional.empty(),
          1 << 20,
          Runnable::run,
          new CarriedDesk());
  private Optional<FootageSession> opened = Optional.empty();
  private ModelSession models;

  @AfterEach
  void close() {
    opened.ifPresent(FootageSession::close);
    carry.close();
    frames.close();
  }

  private FootageSession session(SyntheticParts parts) {
    models = new ModelSession(parts, new DirectJobRunner(), frames, editor, notices, path -> {});
    FootageSession made =
        new FootageSession(
            new FootageSession.Parts(
                editor,
                models,
                parts.parts().footage().opener(),
                places,
                checkpoint -> List.of(),
                () -> folders,
                carry,
                new DirectJobRunner(),
                notices,
                remembered::add,
                1 << 20));
    opened = Optional.of(made);
    return made;
  }

  private FootageState.Missing missing(FootageSession session) {
    return assertInstanceOf(FootageState.Missing.class, session.stateProperty().get());
  }

  @Test
  void isFoundBesideTheCheckpointAndStaysForLaterOnes() throws IOException {
    SyntheticParts parts = new SyntheticParts(folder, 32, 0);
    Path film = folder.resolve("walk.mp4");
    parts.film(film);
    FootageSession session = session(parts);
    models.open(folder.resolve("clip-1.pt"));
    FootageState.Attached attached = session.stateProperty().get().attached().orElseThrow();
    assertEquals(24, attached.clipLength());
    assertEquals(List.of(film), remembered);
    models.openKeepingEdit(folder.resolve("clip-2.pt"), () -> folder.resolve("clip-2.pt"));
    assertSame(attached, session.stateProperty().get().attached().orElseThrow());
    assertEquals(1, parts.footage().size(), "it is opened once");
    // Another content was never filmed.
    editor.edit("Seed", "seed", s -> s.withContent(LatentCode.seed(5)));
    assertEquals(new FootageState.None(), session.stateProperty().get());
    editor.undo();
    assertTrue(session.stateProperty().get().attached().isPresent());
    models.open(folder.resolve("toys.pt"));
    assertEquals(new FootageState.None(), session.stateProperty().get());
  }

  @Test
  void isFoundWhereAProjectSaysAndInFoldersThatAreKnown() throws IOException {
    SyntheticParts parts = new SyntheticParts(folder.resolve("models"), 32, 0);
    Files.createDirectories(folder.resolve("models"));
    Path film = folder.resolve("films/renamed.mp4");
    parts.film(film);
    FootageSession session = session(parts);
    models.open(folder.resolve("models/clip.pt"));
    assertEquals(
        "The footage walk.mp4 is not at hand: the model alone is shown.",
        missing(session).sentence());
    assertTrue(models.modelProperty().get().isPresent(), "the model goes on");
    String hash = missing(session).origin().hash();
    models.open(folder.resolve("models/toys.pt"));
    places.expect(FootageReference.at(film, hash));
    models.open(folder.resolve("models/clip.pt"));
    assertTrue(session.stateProperty().get().attached().isPresent());
    models.open(folder.resolve("models/toys.pt"));
    Path moved = folder.resolve("moved/walk.mp4");
    Files.createDirectories(moved.getParent());
    Files.move(film, moved);
    folders.add(moved.getParent());
    models.open(folder.resolve("models/clip.pt"));
    assertEquals(
        moved, session.stateProperty().get().attached().orElseThrow().footage().info().file());
    assertEquals(
        List.of(FootageReference.at(moved, hash)),
        places.references(models.modelProperty().get().orElseThrow().footage()));
  }

  @Test
  void aChangedFileIsSaidAndAWrongOneRefused() throws IOException {
    SyntheticParts parts = new SyntheticParts(folder, 32, 0);
    Path film = Files.writeString(folder.resolve("walk.mp4"), "something else");
    FootageSession session = session(parts);
    models.open(folder.resolve("clip.pt"));
    assertTrue(
        missing(session).sentence().startsWith(film + " has changed since it was learned"),
        missing(session).sentence());
    Path wrong = Files.writeString(folder.resolve("other.mov"), "another film");
    session.locate(wrong);
    assertEquals(
        wrong + " is not the footage that the model has learned: that is walk.mp4.",
        notices.currentProperty().get().orElseThrow().sentence());
    missing(session);
    Path right = folder.resolve("right.mov");
    parts.film(right);
    session.locate(right);
    assertTrue(session.stateProperty().get().attached().isPresent());
  }
}
