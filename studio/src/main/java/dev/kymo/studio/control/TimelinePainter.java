package dev.kymo.studio.control;

import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.paint.ImagePattern;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws what is in sight of a {@link Timeline}; rectangles rather than lines, which cost more. */
final class TimelinePainter {

  private static final Font MONO = Font.font("JetBrains Mono", 11);
  private static final Font SANS = Font.font("Inter", 10.5);

  /** How strongly is shown what was drawn before the last edit, until it is drawn anew. */
  private static final double FORMER = 0.35;

  /** Room for what a stretch is called, pixels. */
  private static final double STRETCH = 84;

  private final Timeline timeline;
  private final Map<TimelineLayer, Canvas> canvases = new EnumMap<>(TimelineLayer.class);
  private GraphicsContext g;
  private Inks inks = Inks.DARK;
  private ImagePattern hatch = hatch(Inks.DARK);
  private double width;
  private Viewport view;
  private TimeScale scale;
  private ClipRange range;

  TimelinePainter(Timeline timeline) {
    this.timeline = timeline;
    for (TimelineLayer layer : TimelineLayer.values()) {
      canvases.put(layer, Parts.follower(new Canvas()));
    }
  }

  /** The canvases, from the lowest to the highest. */
  List<Canvas> canvases() {
    return List.copyOf(canvases.values());
  }

  /** Draws some layers anew. */
  void paint(Set<TimelineLayer> layers) {
    width = timeline.getWidth();
    view = timeline.viewportProperty().get();
    scale = timeline.scaleProperty().get();
    range = timeline.rangeProperty().get();
    if (!inks.equals(timeline.inksProperty().get())) {
      inks = timeline.inksProperty().get();
      hatch = hatch(inks);
    }
    if (width >= 1) {
      layers.forEach(this::paint);
    }
  }

  private void paint(TimelineLayer layer) {
    TimelineLayout layout = timeline.laneLayout();
    double lanes = layout.top(0);
    switch (layer) {
      case GROUND -> {
        begin(layer, 0, timeline.getHeight());
        ground(timeline.getHeight());
        ruler();
        rule(TimelineLayout.RULER);
      }
      case FOOTAGE -> {
        begin(layer, TimelineLayout.RULER, Math.max(1, layout.footage()));
        timeline.footageProperty().get().ifPresent(this::footage);
      }
      case FRAMES -> {
        begin(layer, layout.framesTop(), TimelineLayout.FRAMES);
        frames(layout.framesTop());
        rule(layout.kymographTop());
      }
      case KYMOGRAPH -> {
        begin(layer, layout.kymographTop(), layout.kymograph());
        kymograph(layout.kymographTop(), layout.kymograph());
        rule(lanes);
      }
      case LANES -> {
        begin(layer, lanes, Math.max(1, timeline.getHeight() - lanes));
        for (int i = 0; i < layout.lanes(); i++) {
          lane(timeline.lanesProperty().get().get(i), layout.top(i), layout.lane());
          rule(layout.top(i + 1));
        }
      }
    }
  }

  /** Clears a layer and draws on it from now on, in the timeline's own coordinates. */
  private void begin(TimelineLayer layer, double top, double height) {
    Canvas canvas = canvases.get(layer);
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    canvas.relocate(0, top);
    g = canvas.getGraphicsContext2D();
    g.setTransform(1, 0, 0, 1, 0, -top);
    g.clearRect(0, top, width, height);
  }

  private double x(double t) {
    return Math.rint(view.x(t, width));
  }

  private void rule(double y) {
    g.setFill(inks.rule());
    g.fillRect(0, y - 1, width, 1);
  }

  private void ground(double height) {
    g.setFill(inks.away());
    g.fillRect(0, 0, width, height);
    double left = Math.max(0, x(-1));
    double right = Math.min(width, x(1));
    g.setFill(hatch);
    if (left > 0) {
      g.fillRect(0, 0, Math.min(left, width), height);
    }
    if (right < width) {
      double start = Math.max(0, right);
      g.fillRect(start, 0, width - start, height);
    }
    if (right > left) {
      g.setFill(inks.home());
      g.fillRect(left, 0, right - left, height);
      g.setFill(inks.accent());
      g.fillRect(left, 0, right - left, 3);
    }
  }

