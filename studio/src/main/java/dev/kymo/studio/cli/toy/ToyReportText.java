package dev.kymo.studio.cli.toy;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import dev.kymo.trainer.metric.toy.ClipSetSummary;
import dev.kymo.trainer.metric.toy.Differences;
import dev.kymo.trainer.metric.toy.ShapeShares;
import dev.kymo.trainer.metric.toy.SpeedSpread;
import dev.kymo.trainer.metric.toy.ToyReport;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Writes a toy report for people or for programs. */
final class ToyReportText {
  private static final int NAME = 44;
  private static final int CELL = 15;
  private static final String NOTHING = "-";

  /** What is not known is null: JSON has no word for it. */
  private static final JsonSerializer<Double> KNOWN =
      (value, type, context) ->
          Double.isFinite(value) ? new JsonPrimitive(value) : JsonNull.INSTANCE;

  private static final Gson JSON =
      new GsonBuilder()
          .setPrettyPrinting()
          .disableHtmlEscaping()
          .serializeNulls()
          .registerTypeAdapter(double.class, KNOWN)
          .create();

  private final StringBuilder text = new StringBuilder();
  private final ToyReport report;

  private ToyReportText(ToyReport report) {
    this.report = report;
  }

  static String json(ToyWork.Outcome outcome) {
    JsonObject json = new JsonObject();
    json.addProperty("model", outcome.model());
    json.addProperty("device", outcome.drawn().device());
    json.addProperty("precision", outcome.drawn().precision());
    JSON.toJsonTree(outcome.report())
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return JSON.toJson(json) + '\n';
  }

  static String table(ToyWork.Outcome outcome) {
    ToyReportText table = new ToyReportText(outcome.report());
    table.heading(outcome);
    table.sets();
    table.seeds();
    return table.text.toString();
  }

  private void heading(ToyWork.Outcome outcome) {
    line(
        "%s, %d x %d: %d clips of each kind from seed %d, drawn on %s in %s.",
        outcome.model(),
        report.imageSize(),
        report.imageSize(),
        report.clips(),
        report.seed(),
        outcome.drawn().device(),
        outcome.drawn().precision());
    line("Slow and Fast are cut at %.2f radians per unit t.", report.cut());
    line("Pixels are those of a 64 x 64 frame.");
    line("");
  }

  private void sets() {
    cells("", List.of("real", "generated", "slow only", "fast only"));
    line("Frames with one object in each column");
    each("training clips", "%.1f %%", set -> 100 * set.complete());
    each("long clips, t from -4 to 4", "%.1f %%", set -> 100 * set.completeLong());
    line("Speed, pixels a frame");
    each("median", "%.2f", set -> set.speeds().median());
    each("mean", "%.2f", set -> set.speeds().mean());
    each("deviation", "%.2f", set -> set.speeds().deviation());
    String within = String.format(Locale.ROOT, "near %%d, within %.0f %%%%", tolerance());
    each(within.formatted(2), "%.0f %%", set -> 100 * set.speeds().near2());
    each(within.formatted(4), "%.0f %%", set -> 100 * set.speeds().near4());
    each(within.formatted(8), "%.0f %%", set -> 100 * set.speeds().near8());
    line("Starting position");
    each("deviation, pixels", "%.1f", ClipSetSummary::startDeviation);
    line("Colour, levels of 255");
    each("drift: deviation over a clip's time", "%.1f", ClipSetSummary::colorDrift);
    each("deviation between clips", "%.1f", ClipSetSummary::colorDeviation);
    each("as a share of the real one", "%.0f %%", set -> 100 * share(set.colorDeviation()));
    line("Shape");
    each("kept over a clip", "%.1f %%", set -> 100 * set.shapeKept());
    cells("  circles, squares, triangles, %", all().map(set -> shapes(set.shapes())).toList());
    each("evenness, at most 1.58 bits", "%.2f", set -> set.shapes().entropyBits());
    line("Tracked motion in long clips");
    each("power below the cut, square pixels", "%.2f", set -> set.power().below());
    each("power above the cut, square pixels", "%.2f", set -> set.power().above());
    cells(
        "  change below by muting, dB",
        List.of(
            NOTHING,
            NOTHING,
            number("%+.1f", report.fastMuted().below()),
            number("%+.1f", report.slowMuted().below())));
    cells(
        "  change above by muting, dB",
        List.of(
            NOTHING,
            NOTHING,
            number("%+.1f", report.fastMuted().above()),
            number("%+.1f", report.slowMuted().above())));
  }

  private void seeds() {
    line("");
    cells(
        "What differs when only one seed does",
        List.of("real clips", "content seed", "motion seed"));
    differ("colours, levels", "%.1f", Differences::colors);
    differ("  as a share of the real clips", "%.0f %%", d -> 100 * share(d.colors()));
    differ("shapes, evenness in bits", "%.2f", Differences::shapeEntropy);
    differ("speeds, pixels a frame", "%.2f", Differences::speeds);
    differ("starting positions, pixels", "%.1f", Differences::starts);
    differ("positions at the same time, pixels", "%.1f", Differences::positions);
  }

  private static double tolerance() {
    return 100 * SpeedSpread.TOLERANCE;
  }

  private double share(double colorDeviation) {
    return colorDeviation / report.real().colorDeviation();
  }

  private static String shapes(ShapeShares shapes) {
    return Double.isNaN(shapes.circle())
        ? NOTHING
        : String.format(
            Locale.ROOT,
            "%.0f %.0f %.0f",
            100 * shapes.circle(),
            100 * shapes.square(),
            100 * shapes.triangle());
  }

  private Stream<ClipSetSummary> all() {
    return Stream.of(report.real(), report.generated(), report.slowOnly(), report.fastOnly());
  }

  private void each(String name, String format, ToDoubleFunction<ClipSetSummary> value) {
    cells("  " + name, all().map(set -> number(format, value.applyAsDouble(set))).toList());
  }

  private void differ(String name, String format, ToDoubleFunction<Differences> value) {
    cells(
        "  " + name,
        Stream.of(report.realDifferences(), report.byContent(), report.byMotion())
            .map(differences -> number(format, value.applyAsDouble(differences)))
            .toList());
  }

  private static String number(String format, double value) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : NOTHING;
  }

  private void cells(String name, List<String> cells) {
    text.append(String.format(Locale.ROOT, "%-" + NAME + "s", name));
    cells.forEach(cell -> text.append(String.format(Locale.ROOT, "%" + CELL + "s", cell)));
    text.append('\n');
  }

  private void line(String format, Object... arguments) {
    text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }
}
