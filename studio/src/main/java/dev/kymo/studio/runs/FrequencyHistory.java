package dev.kymo.studio.runs;

import dev.kymo.trainer.run.HistogramReader.Histogram;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How the learned frequencies |f| were spread at each sample of a run. The spectrum is cut into
 * three bands that held the same number of sinusoids at the first sample; a band has died when it
 * has lost nine tenths of them, so that no motion is left at its speed.
 */
public final class FrequencyHistory {

  /** Rows of the map, from 0 to {@link #top}. */
  public static final int BINS = 64;

  /** Bands that are watched. */
  public static final int BANDS = 3;

  private static final double DEAD_SHARE = 0.1;

  private final List<Column> columns;
  private final double top;
  private final double[] cuts;

  /**
   * The spread at one step.
   *
   * @param step steps done
   * @param shares of all sinusoids in each bin, {@link #BINS} of them
   */
  public record Column(long step, List<Double> shares) {}

  /** The history of these histograms of f, which may be negative. */
  public FrequencyHistory(List<Histogram> histograms) {
    double largest = 0;
    for (Histogram histogram : histograms) {
      if (!histogram.limits().isEmpty()) {
        largest = Math.max(largest, Math.abs(histogram.min()));
        largest =
            Math.max(largest, Math.abs(histogram.limits().get(histogram.limits().size() - 1)));
      }
    }
    top = largest == 0 ? 1 : largest;
    columns = new ArrayList<>();
    histograms.forEach(h -> columns.add(new Column(h.step(), shares(h))));
    cuts = columns.isEmpty() ? new double[0] : cuts(columns.get(0));
  }

  private List<Double> shares(Histogram histogram) {
    double[] bins = new double[BINS];
    double low = histogram.min();
    double total = 0;
    for (int i = 0; i < histogram.limits().size(); i++) {
      double high = histogram.limits().get(i);
      double count = histogram.counts().get(i);
      total += count;
      // The values of a bucket are spread over it: a few places stand for them.
      int places = 8;
      for (int k = 0; k < places && count > 0; k++) {
        double value = Math.abs(low + (high - low) * (k + 0.5) / places);
        bins[Math.min(BINS - 1, (int) (value / top * BINS))] += count / places;
      }
      low = high;
    }
    List<Double> shares = new ArrayList<>(BINS);
    for (double bin : bins) {
      shares.add(total == 0 ? 0 : bin / total);
    }
    return shares;
  }

  private double[] cuts(Column first) {
    double[] found = new double[BANDS - 1];
    double sum = 0;
    int next = 0;
    for (int bin = 0; bin < BINS && next < found.length; bin++) {
      double share = first.shares().get(bin);
      while (next < found.length && sum + share >= (next + 1.0) / BANDS) {
        double inside = share == 0 ? 0 : ((next + 1.0) / BANDS - sum) / share;
        found[next++] = (bin + inside) / BINS * top;
      }
      sum += share;
    }
    return found;
  }

  /** One for each sample that is kept, in order of the steps. */
  public List<Column> columns() {
    return List.copyOf(columns);
  }

  /** The frequency at the upper edge of the last bin, radians per unit t. */
  public double top() {
    return top;
  }

  /** Which of the bands, 0 is the slowest, a frequency belongs to. */
  public int band(double frequency) {
    int band = 0;
    while (band < cuts.length && frequency >= cuts[band]) {
      band++;
    }
    return band;
  }

  /** Whether the bands tell anything: a spectrum that is not yet known has none. */
  public boolean known() {
    return !columns.isEmpty();
  }

  /** What part of the sinusoids a band holds in a column, [0, 1]. */
  public double share(int band, Column column) {
    double sum = 0;
    for (int bin = 0; bin < BINS; bin++) {
      double from = bin * top / BINS;
      double to = (bin + 1) * top / BINS;
      double low = band == 0 ? 0 : cuts[band - 1];
      double high = band == BANDS - 1 ? Double.MAX_VALUE : cuts[band];
      double overlap = Math.min(to, high) - Math.max(from, low);
      sum += overlap <= 0 ? 0 : column.shares().get(bin) * Math.min(1, overlap / (to - from));
    }
    return sum;
  }

  /** The step since which a band is dead; empty for one that lives. */
  public OptionalLong died(int band) {
    OptionalLong since = OptionalLong.empty();
    if (!known()) {
      return since;
    }
    double limit = DEAD_SHARE * share(band, columns.get(0));
    for (Column column : columns) {
      if (share(band, column) >= limit) {
        since = OptionalLong.empty();
      } else if (since.isEmpty()) {
        since = OptionalLong.of(column.step());
      }
    }
    return since;
  }
}
