package dev.kymo.studio.view.runs;

import dev.kymo.studio.control.ChartPoints;
import dev.kymo.studio.runs.CurveData;

/**
 * A run's curve as the chart wants it.
 *
 * @param data the curve
 */
record CurvePoints(CurveData data) implements ChartPoints {

  @Override
  public int size() {
    return data.size();
  }

  @Override
  public long first(int i) {
    return data.first(i);
  }

  @Override
  public long last(int i) {
    return data.last(i);
  }

  @Override
  public double min(int i) {
    return data.min(i);
  }

  @Override
  public double max(int i) {
    return data.max(i);
  }

  @Override
  public double mean(int i) {
    return data.mean(i);
  }
}
