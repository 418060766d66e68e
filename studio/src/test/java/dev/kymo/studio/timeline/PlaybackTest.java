package dev.kymo.studio.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.junit.jupiter.api.Test;

class PlaybackTest {

  private static final long FRAME = 40_000_000;

  private final ReadOnlyObjectWrapper<TimeScale> scale =
      new ReadOnlyObjectWrapper<>(new TimeScale(16, 25));
  private final ReadOnlyObjectWrapper<ClipRange> range =
      new ReadOnlyObjectWrapper<>(ClipRange.TRAINED);
  private final Set<Double> late = new HashSet<>();
  private final Playback playback =
      new Playback(
          scale.getReadOnlyProperty(), range.getReadOnlyProperty(), t -> !late.contains(t));

  private double frame() {
    return scale.get().frame(playback.playheadProperty().get());
  }

  @Test
  void playsAtTheProjectsRateWhateverThePulseIs() {
    playback.play();
    for (long now = 0; now <= 5 * FRAME; now += 7_000_000) {
      playback.tick(1_000 + now);
    }
    assertEquals(4, frame(), 1e-9);
    playback.tick(1_000 + 5 * FRAME);
    assertEquals(5, frame(), 1e-9);
    assertEquals(0, playback.droppedProperty().get());
  }

  @Test
  void slowPlayDrawsFramesInBetweenWhenThereIsTime() {
    boolean[] time = {true};
    Playback smooth =
        new Playback(
            scale.getReadOnlyProperty(), range.getReadOnlyProperty(), t -> true, () -> time[0]);
    smooth.speedProperty().set(0.25);
    smooth.play();
    assertEquals(4, smooth.piecesProperty().get());
    smooth.tick(0);
    for (int k = 1; k <= 6; k++) {
      smooth.tick(k * FRAME);
      assertEquals(k / 4.0, scale.get().frame(smooth.playheadProperty().get()), 1e-9);
    }
    assertEquals(0, smooth.droppedProperty().get());
    smooth.tick(4 * 17L * FRAME);
    assertEquals(1, scale.get().frame(smooth.playheadProperty().get()), 1e-9, "it loops");
    smooth.speedProperty().set(-0.3);
    assertEquals(4, smooth.piecesProperty().get());
    smooth.speedProperty().set(0.01);
    assertEquals(8, smooth.piecesProperty().get(), "there is a limit");
    smooth.speedProperty().set(1);
    assertEquals(1, smooth.piecesProperty().get());
    time[0] = false;
    smooth.speedProperty().set(0.25);
    assertEquals(1, smooth.piecesProperty().get(), "there is no time for more");
    smooth.pause();
    assertEquals(1, smooth.piecesProperty().get());
  }

  @Test
  void loopsOrStopsAtTheLastFrame() {
    playback.play();
    playback.tick(0);
    playback.tick(17 * FRAME);
    assertEquals(1, frame(), 1e-9);
    playback.loopProperty().set(false);
    playback.tick(100 * FRAME);
    assertEquals(15, frame(), 1e-9);
    assertFalse(playback.playingProperty().get());
  }

  @Test
  void skipsAndCountsWhatIsNotReadyInsteadOfSlowingDown() {
    playback.play();
    playback.tick(0);
    late.add(scale.get().ofFrame(1));
    playback.tick(FRAME);
    playback.tick(2 * FRAME);
    assertEquals(2, frame(), 1e-9);
    assertEquals(1, playback.droppedProperty().get());
    playback.tick(6 * FRAME);
    assertEquals(6, frame(), 1e-9);
    assertEquals(4, playback.droppedProperty().get());
  }

  @Test
  void startsAtTheInPointWhenThePlayheadIsOutside() {
    range.set(new ClipRange(0.5, 1.5));
    playback.seek(7);
    playback.play();
    assertEquals(0.5, playback.playheadProperty().get(), 0);
    playback.tick(0);
    playback.tick(FRAME);
    assertEquals(0.625, playback.playheadProperty().get(), 1e-12);
  }

  @Test
  void steppingGoesAnywhereInRealTime() {
    playback.seek(3.1);
    playback.step(-0.1);
    assertEquals(3.1 - 0.0125, playback.playheadProperty().get(), 1e-12);
    playback.seek(Double.NaN);
    assertTrue(Double.isFinite(playback.playheadProperty().get()));
  }

  @Test
  void timeScaleRelatesAllUnits() {
    TimeScale s = scale.get();
    assertEquals(11, s.frame(0.375), 1e-12);
    assertEquals(0.44, s.seconds(0.375), 1e-12);
    assertEquals(0.375, s.ofSeconds(0.44), 1e-12);
    // One turn in one unit of t, of which 25 * 2 / 16 pass in a second.
    assertEquals(3.125, s.cyclesPerSecond(-2 * Math.PI), 1e-12);
    assertEquals(2 * Math.PI, s.radiansPerUnit(3.125), 1e-12);
    assertEquals(16, ClipRange.TRAINED.frames(s.step()));
  }

  @Test
  void framesBetweenAreMoreFramesForTheSameSeconds() {
    TimeScale s = new TimeScale(16, 25, 3);
    assertEquals(0.125 / 4, s.step());
    assertEquals(100, s.drawnFps());
    assertEquals(new TimeScale(16, 25).seconds(0.5), s.seconds(0.5));
    assertEquals(64, ClipRange.TRAINED.frames(s.step()));
    assertEquals(new TimeScale(16, 25).cyclesPerSecond(3), s.cyclesPerSecond(3));
  }

  @Test
  void runsBackwardsAroundTheLoop() {
    playback.speedProperty().set(-2);
    playback.seek(-1 + 0.125);
    playback.play();
    playback.tick(0);
    playback.tick(15_000_000);
    assertEquals(-1 + 0.125, playback.playheadProperty().get(), 1e-12);
    playback.tick(21_000_000);
    assertEquals(-1, playback.playheadProperty().get(), 1e-12);
    playback.tick(41_000_000);
    assertEquals(1 - 0.125, playback.playheadProperty().get(), 1e-12);
    playback.loopProperty().set(false);
    playback.tick(2_000_000_000);
    assertEquals(-1, playback.playheadProperty().get(), 1e-12);
    assertFalse(playback.playingProperty().get());
  }
}
