package dev.kymo.studio.runs;

import dev.kymo.inference.file.FileException;
import dev.kymo.trainer.run.Curve;
import dev.kymo.trainer.run.EventIndex;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Some steps of a long run, read again: where the curves of the whole run have points that stand
 * for many steps, these have fewer or one.
 *
 * @param root the run's folder
 * @param range the steps
 * @param losses curves within
 * @param timings curves within
 */
public record RunDetail(
    Path root, EventIndex.Range range, List<CurveData> losses, List<CurveData> timings) {

  /** Keeps immutable copies. */
  public RunDetail {
    losses = List.copyOf(losses);
    timings = List.copyOf(timings);
  }

  /**
   * Reads; it takes a part of the time that the whole run took.
   *
   * @throws FileException with a sentence
   */
  public static RunDetail read(Path root, EventIndex index, EventIndex.Range range)
      throws FileException {
    EventIndex.Part part = index.read(range);
    return new RunDetail(root, range, copies(part.losses()), copies(part.timings()));
  }

  private static List<CurveData> copies(Map<String, Curve> curves) {
    List<CurveData> copies = new ArrayList<>();
    curves.forEach((name, curve) -> copies.add(new CurveData(name, curve)));
    return copies;
  }

  /** The content of the same run with these points instead of its own. */
  public RunContent in(RunContent content) {
    return content.withCurves(finer(content.losses(), losses), finer(content.timings(), timings));
  }

  private List<CurveData> finer(List<CurveData> whole, List<CurveData> parts) {
    List<CurveData> finer = new ArrayList<>();
    for (CurveData curve : whole) {
      Optional<CurveData> part =
          parts.stream().filter(p -> p.name().equals(curve.name())).findFirst();
      finer.add(part.map(p -> curve.with(p, range)).orElse(curve));
    }
    return finer;
  }
}
