package dev.kymo.trainer.dataset.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class KeyedPermutationTest {

  private static List<Integer> all(int count, long... key) {
    KeyedPermutation permutation = new KeyedPermutation(count, key);
    return IntStream.range(0, count).map(permutation::at).boxed().toList();
  }

  @Property(tries = 300)
  void hasEveryValueOnce(@ForAll @IntRange(min = 1, max = 3000) int count, @ForAll long key) {
    BitSet seen = new BitSet();
    all(count, key, 7).forEach(seen::set);
    assertEquals(count, seen.cardinality());
    assertEquals(count, seen.length());
  }

  @Test
  void otherKeysGiveOtherOrders() {
    assertEquals(all(100, 1, 2, 3), all(100, 1, 2, 3));
    assertNotEquals(all(100, 1, 2, 3), all(100, 1, 2, 4));
    assertNotEquals(all(100, 1, 2, 3), all(100, 1, 3, 2));
  }

  @Test
  void everyOrderOfFourIsAsLikelyAsAnyOther() {
    Map<List<Integer>, Integer> orders = new HashMap<>();
    int draws = 24_000;
    for (int key = 0; key < draws; key++) {
      orders.merge(all(4, key), 1, Integer::sum);
    }
    assertEquals(24, orders.size());
    double expected = draws / 24.0;
    double chi =
        orders.values().stream().mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertTrue(chi < 23 + 6 * Math.sqrt(46), "chi squared " + chi);
  }

  @Test
  void manyVideosAreNoTrouble() {
    KeyedPermutation permutation = new KeyedPermutation(Integer.MAX_VALUE, 5);
    for (int i = 0; i < 1000; i++) {
      assertTrue(permutation.at(i) >= 0);
    }
  }
}