  private void ruler() {
    Ruler ruler = Ruler.of(scale, view, width);
    double pixels = ruler.step() * scale.unitsPerSecond() / view.length() * width;
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    for (long k = ruler.first(); k <= ruler.last(); k++) {
      double t = scale.ofSeconds(ruler.seconds(k));
      double at = x(t);
      g.setFill(inks.tick());
      g.fillRect(at, 10, 1, TimelineLayout.RULER - 10);
      g.setFill(inks.tickMinor());
      for (int i = 1; i < ruler.parts(); i++) {
        g.fillRect(Math.rint(at + i * pixels / ruler.parts()), TimelineLayout.RULER - 8, 1, 7);
      }
      String seconds = ruler.text(k);
      g.setFont(MONO);
      g.setFill(inks.text());
      g.fillText(seconds, at + 5, 13);
      g.setFill(inks.faint());
      g.fillText(number(t), at + 13 + 6.6 * seconds.length(), 13);
    }
    stretches(timeline.footageProperty().get().isPresent());
  }

  /** Says which stretch was trained, or filmed, and what lies beyond, where each is in sight. */
  private void stretches(boolean filmed) {
    String inside = timeline.words().get(filmed ? "timeline.clip" : "timeline.trained");
    String outside = timeline.words().get(filmed ? "timeline.beyond" : "timeline.extrapolated");
    g.setFont(SANS);
    if (x(1) - Math.max(x(-1), 0) > STRETCH) {
      g.setFill(inks.accentText());
      g.fillText(inside, Math.max(x(-1), 0) + 5, 28);
    }
    g.setFill(inks.faint());
    g.fillText(outside, Math.max(x(1), 0) + 5, 28);
    if (x(-1) > STRETCH) {
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(outside, Math.min(x(-1), width) - 5, 28);
    }
  }

  private static String number(double t) {
    String text = String.format(Locale.ROOT, "t %.3f", t + 0.0);
    return text.endsWith("00") ? text.substring(0, text.length() - 1) : text;
  }

  /** A strip of film: each picture is the frame at its left edge. */
  private void footage(TimelineFootage film) {
    double top = TimelineLayout.RULER + 4;
    double height = TimelineLayout.FOOTAGE - 8;
    double wide = Math.max(8, Math.rint(height * film.aspect()));
    double left = x(film.from());
    double right = x(film.to());
    g.setFill(inks.slot());
    g.fillRect(left, top, right - left, height);
    long first = (long) Math.max(0, Math.floor(-left / wide));
    for (long k = first; left + k * wide < Math.min(width, right); k++) {
      double at = left + k * wide;
      double shown = Math.min(wide, right - at);
      film.at(view.t(at + 0.5, width))
          .ifPresent(
              image ->
                  g.drawImage(
                      image,
                      0,
                      0,
                      image.getWidth() * shown / wide,
                      image.getHeight(),
                      at,
                      top,
                      shown,
                      height));
      g.setFill(inks.rule());
      g.fillRect(at, top, 1, height);
    }
    rule(TimelineLayout.RULER + TimelineLayout.FOOTAGE);
  }

  private void frames(double upper) {
    double top = upper + (TimelineLayout.FRAMES - TimelineLayout.THUMBNAIL) / 2;
    int side = TimelineLayout.THUMBNAIL;
    TimelineFrames source = timeline.framesProperty().get();
    for (double t : timeline.thumbnailTimesProperty().get()) {
      double at = x(t) + 2;
      double strength = range.contains(t) ? 1 : 0.45;
      g.setGlobalAlpha(strength);
      Optional<Image> thumbnail = source.thumbnail(t);
      if (thumbnail.isPresent()) {
        g.drawImage(thumbnail.get(), at, top);
      } else {
        g.setFill(inks.slot());
        g.fillRect(at, top, side, side);
        g.setGlobalAlpha(FORMER * strength);
        source.former(t).ifPresent(image -> g.drawImage(image, at, top));
      }
    }
    g.setGlobalAlpha(1);
    cachedSpans(source, upper);
  }

