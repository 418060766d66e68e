package dev.kymo.trainer.dataset.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.sampling.StepDraw.FramePlace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StepSamplerTest {
  private static final int[] FRAMES = {16, 40, 33, 64, 17};

  private static SamplingPlan plan(int clipFrames, int everyNth, Pairing pairing, long seed) {
    return new SamplingPlan(8, clipFrames, everyNth, 4, 3, pairing, seed);
  }

  @Property(tries = 200)
  void clipsAreEveryNthFrameAndInside(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1_000_000) int step,
      @ForAll @IntRange(min = 1, max = 2) int everyNth) {
    StepDraw draw = new StepSampler(plan(8, everyNth, Pairing.WHOLE, seed), FRAMES).draw(step);
    assertEquals(4, draw.images().size());
    assertEquals(3, draw.clips().size());
    assertEquals(0, draw.deltas().length);
    for (FramePlace image : draw.images()) {
      assertTrue(image.frame() >= 0 && image.frame() < FRAMES[image.video()]);
    }
    for (List<FramePlace> clip : draw.clips()) {
      assertEquals(8, clip.size());
      for (int k = 0; k < 8; k++) {
        assertEquals(clip.get(0).video(), clip.get(k).video());
        assertEquals(clip.get(0).frame() + k * everyNth, clip.get(k).frame());
      }
      assertTrue(clip.get(0).frame() >= 0 && clip.get(7).frame() < FRAMES[clip.get(0).video()]);
    }
  }

  @Property(tries = 100)
  void theSameStepIsTheSameWhateverWasDrawnBefore(
      @ForAll long seed, @ForAll @IntRange(min = 0) int step) {
    SamplingPlan plan = plan(16, 1, Pairing.PAIRS, seed);
    StepSampler used = new StepSampler(plan, FRAMES);
    used.draw(step + 5L);
    used.draw(0);
    StepDraw again = used.draw(step);
    StepDraw fresh = new StepSampler(plan, FRAMES).draw(step);
    assertEquals(fresh.images(), again.images());
    assertEquals(fresh.clips(), again.clips());
    assertArrayEquals(fresh.deltas(), again.deltas());
  }

  @Test
  void anEpochShowsEveryVideoOnceToImagesAndToClips() {
    StepSampler sampler = new StepSampler(plan(16, 1, Pairing.WHOLE, 9), FRAMES);
    List<Integer> images = new ArrayList<>();
    List<Integer> clips = new ArrayList<>();
    for (int step = 0; step < 5 * 20; step++) {
      StepDraw draw = sampler.draw(step);
      draw.images().forEach(place -> images.add(place.video()));
      draw.clips().forEach(clip -> clips.add(clip.get(0).video()));
    }
    for (List<Integer> order : List.of(images, clips)) {
      Set<List<Integer>> epochs = new HashSet<>();
      for (int from = 0; from + 5 <= order.size(); from += 5) {
        assertEquals(5, Set.copyOf(order.subList(from, from + 5)).size());
        epochs.add(order.subList(from, from + 5));
      }
      assertTrue(epochs.size() > 30, "different orders: " + epochs.size());
    }
    assertNotEquals(images.subList(0, 50), clips.subList(0, 50));
  }

  @Test
  void everyStartThatLeavesRoomHappens() {
    StepSampler sampler = new StepSampler(plan(16, 1, Pairing.WHOLE, 2), new int[] {20});
    Map<Integer, Integer> starts = new HashMap<>();
    for (int step = 0; step < 1000; step++) {
      sampler.draw(step).clips().forEach(c -> starts.merge(c.get(0).frame(), 1, Integer::sum));
    }
    assertEquals(Set.of(0, 1, 2, 3, 4), starts.keySet());
    starts.values().forEach(n -> assertEquals(600, n, 150));
  }

  @Test
  void allPairsAreAlikeAndTheirDeltaFitsThem() {
    StepSampler sampler = new StepSampler(plan(5, 3, Pairing.PAIRS, 2), new int[] {15});
    Map<List<Integer>, Integer> pairs = new HashMap<>();
    for (int step = 0; step < 4000; step++) {
      StepDraw draw = sampler.draw(step);
      for (int i = 0; i < 3; i++) {
        List<FramePlace> clip = draw.clips().get(i);
        assertEquals(2, clip.size());
        int apart = clip.get(1).frame() - clip.get(0).frame();
        assertTrue(apart > 0 && apart % 3 == 0);
        assertEquals((float) (2 * apart / 15.0), draw.deltas()[i]);
        pairs.merge(List.of(apart / 3), 1, Integer::sum);
      }
    }
    // Of the 10 pairs of 5 places, 4 are 1 apart, 3 are 2 apart, and so on.
    for (int apart = 1; apart <= 4; apart++) {
      assertEquals(12_000 * (5 - apart) / 10.0, pairs.get(List.of(apart)), 300);
    }
  }

  @Test
  void aSharedPairIsTheSamePlacesForAGroupAndChangesWithTheStep() {
    StepSampler sampler = new StepSampler(plan(16, 1, Pairing.SHARED_PAIR, 2), new int[] {16, 16});
    Set<List<Integer>> pairs = new HashSet<>();
    for (int step = 0; step < 500; step++) {
      StepDraw draw = sampler.draw(step);
      List<FramePlace> first = draw.clips().get(0);
      for (int i = 0; i < 3; i++) {
        List<FramePlace> clip = draw.clips().get(i);
        assertEquals(first.get(0).frame(), clip.get(0).frame());
        assertEquals(first.get(1).frame(), clip.get(1).frame());
        assertEquals(draw.deltas()[0], draw.deltas()[i]);
      }
      pairs.add(List.of(first.get(0).frame(), first.get(1).frame()));
    }
    assertTrue(pairs.size() > 100, "pairs of 120: " + pairs.size());
  }

  @Test
  void everyGroupOfABatchHasASharedPairOfItsOwn() {
    SamplingPlan plan = new SamplingPlan(8, 16, 1, 4, 8, Pairing.SHARED_PAIR, 2);
    StepSampler sampler = new StepSampler(plan, new int[] {16, 16});
    int apart = 0;
    for (int step = 0; step < 100; step++) {
      StepDraw draw = sampler.draw(step);
      for (int i = 2; i < 8; i++) {
        assertEquals(draw.clips().get(i % 2).get(0).frame(), draw.clips().get(i).get(0).frame());
        assertEquals(draw.deltas()[i % 2], draw.deltas()[i]);
      }
      apart += draw.deltas()[0] == draw.deltas()[1] ? 0 : 1;
    }
    assertTrue(apart > 70, "gaps that differ: " + apart);
  }

  @Test
  void theFirstDrawIsPinned() {
    StepDraw draw = new StepSampler(plan(16, 1, Pairing.PAIRS, 0), FRAMES).draw(0);
    assertEquals(
        List.of(
            new FramePlace(0, 7),
            new FramePlace(3, 31),
            new FramePlace(2, 17),
            new FramePlace(1, 23)),
        draw.images());
    assertEquals(
        List.of(
            List.of(new FramePlace(1, 19), new FramePlace(1, 22)),
            List.of(new FramePlace(2, 12), new FramePlace(2, 23)),
            List.of(new FramePlace(0, 10), new FramePlace(0, 15))),
        draw.clips());
  }
}
