package dev.kymo.studio.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.kymo.trainer.run.HistogramReader.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrequencyHistoryTest {

  /** Sinusoids spread evenly over [-top, top], without those above a limit. */
  private static Histogram even(long step, double top, double limit) {
    List<Double> limits = new ArrayList<>();
    List<Double> counts = new ArrayList<>();
    int buckets = 60;
    for (int i = 0; i < buckets; i++) {
      double from = -top + 2 * top * i / buckets;
      double to = from + 2 * top / buckets;
      limits.add(to);
      counts.add(Math.max(Math.abs(from), Math.abs(to)) <= limit + 1e-9 ? 4.0 : 0.0);
    }
    return new Histogram(step, -top, limits, counts);
  }

  @Test
  void bandsHoldEqualSharesAtFirst() {
    FrequencyHistory history = new FrequencyHistory(List.of(even(0, 6, 6)));
    FrequencyHistory.Column first = history.columns().get(0);
    double sum = first.shares().stream().mapToDouble(s -> s).sum();
    assertEquals(1, sum, 1e-9);
    for (int band = 0; band < FrequencyHistory.BANDS; band++) {
      assertEquals(1 / 3.0, history.share(band, first), 0.02);
      assertEquals(OptionalLong.empty(), history.died(band));
    }
    assertEquals(0, history.band(0.1));
    assertEquals(1, history.band(3));
    assertEquals(2, history.band(5.9));
  }

  @Test
  void aBandWithoutSinusoidsHasDied() {
    List<Histogram> histograms =
        List.of(even(0, 6, 6), even(100, 6, 6), even(200, 6, 3.8), even(300, 6, 3.8));
    FrequencyHistory history = new FrequencyHistory(histograms);
    assertEquals(OptionalLong.empty(), history.died(0));
    assertEquals(OptionalLong.empty(), history.died(1));
    assertEquals(OptionalLong.of(200), history.died(2));
  }

  @Test
  void aBandThatComesBackLives() {
    FrequencyHistory history =
        new FrequencyHistory(List.of(even(0, 6, 6), even(100, 6, 3.8), even(200, 6, 6)));
    assertEquals(OptionalLong.empty(), history.died(2));
  }

  @Test
  void nothingIsKnownOfNoHistogram() {
    FrequencyHistory history = new FrequencyHistory(List.of());
    assertTrue(!history.known());
    assertEquals(OptionalLong.empty(), history.died(0));
  }
}
