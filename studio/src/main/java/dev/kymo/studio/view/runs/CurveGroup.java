package dev.kymo.studio.view.runs;

import dev.kymo.studio.runs.CurveData;
import dev.kymo.studio.runs.LearningFigures;
import dev.kymo.studio.runs.RunContent;
import java.util.List;
import java.util.Locale;

/** What the chart of a run can show. */
public enum CurveGroup {
  /** The losses of the three networks, or of the one that learns clips. */
  LOSSES,
  /** How well clips are learned, dB. */
  FIT,
  /** The gradient penalties. */
  R1,
  /** Images in a second. */
  SPEED,
  /** How busy the machine is, and the share of a step that waits for data. */
  LOAD,
  /** Memory of the host and of the devices. */
  MEMORY;

  /** The key of its name. */
  String key() {
    return "runs.curves." + name().toLowerCase(Locale.ROOT);
  }

  /** Its curves in a run. */
  public List<CurveData> of(RunContent content) {
    return switch (this) {
      case LOSSES -> content.losses().stream().filter(c -> !penalty(c)).toList();
      case FIT -> LearningFigures.curves(content.events());
      case R1 -> content.losses().stream().filter(CurveGroup::penalty).toList();
      case SPEED -> named(content, List.of("images_per_second"));
      case LOAD -> named(content, List.of("device_load", "host_load", "data_share"));
      case MEMORY -> named(content, List.of("host_memory", "device_memory"));
    };
  }

  /** Whether it can have anything to show, of a run that learns clips or of one that does not. */
  boolean suits(boolean learning) {
    return this == FIT ? learning : this != R1 || !learning;
  }

  private static boolean penalty(CurveData curve) {
    return curve.name().endsWith("_r1");
  }

  private static List<CurveData> named(RunContent content, List<String> names) {
    return content.timings().stream().filter(c -> names.contains(c.name())).toList();
  }
}
