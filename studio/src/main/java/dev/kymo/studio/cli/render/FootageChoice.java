package dev.kymo.studio.cli.render;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.motion.TimeGrid;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * Footage whose own pixels an edit is carried to.
 *
 * @param file the video
 * @param part which part of its frames goes out
 * @param sound whether its sound goes along
 * @param range the range of time asked for; without one all that was learned
 * @param frames how many frames are asked for; without them as many as the footage has there
 * @param fps frames per second asked for; without them the footage's
 * @param ownSeeds whether content and motion are those of the footage
 */
public record FootageChoice(
    Path file,
    CarriedClip.Part part,
    boolean sound,
    Optional<Range> range,
    Optional<Integer> frames,
    Optional<FrameRate> fps,
    boolean ownSeeds) {

  /**
   * A range of time; an end that is not given is that of what was learned.
   *
   * @param from where it begins
   * @param to where it ends
   */
  public record Range(Optional<Double> from, Optional<Double> to) {}

  /** Refuses nulls. */
  public FootageChoice {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(part, "part");
  }

  /**
   * The times of the clip.
   *
   * @param clipLength T of the model
   * @throws IllegalArgumentException when the range is empty
   */
  public TimeGrid grid(FootageOrigin origin, int clipLength) {
    double learnedFrom = origin.time(origin.first(), clipLength);
    double learnedTo = origin.time(origin.first() + origin.frames(), clipLength);
    double from = range.flatMap(Range::from).orElse(learnedFrom);
    double to = range.flatMap(Range::to).orElse(learnedTo);
    long own = Math.max(1, Math.round((to - from) * clipLength / 2));
    return new TimeGrid(from, to, frames.orElse((int) Math.min(Integer.MAX_VALUE, own)));
  }

  /** The rate of the clip. */
  public FrameRate rate(FootageOrigin origin) {
    return fps.map(asked -> near(asked, origin.rate()) ? origin.rate() : asked)
        .orElse(origin.rate());
  }

  /** Whether a rounded rate means the exact one. */
  private static boolean near(FrameRate a, FrameRate b) {
    return Math.abs(a.perSecond() - b.perSecond()) < 1e-3;
  }
}
