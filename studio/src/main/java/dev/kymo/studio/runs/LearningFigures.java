package dev.kymo.studio.runs;

import dev.kymo.trainer.run.Curve;
import dev.kymo.trainer.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well a run has learned its clips, as it was measured last. Frames are measured against those
 * of the footage.
 *
 * @param fit of the learned frames, dB
 * @param between of frames in between, which were not learned, dB
 * @param similarity of frames in between, SSIM
 */
public record LearningFigures(
    OptionalDouble fit, OptionalDouble between, OptionalDouble similarity) {

  /** Nothing was measured yet. */
  public static final LearningFigures NONE =
      new LearningFigures(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  private static final String FIT = "fit_db";
  private static final String BETWEEN = "between_db";
  private static final String SIMILARITY = "between_ssim";

  /** What a run's events tell. */
  public static LearningFigures of(List<RunEvent> events) {
    return new LearningFigures(
        newest(events, FIT), newest(events, BETWEEN), newest(events, SIMILARITY));
  }

  /** The curves of figures in dB. */
  public static List<CurveData> curves(List<RunEvent> events) {
    List<CurveData> curves = new ArrayList<>();
    for (String name : List.of(FIT, BETWEEN)) {
      List<Curve.Bucket> points = new ArrayList<>();
      for (RunEvent event : events) {
        value(event, name)
            .ifPresent(v -> points.add(new Curve.Bucket(event.step(), event.step(), v, v, v, v)));
      }
      if (!points.isEmpty()) {
        curves.add(new CurveData(name, points));
      }
    }
    return curves;
  }

  private static OptionalDouble newest(List<RunEvent> events, String name) {
    for (int i = events.size() - 1; i >= 0; i--) {
      OptionalDouble value = value(events.get(i), name);
      if (value.isPresent()) {
        return value;
      }
    }
    return OptionalDouble.empty();
  }

  private static OptionalDouble value(RunEvent event, String name) {
    if (event.kind() != RunEvent.Kind.METRIC) {
      return OptionalDouble.empty();
    }
    Double direct = event.numbers().get(name);
    if (direct != null) {
      return OptionalDouble.of(direct);
    }
    Double value = event.numbers().get("value");
    return name.equals(event.texts().get("name")) && value != null
        ? OptionalDouble.of(value)
        : OptionalDouble.empty();
  }
}
