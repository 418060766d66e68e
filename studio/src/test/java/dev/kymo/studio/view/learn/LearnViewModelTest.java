package dev.kymo.studio.view.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.footage.FootageHash;
import dev.kymo.inference.footage.Square;
import dev.kymo.studio.SyntheticClips;
import dev.kymo.studio.SyntheticTrainer;
import dev.kymo.studio.background.DirectJobRunner;
import dev.kymo.studio.learning.ClipDraft;
import dev.kymo.studio.learning.ClipStudy;
import dev.kymo.studio.learning.CostShelf;
import dev.kymo.studio.learning.LearningCost;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.LearningQuality;
import dev.kymo.trainer.run.RunDirectory;
import dev.kymo.trainer.run.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnViewModelTest {

  @TempDir private Path folder;

  private final SyntheticClips footage = new SyntheticClips();
  private final SyntheticTrainer trainer = new SyntheticTrainer();
  private final Map<String, LearningCost> kept = new HashMap<>();
  private final List<Path> launched = new ArrayList<>();
  private final List<LearningQuality> chosen = new ArrayList<>();

  private LearnViewModel model() {
    return new LearnViewModel(
        new LearnViewModel.Services(
            footage,
            footage,
            trainer,
            new CostShelf(kept, kept::putAll),
            new DirectJobRunner(),
            Runnable::run,
            Runnable::run,
            action -> action,
            64L << 20,
            Optional::empty,
            () -> folder.resolve("runs"),
            LearningQuality.GOOD,
            chosen::add,
            launched::add),
        new Texts());
  }

  private Path clip(String name, int frames) throws IOException {
    return SyntheticClips.file(folder, name, frames);
  }

  @Test
  void opensStudiesAndMeasures() throws IOException {
    LearnViewModel model = model();
    model.open(clip("walk.mp4", 120));
    ClipDraft draft = model.clipProperty().get().orElseThrow();
    assertEquals(120, draft.frames());
    assertEquals(new Square(280, 0, 720), draft.square());
    assertTrue(model.player().playingProperty().get());
    assertEquals(1, model.player().filledProperty().get());
    assertTrue(model.player().pictureProperty().get().isPresent());
    assertEquals(5.6, model.hertzProperty().get());
    assertEquals(3, model.costsProperty().get().size(), "Draft and Good share a measurement");
    assertEquals(
        0.25 * LearningQuality.GOOD.steps(),
        model
            .costsProperty()
            .get()
            .get(LearningQuality.GOOD)
            .seconds(LearningQuality.GOOD.steps()));
    assertEquals(2, kept.size(), "and each size is remembered");
    assertEquals(Optional.empty(), model.obstacle());
  }

  @Test
  void whatWasMeasuredBeforeIsShownWithoutMeasuring() throws IOException {
    model().open(clip("walk.mp4", 120));
    LearnViewModel next = model();
    next.open(clip("run.mp4", 10));
    assertTrue(next.costsProperty().get().isEmpty(), "too short: nothing to plan");
    next.open(clip("other.mp4", 60));
    assertEquals(3, next.costsProperty().get().size());
  }

  @Test
  void theUsersFrequencyStaysUntilItIsResetToTheProposal() throws IOException {
    LearnViewModel model = model();
    model.open(clip("walk.mp4", 120));
    assertEquals(List.of(1.5, 3.0), model.crossovers());
    model.hertzEdits().set(3);
    model.setIn(20);
    assertEquals(3, model.hertzProperty().get());
    assertEquals(List.of(1.0, 2.0), model.crossovers(), "bands share what is left of the motion");
    model.hertzEdits().set(1000);
    assertEquals(30_000 / 1001.0 / 2, model.hertzProperty().get(), "no faster than can be seen");
    model.hertzEdits().reset();
    assertEquals(5.6, model.hertzProperty().get());
  }

  @Test
  void learnsWhatIsShown() throws IOException {
    LearnViewModel model = model();
    Path file = clip("My walk (1).mp4", 120);
    model.open(file);
    model.setIn(10);
    model.setOut(73);
    model.setSquare(new Square(300, 20, 640));
    model.choose(LearningQuality.DRAFT);
    model.learn();
    Path run = folder.resolve("runs/My-walk-1");
    assertEquals(List.of(run), launched);
    assertEquals(List.of(run), trainer.started());
    TrainingOptions options = RunDirectory.view(run).options();
    LearningOptions learning = options.learning().orElseThrow();
    LearnedClip clip = learning.clips().get(0);
    assertEquals(file.toAbsolutePath().toString(), clip.source());
    assertEquals(FootageHash.of(file), clip.hash());
    assertEquals(10, clip.first());
    assertEquals(64, clip.frames());
    assertEquals(new Square(300, 20, 640), clip.square());
    assertEquals(LearningQuality.DRAFT.steps(), options.schedule().steps());
    assertEquals(List.of(1.5, 3.0), learning.crossoversHz());
    assertEquals(64, options.model().generator().videoLength());
    double radians = 2 * Math.PI * 5.6 * 32 / (30_000 / 1001.0);
    assertEquals(radians, options.model().generator().frequencyRanges().get(0), 1e-9);
    assertEquals(List.of(LearningQuality.DRAFT), chosen);
    assertEquals(Optional.empty(), model.clipProperty().get(), "the sheet is done with");
    model.open(file);
    model.learn();
    assertEquals(folder.resolve("runs/My-walk-1-2"), launched.get(1));
  }

  @Test
  void severalClipsAreLearnedTogether() throws IOException {
    LearnViewModel model = model();
    model.open(clip("a.mp4", 60));
    model.add(clip("b.mp4", 100));
    assertEquals(1, model.selectedProperty().get());
    model.setIn(40);
    model.select(0);
    assertEquals("a.mp4", model.clipProperty().get().orElseThrow().name());
    model.setOut(31);
    model.add(clip("c.mp4", 20));
    model.remove(2);
    assertEquals(2, model.clipsProperty().get().size());
    model.learn();
    LearningOptions learning =
        RunDirectory.view(folder.resolve("runs/a")).options().learning().orElseThrow();
    assertEquals(List.of(32, 60), learning.clips().stream().map(LearnedClip::frames).toList());
    assertEquals(40, learning.clips().get(1).first());
    model.openAgain(learning);
    assertEquals(2, model.clipsProperty().get().size());
    assertEquals(40, model.clipsProperty().get().get(1).first(), "as it was learned before");
    model.remove(0);
    model.remove(0);
    assertEquals(1, model.clipsProperty().get().size(), "the last one stays");
  }

  @Test
  void aCutOffersThePartBeforeIt() throws IOException {
    LearnViewModel model = model();
    model.open(clip("cut.mp4", 120));
    assertEquals(
        List.of(new ClipStudy.Part(0, 40), new ClipStudy.Part(40, 80)), model.partsWithoutCut());
    assertEquals(Optional.empty(), model.obstacle(), "a warning is no obstacle");
    model.take(model.partsWithoutCut().get(0));
    assertEquals(0, model.clipProperty().get().orElseThrow().first());
    assertEquals(40, model.clipProperty().get().orElseThrow().end());
    assertEquals(List.of(), model.partsWithoutCut());
    model.setOut(119);
    model.take(model.partsWithoutCut().get(1));
    assertEquals(40, model.clipProperty().get().orElseThrow().first());
    assertEquals(120, model.clipProperty().get().orElseThrow().end());
  }

  @Test
  void whatCannotBeLearnedSaysWhyAndStartsNothing() throws IOException {
    LearnViewModel model = model();
    model.open(clip("still.mp4", 60));
    assertEquals(Optional.of("The clip is too still to learn motion from."), model.obstacle());
    model.learn();
    assertEquals(model.obstacle(), model.learnFaultProperty().get());
    model.open(clip("one.mp4", 1));
    assertEquals(
        Optional.of(
            "one.mp4 is a single picture; learning a motion takes at least 16 frames. Open longer"
                + " footage."),
        model.obstacle());
    model.open(clip("short.mp4", 9));
    assertTrue(model.obstacle().orElseThrow().startsWith("short.mp4 has 9 frames;"));
    assertFalse(model.findings().isEmpty());
    Path broken = Files.writeString(folder.resolve("a.mov"), "broken");
    model.open(broken);
    assertEquals(
        Optional.of(broken + " cannot be read as a video: it is damaged."),
        model.openFaultProperty().get());
    model.open(folder.resolve("gone.mp4"));
    assertTrue(model.openFaultProperty().get().isPresent());
    assertEquals(List.of(), trainer.started());
    assertEquals(List.of(), launched);
  }

  @Test
  void footageThatChangedMeanwhileIsNotLearned() throws IOException {
    LearnViewModel model = model();
    Path file = clip("walk.mp4", 60);
    model.open(file);
    Files.writeString(file, "61");
    model.learn();
    assertEquals(
        Optional.of("walk.mp4 has changed since it was opened; open it again."),
        model.learnFaultProperty().get());
    assertEquals(List.of(), trainer.started());
    assertFalse(Files.exists(folder.resolve("runs")));
  }

  @Test
  void onlyTheRangeOfAnHourIsDecoded() throws IOException {
    LearnViewModel model = model();
    model.open(clip("hour.mp4", 108_000));
    assertEquals(96, model.clipProperty().get().orElseThrow().frames());
    assertTrue(footage.decoded() < 200, footage.decoded() + " frames were decoded");
    model.player().seek(90_000);
    assertEquals(90_000, model.player().playheadProperty().get());
    assertTrue(footage.decoded() < 200);
  }

  @Test
  void playsTheRangeInALoop() throws IOException {
    LearnViewModel model = model();
    model.open(clip("walk.mp4", 60));
    model.setIn(30);
    ClipPlayer player = model.player();
    player.playingProperty().set(true);
    long now = 1;
    player.tick(now);
    for (int i = 0; i < 20; i++) {
      now += 100_000_000;
      player.tick(now);
      int at = player.playheadProperty().get();
      assertTrue(at >= 30 && at < 60, "frame " + at);
    }
    player.step(-40);
    assertFalse(player.playingProperty().get());
    assertTrue(player.playheadProperty().get() < 20, "outside of the range one can look, too");
    assertTrue(player.pictureProperty().get().isPresent());
  }

  @Test
  void closingForgetsEverything() throws IOException {
    LearnViewModel model = model();
    model.open(clip("walk.mp4", 60));
    model.hertzEdits().set(2);
    model.close();
    assertEquals(List.of(), model.clipsProperty().get());
    assertEquals(Optional.empty(), model.player().pictureProperty().get());
    assertFalse(model.player().playingProperty().get());
    model.open(clip("walk.mp4", 60));
    assertEquals(5.6, model.hertzProperty().get());
  }
}