  private void cachedSpans(TimelineFrames source, double upper) {
    int count = range.frames(scale.step());
    int first = (int) Math.max(0, Math.floor((view.from() - range.from()) / scale.step()));
    int last = (int) Math.min(count - 1.0, Math.ceil((view.to() - range.from()) / scale.step()));
    double y = upper + TimelineLayout.FRAMES - 4;
    if (last - first > width) {
      return;
    }
    g.setFill(inks.accent().deriveColor(0, 1, 1, 0.55));
    for (int k = first; k <= last; k++) {
      double t = range.from() + k * scale.step();
      if (source.isCached(t)) {
        double left = x(t);
        double right = x(Math.min(range.to(), range.from() + (k + 1) * scale.step()));
        g.fillRect(left, y, Math.max(1, right - left), 2);
      }
    }
  }

  private void kymograph(double top, double height) {
    g.setFill(inks.slot());
    g.fillRect(0, top, width, height - 1);
    Kymograph graph = timeline.kymographProperty().get();
    g.setImageSmoothing(false);
    g.setGlobalAlpha(FORMER);
    graph.former().ifPresent(former -> strip(former, top, height));
    g.setGlobalAlpha(1);
    graph.now().ifPresent(now -> strip(now, top, height));
  }

  private void strip(Kymograph.Strip strip, double top, double height) {
    double left = x(strip.from());
    g.drawImage(strip.image(), left, top, x(strip.to()) - left, height - 1);
  }

  private void lane(TimelineLane lane, double top, double height) {
    Color color = inks.band(lane.color());
    double strength = lane.silent() ? 0.35 : 1;
    g.setFill(color.deriveColor(0, 1, 1, 0.06 * strength));
    g.fillRect(0, top, width, height);
    float[] samples = lane.curve().samples();
    if (samples.length < 2) {
      return;
    }
    double[] xs = new double[samples.length + 2];
    double[] ys = new double[samples.length + 2];
    for (int i = 0; i < samples.length; i++) {
      double part = (double) i / (samples.length - 1);
      xs[i] = view.x(lane.curve().from() + part * (lane.curve().to() - lane.curve().from()), width);
    }
    float[] trained = lane.curve().trained();
    if (trained.length == samples.length && !Arrays.equals(trained, samples)) {
      place(trained, top, height, ys);
      g.setStroke(color.deriveColor(0, 1, 1, 0.35));
      g.setLineWidth(1);
      g.strokePolyline(xs, ys, trained.length);
    }
    place(samples, top, height, ys);
    xs[samples.length] = xs[samples.length - 1];
    ys[samples.length] = top + height - 1;
    xs[samples.length + 1] = xs[0];
    ys[samples.length + 1] = top + height - 1;
    g.setFill(color.deriveColor(0, 1, 1, inks.fill() * strength));
    g.fillPolygon(xs, ys, xs.length);
    g.setStroke(color.deriveColor(0, 1, 1, lane.silent() ? 0.35 : 0.95));
    g.setLineWidth(1.5);
    g.setLineJoin(StrokeLineJoin.ROUND);
    g.strokePolyline(xs, ys, samples.length);
  }

  /** Soft limits keep a gain of 4 inside its lane. */
  private static void place(float[] samples, double top, double height, double[] ys) {
    double middle = top + height / 2 - 0.5;
    double reach = height / 2 - 5;
    for (int i = 0; i < samples.length; i++) {
      ys[i] = middle - reach * Math.tanh(samples[i]);
    }
  }

  private static ImagePattern hatch(Inks inks) {
    WritableImage tile = new WritableImage(8, 8);
    PixelWriter writer = tile.getPixelWriter();
    for (int i = 0; i < 8; i++) {
      writer.setColor(i, 7 - i, inks.hatch());
      writer.setColor(i, (8 - i) % 8, inks.hatch().deriveColor(0, 1, 1, 0.4));
    }
    return new ImagePattern(tile, 0, 0, 8, 8, false);
  }
}
