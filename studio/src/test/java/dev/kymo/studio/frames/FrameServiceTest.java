package dev.kymo.studio.frames;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.studio.SyntheticSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameServiceTest {

  private final ManualExecutor fx = new ManualExecutor();
  private final List<Picture> shown = new ArrayList<>();
  private final List<Integer> batches = new ArrayList<>();
  private final FrameCache cache = new FrameCache(1 << 20);
  private final SyntheticSource source = new SyntheticSource(16, 0);
  private final Scene scene = scene("a", 1);
  private boolean ready;
  private FrameService service;

  @BeforeEach
  void start() throws InterruptedException {
    service =
        new FrameService(
            cache,
            fx,
            new FrameListener() {
              @Override
              public void shown(Picture picture) {
                shown.add(picture);
              }

              @Override
              public void failed(String reason) {
                throw new AssertionError(reason);
              }

              @Override
              public void cacheChanged() {
                // The tests look at the cache itself.
              }

              @Override
              public void memoryShort(int batch) {
                batches.add(batch);
              }

              @Override
              public void sourceChanged(FrameSource.SourceInfo info) {
                ready = true;
              }
            });
    service.use(source, () -> {});
    fx.runUntil(() -> ready);
  }

  @AfterEach
  void stop() {
    source.openGate();
    service.close();
  }

  private static Scene scene(String model, long seed) {
    LatentCode code = LatentCode.seed(seed);
    return new Scene(
        model, code, new NoiseCode.Seeded(1), MotionEdit.trained(BandPlan.of(2, 4), code));
  }

  private FrameRequest at(double t) {
    return new FrameRequest(scene, t);
  }

  private FrameRequest last() {
    return shown.get(shown.size() - 1).request();
  }

  @Test
  void drawsWhatIsWanted() throws InterruptedException {
    service.request(at(0.25));
    fx.runUntil(() -> !shown.isEmpty());
    assertEquals(at(0.25), last());
    assertTrue(cache.contains(at(0.25)));
  }

  @Test
  void newestRequestWinsAndThoseBetweenAreNeverDrawn() throws InterruptedException {
    source.closeGate();
    service.request(at(0));
    while (source.drawn() < 1) {
      Thread.onSpinWait();
    }
    for (int k = 1; k <= 50; k++) {
      service.request(at(k));
    }
    source.letThrough(2);
    fx.runUntil(() -> !shown.isEmpty() && last().equals(at(50)));
    assertEquals(2, source.drawn());
    assertEquals(List.of(at(0), at(50)), shown.stream().map(Picture::request).toList());
  }

  @Test
  void outcomeOlderThanWhatIsShownIsDropped() throws InterruptedException {
    service.request(at(1));
    fx.runUntil(() -> !shown.isEmpty());
    source.closeGate();
    service.request(at(2));
    while (source.drawn() < 2) {
      Thread.onSpinWait();
    }
    // The first frame comes out of the cache while the second is still being drawn.
    service.request(at(1));
    assertEquals(2, shown.size());
    source.letThrough(1);
    service.request(at(3));
    source.letThrough(1);
    fx.runUntil(() -> last().equals(at(3)));
    assertEquals(List.of(at(1), at(1), at(3)), shown.stream().map(Picture::request).toList());
    assertTrue(cache.contains(at(2)), "what was drawn is kept all the same");
  }

  @Test
  void cachedFrameIsShownAtOnce() throws InterruptedException {
    service.request(at(1));
    fx.runUntil(() -> !shown.isEmpty());
    service.request(at(2));
    fx.runUntil(() -> shown.size() == 2);
    service.request(at(1));
    assertEquals(at(1), last(), "no thread in between");
    assertEquals(2, source.drawn());
  }

  @Test
  void frameOfAClosedModelIsNeverShown() throws InterruptedException {
    source.closeGate();
    service.request(at(1));
    while (source.drawn() < 1) {
      Thread.onSpinWait();
    }
    SyntheticSource next = new SyntheticSource(16, 0);
    ready = false;
    boolean[] released = {false};
    service.use(next, () -> released[0] = true);
    source.openGate();
    fx.runUntil(() -> ready);
    Scene other = scene("b", 1);
    service.request(new FrameRequest(other, 0));
    fx.runUntil(() -> !shown.isEmpty());
    assertEquals(
        List.of(new FrameRequest(other, 0)), shown.stream().map(Picture::request).toList());
    assertFalse(released[0]);
    service.close();
    assertTrue(released[0]);
  }

  @Test
  void fillsThePlanAndThenRests() throws InterruptedException {
    double[] times = IntStream.range(0, 16).mapToDouble(k -> -1 + k / 8.0).toArray();
    service.fill(new RangeFill(scene, times, () -> -1, () -> false), true);
    while (cache.size() < 16) {
      Thread.sleep(1);
    }
    assertEquals(16, source.drawn());
    service.request(at(times[7]));
    assertEquals(at(times[7]), last(), "served from the cache");
  }

  @Test
  void filesAreDrawnAfreshInTheBatchesOfTheModel() throws Exception {
    double[] times = IntStream.range(0, 16).mapToDouble(k -> -1 + k / 8.0).toArray();
    service.fill(new RangeFill(scene, times, () -> -1, () -> false), true);
    fx.runUntil(() -> cache.size() == 16);
    int before = source.drawn();
    assertEquals(16, service.draw(scene, times, () -> false).size());
    assertEquals(before, source.drawn(), "from the cache");
    assertEquals(source.batchSize(), service.batchSize());
    assertEquals(16, service.drawForFile(scene, times, () -> false).size());
    assertEquals(before + 16, source.drawn());
  }

  @Test
  void memoryThatRunsOutIsToldAndDrawingGoesOn() throws Exception {
    double[] times = IntStream.range(0, 16).mapToDouble(k -> -1 + k / 8.0).toArray();
    source.leaveMemoryFor(5);
    assertEquals(16, service.draw(scene, times, () -> false).size());
    fx.runUntil(() -> batches.equals(List.of(4)));
    source.leaveMemoryFor(3);
    service.fill(new RangeFill(scene, times, () -> -1, () -> false), true);
    fx.runUntil(() -> batches.equals(List.of(4, 2)));
    fx.runUntil(() -> cache.size() == 16);
    service.request(at(times[15]));
    assertEquals(at(times[15]), last());
    assertEquals(List.of(4, 2), batches, "told once each time");
  }

  @Test
  void clipIsDrawnInOrderBesideThePreview() throws Exception {
    double[] times = {0.5, 0.25, 0.75};
    List<FrameImage> images = service.draw(scene, times, () -> false);
    assertEquals(3, images.size());
    for (int k = 0; k < 3; k++) {
      service.request(at(times[k]));
      int expected = k + 1;
      fx.runUntil(() -> shown.size() == expected);
      assertArrayEquals(shown.get(k).image().argb(), images.get(k).argb());
    }
  }

  @Test
  void clipEndsEmptyWhenTheServiceCloses() throws FrameException, InterruptedException {
    service.close();
    assertEquals(List.of(), service.draw(scene, new double[] {0}, () -> false));
  }
}
