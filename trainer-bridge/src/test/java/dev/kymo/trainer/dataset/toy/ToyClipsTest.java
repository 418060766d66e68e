package dev.kymo.trainer.dataset.toy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The clips of docs/model.md section 6. */
class ToyClipsTest {

  @Property(tries = 300)
  void objectsAreAsSpecified(@ForAll long seed, @ForAll @IntRange(min = 0) int index) {
    ToyClip clip = new ToyClips(seed).clip(index);
    assertEquals(List.of(16, 32, 48), clip.objects().stream().map(ToyObject::x).toList());
    for (ToyObject object : clip.objects()) {
      for (int channel : List.of(object.red(), object.green(), object.blue())) {
        assertTrue(channel >= 100 && channel < 255, "channel " + channel);
      }
      assertTrue(object.startY() >= 4 && object.startY() < 60, object.toString());
      assertTrue(List.of(2, 4, 8).contains(object.speed()), object.toString());
    }
  }

  @Property(tries = 300)
  void objectsMoveAtTheirSpeedAndBounceAtTheBorder(
      @ForAll long seed, @ForAll @IntRange(min = -1000, max = 1000) int frame) {
    for (ToyObject object : new ToyClips(seed).clip(0).objects()) {
      assertEquals(object.startY(), object.y(0));
      int before = object.y(frame);
      int after = object.y(frame + 1);
      assertTrue(before >= 4 && before <= 60, object + " at " + before);
      int moved = Math.abs(after - before);
      boolean bounced = moved < object.speed();
      // Where it bounces, the way to the border and the way back make up its speed.
      int viaTop = before - 4 + after - 4;
      int viaBottom = 60 - before + 60 - after;
      assertTrue(
          bounced
              ? viaTop == object.speed() || viaBottom == object.speed()
              : moved == object.speed(),
          object + " from " + before + " to " + after);
    }
  }

  @Test
  void aBounceIsAReflection() {
    ToyObject down = new ToyObject(ToyShape.SQUARE, 100, 100, 100, 16, 54, 8);
    assertEquals(List.of(54, 58, 50, 42), IntStream.range(0, 4).map(down::y).boxed().toList());
    ToyObject up = new ToyObject(ToyShape.SQUARE, 100, 100, 100, 16, 6, -4);
    assertEquals(List.of(6, 6, 10, 14), IntStream.range(0, 4).map(up::y).boxed().toList());
  }

  @Test
  void shapesHaveTheirSizes() {
    assertEquals(Map.of("size", 49, "wide", 9, "high", 9), extent(ToyShape.CIRCLE));
    assertEquals(Map.of("size", 49, "wide", 7, "high", 7), extent(ToyShape.SQUARE));
    assertEquals(Map.of("size", 36, "wide", 8, "high", 8), extent(ToyShape.TRIANGLE));
  }

  private static Map<String, Integer> extent(ToyShape shape) {
    int size = 0;
    boolean[] columns = new boolean[21];
    boolean[] rows = new boolean[21];
    for (int dy = -10; dy <= 10; dy++) {
      for (int dx = -10; dx <= 10; dx++) {
        if (shape.covers(dx, dy)) {
          size++;
          columns[dx + 10] = true;
          rows[dy + 10] = true;
        }
      }
    }
    return Map.of("size", size, "wide", count(columns), "high", count(rows));
  }

  private static int count(boolean[] flags) {
    return (int) IntStream.range(0, flags.length).filter(i -> flags[i]).count();
  }

  @Property(tries = 50)
  void framesShowTheObjectsOnBlack(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 31) int frame) {
    ToyClip clip = new ToyClips(seed).clip(1);
    byte[] rgb = clip.rgb(frame);
    assertEquals(64 * 64 * 3, rgb.length);
    for (int y = 0; y < 64; y++) {
      for (int x = 0; x < 64; x++) {
        int[] expected = {0, 0, 0};
        for (ToyObject object : clip.objects()) {
          if (object.shape().covers(x - object.x(), y - object.y(frame))) {
            expected = new int[] {object.red(), object.green(), object.blue()};
          }
        }
        int at = 3 * (64 * y + x);
        assertArrayEquals(
            expected, new int[] {rgb[at] & 0xFF, rgb[at + 1] & 0xFF, rgb[at + 2] & 0xFF});
      }
    }
  }

  @Test
  void everythingThatIsDrawnIsDrawnEvenly() {
    ToyClips clips = new ToyClips(5);
    List<ToyObject> objects =
        IntStream.range(0, 3000).boxed().flatMap(i -> clips.clip(i).objects().stream()).toList();
    assertEven(objects, ToyObject::shape, 3);
    assertEven(objects, ToyObject::velocity, 6);
    assertEven(objects, ToyObject::startY, 56);
    assertEven(objects, ToyObject::red, 155);
    assertEven(objects, o -> o.speed() + o.shape().name(), 9);
  }

  /** Pearson's chi-squared within six standard deviations of its mean. */
  private static <T> void assertEven(
      List<ToyObject> objects, Function<ToyObject, T> of, int kinds) {
    Map<T, Long> counts =
        objects.stream().collect(Collectors.groupingBy(of, Collectors.counting()));
    assertEquals(kinds, counts.size());
    double expected = (double) objects.size() / kinds;
    double chi =
        counts.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertTrue(chi < kinds - 1 + 6 * Math.sqrt(2.0 * (kinds - 1)), "chi squared " + chi);
  }

  @Test
  void seedsAndClipsDiffer() {
    assertEquals(new ToyClips(3).clip(7), new ToyClips(3).clip(7));
    assertNotEquals(new ToyClips(3).clip(7), new ToyClips(4).clip(7));
    assertNotEquals(new ToyClips(3).clip(7), new ToyClips(3).clip(8));
  }

  @Test
  void theFirstClipIsPinned() {
    assertEquals(
        new ToyObject(ToyShape.TRIANGLE, 148, 123, 251, 16, 28, -4),
        new ToyClips(0).clip(0).objects().get(0));
  }
}
