package dev.kymo.studio.view.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.studio.background.NewestOnly;
import dev.kymo.studio.control.BandPalette;
import dev.kymo.studio.control.ChartSeries;
import dev.kymo.studio.control.LossChart;
import dev.kymo.studio.runs.CurveData;
import dev.kymo.studio.runs.RunContent;
import dev.kymo.studio.runs.RunDetail;
import dev.kymo.studio.view.kit.Texts;
import dev.kymo.trainer.run.EventIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.paint.Color;

/**
 * The lines of the chart: of one run, and fainter those of others behind. Where a part is shown of
 * which a long run keeps only means, its events are read again.
 */
final class CurveLines {

  private static final Logger LOG = Logger.getLogger(CurveLines.class.getName());
  private static final int COLORS = 6;

  /** The main lines keep their colours whatever else is logged. */
  private static final List<String> KNOWN =
      List.of(
          "generator",
          "image_d",
          "video_d",
          "image_r1",
          "video_r1",
          "reconstruction",
          "fit_db",
          "between_db");

  private static final int[] KNOWN_COLORS = {0, 2, 5, 2, 5, 0, 0, 2};

  private final Texts texts;
  private final NewestOnly<List<Wanted>, List<RunDetail>> reading;
  private final ObjectProperty<Optional<LossChart.Steps>> zoom =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyObjectWrapper<List<ChartSeries>> series =
      new ReadOnlyObjectWrapper<>(List.of());
  private Shown shown = new Shown(Optional.empty(), List.of(), CurveGroup.LOSSES);
  private List<Wanted> asked = List.of();
  private List<RunDetail> details = List.of();

  /**
   * What is shown.
   *
   * @param run in front
   * @param others behind
   * @param group which of their curves
   */
  record Shown(Optional<RunContent> run, List<RunContent> others, CurveGroup group) {}

  /** A part of a run that is to be read; the index is another when there is more to read. */
  private record Wanted(Path root, EventIndex.Range range, EventIndex index) {}

  CurveLines(Executor workers, Executor fx, Texts texts) {
    this.texts = texts;
    reading = new NewestOnly<>(CurveLines::read, workers, fx, this::take);
    zoom.addListener((p, before, after) -> refine());
  }

  ReadOnlyObjectProperty<List<ChartSeries>> seriesProperty() {
    return series.getReadOnlyProperty();
  }

  ObjectProperty<Optional<LossChart.Steps>> zoomProperty() {
    return zoom;
  }

  void show(Shown next) {
    shown = next;
    refine();
    draw();
  }

  /** Asks for what is shown more coarsely than it was logged. */
  private void refine() {
    List<Wanted> wanted = new ArrayList<>();
    zoom.get()
        .ifPresent(
            part -> {
              shown.run().flatMap(run -> wanted(run, part)).ifPresent(wanted::add);
              shown.others().forEach(run -> wanted(run, part).ifPresent(wanted::add));
            });
    if (!wanted.equals(asked)) {
      asked = wanted;
      if (wanted.isEmpty()) {
        take(List.of());
      } else {
        reading.ask(wanted);
      }
    }
  }

  private Optional<Wanted> wanted(RunContent run, LossChart.Steps part) {
    for (CurveData curve : shown.group().of(run)) {
      Optional<EventIndex.Range> range = curve.coarse(part.from(), part.to());
      if (range.isPresent()) {
        Optional<Wanted> known =
            asked.stream()
                .filter(w -> w.root().equals(run.root()) && w.range().equals(range.get()))
                .findFirst();
        boolean growing = range.get().to() >= curve.last(curve.size() - 1);
        return known.isPresent() && !growing
            ? known
            : Optional.of(new Wanted(run.root(), range.get(), run.index()));
      }
    }
    return Optional.empty();
  }

  private static List<RunDetail> read(List<Wanted> wanted) {
    List<RunDetail> details = new ArrayList<>();
    for (Wanted part : wanted) {
      try {
        details.add(RunDetail.read(part.root(), part.index(), part.range()));
      } catch (FileException e) {
        // The means stay; that the run cannot be read is told where it is followed.
        LOG.log(Level.FINE, "A part of a run cannot be read again", e);
      }
    }
    return details;
  }

  private void take(List<RunDetail> next) {
    details = asked.isEmpty() ? List.of() : next;
    draw();
  }

  private void draw() {
    List<ChartSeries> lines = new ArrayList<>();
    boolean several = !shown.others().isEmpty();
    for (RunContent run : shown.others()) {
      add(lines, finer(run), true, true);
    }
    shown.run().ifPresent(run -> add(lines, finer(run), false, several));
    if (!lines.equals(series.get())) {
      series.set(lines);
    }
  }

  private RunContent finer(RunContent run) {
    return details.stream()
        .filter(detail -> detail.root().equals(run.root()))
        .findFirst()
        .map(detail -> detail.in(run))
        .orElse(run);
  }

  private void add(List<ChartSeries> lines, RunContent run, boolean faint, boolean named) {
    int other = 0;
    for (CurveData curve : shown.group().of(run)) {
      int known = KNOWN.indexOf(curve.name());
      int index = known >= 0 ? KNOWN_COLORS[known] : other++ % COLORS;
      Color color = BandPalette.color(index, 8);
      String name = words(curve.name());
      lines.add(
          new ChartSeries(
              named ? run.root().getFileName() + " " + name : name,
              color,
              faint,
              new CurvePoints(curve)));
    }
  }

  private String words(String curve) {
    return texts.has("runs.curve." + curve) ? texts.get("runs.curve." + curve) : curve;
  }
}
