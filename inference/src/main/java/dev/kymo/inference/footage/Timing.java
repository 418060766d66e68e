package dev.kymo.inference.footage;

import dev.kymo.inference.clip.FrameRate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The constant rate that the times of a stream are brought to.
 *
 * @param origin tick at which frame 0 is shown
 * @param rate frames a second
 * @param note a sentence where it was not plain, if any
 */
record Timing(long origin, FrameRate rate, Optional<String> note) {
  private static final FrameRate UNKNOWN = new FrameRate(25, 1);

  /** How far from its place a frame may be, in frames, for the rate to be called constant. */
  private static final double JITTER = 0.45;

  /** Rates that cameras and editors use. */
  private static final List<FrameRate> USUAL =
      List.of(
          new FrameRate(24000, 1001),
          new FrameRate(24, 1),
          new FrameRate(25, 1),
          new FrameRate(30000, 1001),
          new FrameRate(30, 1),
          new FrameRate(48, 1),
          new FrameRate(50, 1),
          new FrameRate(60000, 1001),
          new FrameRate(60, 1),
          new FrameRate(100, 1),
          new FrameRate(120000, 1001),
          new FrameRate(120, 1),
          new FrameRate(240, 1));

  /**
   * Finds the rate: the one that the stream names, if its times agree with it; otherwise the one
   * that the median time between frames suggests.
   *
   * @param whole whether the packets are all that there are
   */
  static Timing of(VideoStream stream, PacketList packets, boolean whole) {
    long[] times = packets.times();
    long origin = times.length > 0 ? times[0] : stream.start().orElse(0L);
    double tick = stream.base().value();
    if (times.length < 2) {
      return single(stream, origin);
    }
    double[] steps = new double[times.length - 1];
    for (int i = 0; i < steps.length; i++) {
      steps[i] = (times[i + 1] - times[i]) * tick;
    }
    Arrays.sort(steps);
    double median = steps[steps.length / 2];
    FrameRate near = usual(1 / median);
    for (Optional<FrameRate> named :
        List.of(
            stream.nominal().flatMap(Ratio::rate),
            stream.average().flatMap(Ratio::rate),
            Optional.of(near),
            Optional.of(usual((times.length - 1) / ((times[times.length - 1] - origin) * tick))))) {
      if (named.isPresent()
          && constant(times, tick, named.get())
          && (whole || average(stream, named.get()))) {
        return new Timing(origin, named.get(), Optional.empty());
      }
    }
    String note =
        "Its frame rate varies (%s to %s frames a second); frames are taken by their times at %s."
            .formatted(
                decimal(1 / steps[steps.length - 1]),
                decimal(1 / steps[0]),
                decimal(near.perSecond()));
    return new Timing(origin, near, Optional.of(note));
  }

  private static Timing single(VideoStream stream, long origin) {
    Optional<FrameRate> named =
        stream.average().or(stream::nominal).flatMap(Ratio::rate).filter(r -> r.perSecond() <= 240);
    return new Timing(
        origin,
        named.orElse(UNKNOWN),
        named.isPresent()
            ? Optional.empty()
            : Optional.of("It does not say its frame rate; 25 frames a second are assumed."));
  }

  /** Whether every frame is where this rate has it. */
  private static boolean constant(long[] times, double tick, FrameRate rate) {
    for (int i = 1; i < times.length; i++) {
      if (Math.abs((times[i] - times[0]) * tick * rate.perSecond() - i) > JITTER) {
        return false;
      }
    }
    return true;
  }

  /** Whether the whole stream agrees with what its beginning suggests. */
  private static boolean average(VideoStream stream, FrameRate rate) {
    return stream
        .average()
        .map(ratio -> Math.abs(ratio.value() / rate.perSecond() - 1) < 0.005)
        .orElse(true);
  }

  private static FrameRate usual(double rate) {
    if (!(rate >= 0.01)) {
      return UNKNOWN;
    }
    FrameRate best = FrameRate.of(Math.min(FrameRate.FASTEST, rate));
    double distance = 0.004;
    for (FrameRate candidate : USUAL) {
      double off = Math.abs(rate / candidate.perSecond() - 1);
      if (off < distance) {
        distance = off;
        best = candidate;
      }
    }
    return best;
  }

  private static String decimal(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3f", value).replaceAll("\\.?0+$", "");
  }

  /** The frame that is shown at a tick, rounded. */
  long frameAt(long tick, Ratio base) {
    return Math.round((tick - origin) * base.value() * rate.perSecond());
  }

  /** When a frame is shown, in seconds of the file's own clock. */
  double seconds(long frame, Ratio base) {
    return origin * base.value() + frame / rate.perSecond();
  }
}
