package dev.kymo.studio.cli.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import dev.kymo.trainer.process.TrainBench;
import java.util.List;
import java.util.Locale;

/** Writes measurements of training for people or for programs. */
final class TrainBenchReport {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String ROW = "%-9s  %7s  %8s  %7s  %5s  %7s  %8s  %9s  %8s  %s%n";

  private TrainBenchReport() {}

  static String text(List<TrainBench.Figures> rows) {
    StringBuilder text = new StringBuilder();
    text.append(
        ROW.formatted(
            "precision",
            "s/step",
            "images/s",
            "s/kimg",
            "data",
            "forward",
            "backward",
            "optimiser",
            "memory",
            "device"));
    for (TrainBench.Figures row : rows) {
      text.append(
          ROW.formatted(
              row.precision(),
              number(row.secondsPerStep()),
              number(row.imagesPerSecond()),
              number(row.secondsPerKimg()),
              share(row, "data"),
              share(row, "forward"),
              share(row, "backward"),
              share(row, "optimiser"),
              "%,d MiB".formatted(row.hostMemory() >> 20),
              row.device()));
    }
    if (rows.size() == 2) {
      text.append(
          String.format(
              Locale.ROOT,
              "%s is %.2f times as fast as %s.%n",
              rows.get(1).precision(),
              rows.get(0).secondsPerStep() / rows.get(1).secondsPerStep(),
              rows.get(0).precision()));
    }
    return text.toString();
  }

  private static String share(TrainBench.Figures row, String phase) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * row.shares().get(phase));
  }

  /** Three digits that matter. */
  private static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String json(List<TrainBench.Figures> rows) {
    return JSON.toJson(rows) + '\n';
  }
}
