package dev.kymo.studio.control;

import java.util.List;
import javafx.scene.paint.Color;

/** The lines of a chart as pixels. Made on any thread; what it shows never changes. */
final class ChartDrawing {

  private static final double SPREAD = 0.26;
  private static final double BEHIND = 0.55;
  private static final double THICKNESS = 1.8;
  private static final double THIN = 1;
  private static final double MARK = 1.5;
  private static final double DOT = 2.5;

  /** Points left and right of what is shown, to which lines lead. */
  private static final int BESIDE = 8;

  /** Beyond this many heights or widths a line leads nowhere else. */
  private static final double FAR = 1e4;

  private final Request request;
  private final ChartPlan plan;
  private final LineRaster raster;
  private final double[] xs;
  private final double[] ys;

  /**
   * What is wanted.
   *
   * @param series the lines
   * @param smoothing of them, [0, 1)
   * @param logValues whether values are on a logarithmic axis
   * @param steps that are shown
   * @param inks colours of what is no line
   * @param width of the lines' place, pixels of the screen
   * @param height of it
   * @param scale pixels of the screen for each unit of length
   */
  record Request(
      List<ChartSeries> series,
      double smoothing,
      boolean logValues,
      ChartScale steps,
      Inks inks,
      int width,
      int height,
      double scale) {}

  /** Draws. */
  ChartDrawing(Request request) {
    this.request = request;
    plan =
        new ChartPlan(request.series(), request.smoothing(), request.logValues(), request.steps());
    raster = new LineRaster(request.width(), request.height());
    xs = new double[request.width() + BESIDE];
    ys = new double[request.width() + BESIDE];
    for (int s = 0; s < plan.series().size(); s++) {
      line(s);
    }
  }

  Request request() {
    return request;
  }

  ChartPlan plan() {
    return plan;
  }

  /** Row by row, premultiplied. */
  int[] argb() {
    return raster.argb();
  }

  /** One point for each column of pixels at most: the spread of what lies in it, and its mean. */
  private void line(int index) {
    ChartSeries series = plan.series().get(index);
    ChartPoints points = series.points();
    if (points.size() == 0) {
      return;
    }
    double[] smooth = plan.smoothed(index);
    Color plain = request.inks().band(series.color());
    // What lies behind is only there to compare with: its spread would hide the other.
    boolean faint = series.faint();
    int color = argb(faint ? plain.deriveColor(0, 0.8, 1, BEHIND) : plain);
    int pale = argb(plain.deriveColor(0, 1, 1, SPREAD));
    double scale = request.scale();
    int from = Math.max(0, ChartPlan.nearest(points, plan.steps().from()) - 1);
    int to = Math.min(points.size() - 1, ChartPlan.nearest(points, plan.steps().to()) + 1);
    int drawn = 0;
    for (int i = from; i <= to; ) {
      int column = column(points, i);
      double low = points.min(i);
      double high = points.max(i);
      double sum = smooth[i];
      int next = i + 1;
      while (next <= to && column(points, next) == column) {
        low = Math.min(low, points.min(next));
        high = Math.max(high, points.max(next));
        sum += smooth[next];
        next++;
      }
      if (!faint) {
        spread(column, low, high, pale);
      }
      xs[drawn] = column + 0.5;
      ys[drawn] = y(sum / (next - i));
      drawn++;
      i = next;
    }
    if (drawn == 1) {
      raster.dot(xs[0], ys[0], DOT * scale, color);
    }
    raster.line(xs, ys, drawn, (faint ? THIN : THICKNESS) * scale, color);
  }

  private void spread(int column, double low, double high, int pale) {
    double top = y(high);
    double bottom = y(low);
    if (bottom - top > 1) {
      raster.fill(column, top, bottom, pale);
    } else if (high == low && request.smoothing() > 0) {
      double mark = MARK * request.scale();
      for (int k = 0; k < Math.ceil(mark); k++) {
        raster.fill(column + k, top - mark / 2, top + mark / 2, pale);
      }
    }
  }

  private double y(double value) {
    return request.height() * within(1 - plan.values().position(value));
  }

  private int column(ChartPoints points, int i) {
    double step = (points.first(i) + points.last(i)) / 2.0;
    return (int) Math.floor(request.width() * within(plan.steps().position(step)));
  }

  private static double within(double position) {
    return Math.max(-FAR, Math.min(FAR, position));
  }

  private static int argb(Color color) {
    return (int) Math.round(255 * color.getOpacity()) << 24
        | (int) Math.round(255 * color.getRed()) << 16
        | (int) Math.round(255 * color.getGreen()) << 8
        | (int) Math.round(255 * color.getBlue());
  }
}
