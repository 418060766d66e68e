package dev.kymo.inference.delivery;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.clip.SoundTrack;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.motion.TimeGrid;
import java.util.Optional;

/**
 * The footage's sound for a clip of it: it goes along where length and speed are unchanged.
 *
 * @param track what goes along
 * @param note why nothing does, a sentence; empty where the footage has no sound either
 */
public record FootageSound(Optional<SoundTrack> track, Optional<String> note) {
  private static final double SAME = 1e-6;

  /** A rate that was rounded to thousandths drifts by less than this. */
  private static final double SAME_SPEED = 1e-4;

  /**
   * Finds it.
   *
   * @param clipLength T of the model
   * @param grid times of the clip
   * @param rate at which they are shown
   */
  public static FootageSound of(
      FootageInfo info, FootageOrigin origin, int clipLength, TimeGrid grid, FrameRate rate) {
    if (!info.sound()) {
      return new FootageSound(Optional.empty(), Optional.empty());
    }
    double step = (grid.to() - grid.from()) / grid.frames() * clipLength / 2;
    double speed = step * rate.perSecond() / origin.rate().perSecond();
    if (Math.abs(speed - 1) > SAME_SPEED) {
      return leftOut("the clip plays at another speed than the footage");
    }
    double first = origin.first() + (grid.from() + 1) * clipLength / 2;
    if (first < -SAME) {
      return leftOut("the clip begins before the footage does");
    }
    double last = Math.min(info.frames(), first + grid.frames() * step);
    if (last - first <= SAME) {
      return leftOut("the clip begins after the footage has ended");
    }
    double perSecond = origin.rate().perSecond();
    return new FootageSound(
        Optional.of(
            new SoundTrack(
                info.file(), Math.max(0, first) / perSecond, (last - first) / perSecond)),
        Optional.empty());
  }

  private static FootageSound leftOut(String reason) {
    return new FootageSound(
        Optional.empty(), Optional.of("The sound is left out: " + reason + "."));
  }
}
