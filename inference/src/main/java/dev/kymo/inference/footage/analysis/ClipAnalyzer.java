package dev.kymo.inference.footage.analysis;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.Footage.Reading;
import dev.kymo.inference.footage.Square;
import dev.kymo.inference.image.RgbFrame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Looks at a clip before it is learned, at {@value #SIDE} x {@value #SIDE} pixels. Frames are added
 * one by one, because they come from a decoder. Used by one thread at a time.
 */
public final class ClipAnalyzer {
  /** The side of the frames that are looked at, pixels. */
  public static final int SIDE = Likeness.FINE;

  /** The fewest frames that can be learned. */
  public static final int FEWEST_FRAMES = 16;

  /** The most frames that are looked at: more than two minutes. */
  public static final int MOST_FRAMES = 4096;

  /** The part of all change that lies below what counts as the slowest motion. */
  private static final double SLOWEST = 0.05;

  private static final int CELL = SIDE / MotionSpectrum.CELLS;

  /** Channels times the bytes of a float, and the half and quarter pictures beside each. */
  private static final double BYTES_OF_PIXEL = 3 * Float.BYTES * (1 + 1 / 4.0 + 1 / 16.0);

  private final FrameRate rate;
  private final int first;
  private final List<float[]> pictures = new ArrayList<>();
  private final List<float[]> colors = new ArrayList<>();
  private final List<float[]> cells = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private double contrast;

  /**
   * An analyzer.
   *
   * @param rate frames a second
   * @param first number of the clip's first frame in its footage
   */
  public ClipAnalyzer(FrameRate rate, int first) {
    this.rate = rate;
    this.first = first;
  }

  /**
   * Reads a part of footage and analyzes it; faults of its frames are among the findings.
   *
   * @param footage that the clip is a part of
   * @param range of the clip; at most {@value #MOST_FRAMES} frames are read
   * @param square that would be learned
   * @param size S, at which it would be learned, pixels
   * @param freeBytes memory that learning may take, if known
   * @param cancelled asked before each frame
   * @throws IOException with a sentence, when the footage cannot be read
   * @throws CancellationException when cancelled
   */
  public static ClipAnalysis analyze(
      Footage footage,
      FrameSpan range,
      Square square,
      int size,
      OptionalLong freeBytes,
      BooleanSupplier cancelled)
      throws IOException, InterruptedException {
    ClipAnalyzer analyzer = new ClipAnalyzer(footage.info().rate(), range.first());
    if (range.frames() > 0) {
      Reading reading =
          footage.read(
              range.first(),
              Math.min(MOST_FRAMES, range.frames()),
              Optional.of(square),
              Optional.of(SIDE),
              (index, frame) -> {
                if (cancelled.getAsBoolean()) {
                  throw new CancellationException();
                }
                analyzer.add(frame);
                return true;
              });
      analyzer.faults.addAll(reading.faults());
    }
    return analyzer.finish(range.frames(), size, freeBytes);
  }

  /**
   * Adds the next frame.
   *
   * @throws IllegalArgumentException when it is not SIDE x SIDE, or one too many
   */
  public void add(RgbFrame frame) {
    if (frame.width() != SIDE || frame.height() != SIDE || pictures.size() == MOST_FRAMES) {
      throw new IllegalArgumentException(
          "At most %d frames of %d x %d are looked at.".formatted(MOST_FRAMES, SIDE, SIDE));
    }
    byte[] rgb = frame.rgb();
    float[] picture = new float[SIDE * SIDE];
    float[] color = new float[3];
    float[] cell = new float[MotionSpectrum.CELLS * MotionSpectrum.CELLS];
    double[] squares = new double[3];
    for (int i = 0; i < picture.length; i++) {
      int r = rgb[3 * i] & 0xFF;
      int g = rgb[3 * i + 1] & 0xFF;
      int b = rgb[3 * i + 2] & 0xFF;
      picture[i] = 0.299f * r + 0.587f * g + 0.114f * b;
      cell[i / SIDE / CELL * MotionSpectrum.CELLS + i % SIDE / CELL] += picture[i] / (CELL * CELL);
      color[0] += r / (float) picture.length;
      color[1] += g / (float) picture.length;
      color[2] += b / (float) picture.length;
      squares[0] += (double) r * r / picture.length;
      squares[1] += (double) g * g / picture.length;
      squares[2] += (double) b * b / picture.length;
    }
    for (int i = 0; i < 3; i++) {
      double mean = color[i];
      contrast = Math.max(contrast, Math.sqrt(Math.max(0, squares[i] - mean * mean)));
    }
    pictures.add(picture);
    colors.add(color);
    cells.add(cell);
  }

  /**
   * Analyzes the frames that were added.
   *
   * @param frames of the clip; more than were added when it is longer than what is looked at
   * @param size S, at which it would be learned, pixels
   * @param freeBytes memory that learning may take, if known
   */
  public ClipAnalysis finish(int frames, int size, OptionalLong freeBytes) {
    int looked = pictures.size();
    List<SceneChange> changes =
        new SceneChangeFinder(pictures, colors)
            .find().stream()
                .map(c -> new SceneChange(c.kind(), first + c.first(), c.frames(), c.confidence()))
                .toList();
    FrameSpan span = new FrameSpan(first, looked);
    FrameSpan longest = longest(span, changes);
    MotionSpectrum spectrum = spectrum(longest);
    long memory = memoryBytes(frames, size);
    double highest = spectrum.highestHz();
    List<Finding> findings =
        new ClipFindings(rate, frames, span, spectrum, contrast, faults)
            .all(changes, longest, memory, freeBytes);
    return new ClipAnalysis(
        rate,
        span,
        spectrum,
        highest,
        crossovers(spectrum, highest),
        changes,
        longest,
        memory,
        findings);
  }

  /** Of the longest part without a change of the scene, which would drown all motion. */
  private MotionSpectrum spectrum(FrameSpan part) {
    int from = part.first() - first;
    List<float[]> frames = cells.subList(from, from + part.frames());
    float[] none = new float[MotionSpectrum.CELLS * MotionSpectrum.CELLS];
    return MotionSpectrum.of(
        frames.size() > 1 ? frames.toArray(new float[0][]) : new float[][] {none, none},
        rate.perSecond());
  }

  /**
   * Memory that a clip's pictures take while it is learned: as floats, at full, half and quarter
   * size.
   *
   * @param frames how many
   * @param size S, pixels
   */
  public static long memoryBytes(int frames, int size) {
    return Math.round(BYTES_OF_PIXEL * size * size * frames);
  }

  private static FrameSpan longest(FrameSpan span, List<SceneChange> changes) {
    FrameSpan longest = new FrameSpan(span.first(), 0);
    int from = span.first();
    for (SceneChange change : changes) {
      longest = longer(longest, from, change.first());
      from = Math.max(from, change.next());
    }
    return longer(longest, from, span.first() + span.frames());
  }

  private static FrameSpan longer(FrameSpan longest, int from, int end) {
    return end - from > longest.frames() ? new FrameSpan(from, end - from) : longest;
  }

  /**
   * Even steps of pitch between the slowest and the fastest motion, each moved to where little
   * moves nearby: a swaying head and a mouth come apart.
   */
  private static List<Double> crossovers(MotionSpectrum spectrum, double highest) {
    double lowest = Math.min(highest / 2, spectrum.changeBelowHz(SLOWEST));
    double ratio = Math.cbrt(highest / lowest);
    double low = spectrum.valleyHz(lowest * ratio);
    double high = spectrum.valleyHz(lowest * ratio * ratio);
    boolean apart = low > 0 && high > 1.1 * low && high < highest;
    return apart ? List.of(low, high) : List.of(highest / 3, 2 * highest / 3);
  }
}
