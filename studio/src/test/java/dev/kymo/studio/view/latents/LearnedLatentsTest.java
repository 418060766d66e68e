package dev.kymo.studio.view.latents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.studio.SyntheticModel;
import dev.kymo.studio.background.DirectJobRunner;
import dev.kymo.studio.control.MotionChoices;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.project.ClipMotionDesk;
import dev.kymo.studio.project.EditorModel;
import dev.kymo.studio.project.FrameDesk;
import dev.kymo.studio.project.ModelOpener;
import dev.kymo.studio.project.ModelSession;
import dev.kymo.studio.project.Notices;
import dev.kymo.studio.project.OpenedModel;
import dev.kymo.studio.project.ProjectTime;
import dev.kymo.studio.project.SeedHistory;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.studio.view.motion.MixerViewModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a model that has learned clips cannot do is not offered. */
class LearnedLatentsTest {

  private final EditorModel editor = new EditorModel(() -> 0);
  private final FrameService frames =
      new FrameService(new FrameCache(1 << 20), Runnable::run, new FrameDesk());
  private final Texts texts = new Texts();
  private final ModelSession session =
      new ModelSession(
          new Opener(), new DirectJobRunner(), frames, editor, new Notices(), path -> {});
  private final SeedHistory seeds = new SeedHistory(editor);
  private final LatentsViewModel latents =
      new LatentsViewModel(editor, session, seeds, texts, () -> 7);
  private final MixerViewModel mixer =
      new MixerViewModel(
          editor,
          session,
          new ClipMotionDesk(editor, session, new DirectJobRunner()),
          new ProjectTime(editor, session),
          seeds,
          () -> 0,
          texts,
          () -> 7);

  @AfterEach
  void close() {
    frames.close();
  }

  private static FootageOrigin clip(String name, long seed) {
    return new FootageOrigin(
        name,
        "ab".repeat(32),
        64,
        48,
        new FrameRate(25, 1),
        0,
        24,
        new Square(8, 0, 48),
        seed,
        seed);
  }

  private static final class Opener implements ModelOpener {
    @Override
    public OpenedModel open(Path file, Progress progress) {
      List<FootageOrigin> learned =
          switch (file.toString()) {
            case "one" -> List.of(clip("walk.mp4", 1));
            case "two" -> List.of(clip("walk.mp4", 1), clip("run.mp4", 2));
            case "twice" -> List.of(clip("walk.mp4", 1), clip("walk.mp4", 2));
            default -> List.of();
          };
      return new SyntheticModel(file, 32, 0, learned);
    }

    @Override
    public String id(Path file) {
      return file.toString();
    }
  }

  @Test
  void oneClipLeavesNothingToChoose() {
    session.open(Path.of("one"));
    assertEquals(
        Optional.of("This model has learned one clip: it knows one content and one motion."),
        latents.limitProperty().getValue());
    assertTrue(latents.noiseLimitProperty().getValue().isPresent());
    MotionChoices motions = mixer.bandsProperty().get().get(0).motions();
    assertEquals(latents.limitProperty().getValue(), motions.fixed());
    assertFalse(motions.several());
    session.open(Path.of("dataset"));
    assertEquals(Optional.empty(), latents.limitProperty().getValue());
    assertEquals(Optional.empty(), latents.noiseLimitProperty().getValue());
    assertEquals(MotionChoices.FREE, mixer.bandsProperty().get().get(0).motions());
  }

  @Test
  void severalClipsAreChosenByTheirNamesBandByBand() {
    session.open(Path.of("two"));
    assertEquals("walk.mp4", latents.contentClipProperty().get());
    latents.chooseContent(1);
    assertEquals(LatentCode.seed(2), editor.state().content());
    assertEquals("run.mp4", latents.contentClipProperty().get());
    assertEquals("walk.mp4", latents.motionClipProperty().get());
    MotionChoices motions = mixer.bandsProperty().get().get(2).motions();
    assertEquals(
        List.of(new MotionChoices.Choice(1, "walk.mp4"), new MotionChoices.Choice(2, "run.mp4")),
        motions.clips());
    mixer.seed(2).set(2);
    assertEquals(LatentCode.seed(2), editor.state().motion().bands().get(2).code());
    assertEquals(LatentCode.seed(1), editor.state().motion().bands().get(0).code());
    assertEquals(Optional.of("run.mp4"), motions.name(mixer.bandsProperty().get().get(2).seed()));
    latents.chooseMotion(1);
    assertEquals("run.mp4", latents.motionClipProperty().get());
    editor.edit("Seed", "seed", state -> state.withContent(LatentCode.seed(9)));
    assertEquals("none of the clips", latents.contentClipProperty().get());
  }

  @Test
  void clipsOfOneNameAreToldApart() {
    session.open(Path.of("twice"));
    assertEquals("walk.mp4 (2)", latents.learnedProperty().get().name(1));
  }
}
