package dev.kymo.studio.cli.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.List;
import java.util.Locale;

/** Writes measurements for people or for programs. */
final class BenchReport {
  private static final Gson JSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final List<String> HEADINGS =
      List.of(
          "model", "ms/frame", "min", "p95", "frames/s", "batch", "peak", "precision", "device");

  /** The columns of text, which are flush left; numbers are flush right. */
  private static final List<Integer> TEXT_COLUMNS = List.of(0, 7, 8);

  private BenchReport() {}

  static String text(List<BenchRow> rows) {
    List<List<String>> table =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(HEADINGS), rows.stream().map(BenchReport::cells))
            .toList();
    StringBuilder text = new StringBuilder();
    for (List<String> line : table) {
      StringBuilder out = new StringBuilder();
      for (int column = 0; column < HEADINGS.size(); column++) {
        int c = column;
        int width = table.stream().mapToInt(cells -> cells.get(c).length()).max().orElse(0);
        String padding = " ".repeat(width - line.get(c).length());
        out.append(TEXT_COLUMNS.contains(c) ? line.get(c) + padding : padding + line.get(c));
        out.append("  ");
      }
      text.append(out.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private static List<String> cells(BenchRow row) {
    return List.of(
        row.name(),
        number(row.msPerFrame().median()),
        number(row.msPerFrame().min()),
        number(row.msPerFrame().p95()),
        number(row.framesPerSecond()),
        String.valueOf(row.framesPerRun()),
        String.format(Locale.ROOT, "%.0f %%", 100 * row.peakShare()),
        row.precision(),
        row.device());
  }

  /** Three digits that matter. */
  private static String number(double value) {
    int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  static String json(List<BenchRow> rows) {
    return JSON.toJson(rows) + '\n';
  }
}
