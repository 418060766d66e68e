package dev.kymo.studio.learning;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageInfo;
import dev.kymo.inference.footage.Square;
import dev.kymo.trainer.run.LearnedClip;

/**
 * A clip that is about to be learned: a range and a square of footage. Immutable; every change
 * stays within the footage and within what can be learned.
 *
 * @param info of the footage
 * @param hash {@code FootageHash} of it when it was opened
 * @param first number of the in point's frame
 * @param frames from the in point to the out point; all of footage that is too short to be learned
 * @param square the part of the picture that is learned
 */
public record ClipDraft(FootageInfo info, String hash, int first, int frames, Square square) {

  /** Footage up to this length is learned as a whole at first. */
  private static final int WHOLE = 160;

  /** What is learned of longer footage at first: more fits less well in the same time. */
  private static final int USUAL = 96;

  /** What is proposed at first: the largest square in the middle, and a length that fits well. */
  public static ClipDraft proposed(FootageInfo info, String hash) {
    int frames = info.frames() <= WHOLE ? info.frames() : USUAL;
    return new ClipDraft(info, hash, 0, frames, Square.middle(info.width(), info.height()));
  }

  /** The number of the frame after the last. */
  public int end() {
    return first + frames;
  }

  /** How long it is, in seconds. */
  public double seconds() {
    return frames / info.rate().perSecond();
  }

  /** Whether the footage has too few frames for a motion to be learned. */
  public boolean isTooShort() {
    return info.frames() < LearnedClip.FEWEST_FRAMES;
  }

  /** Whether there is as much of it as can be learned at once. */
  public boolean isLongest() {
    return frames == LearnedClip.MOST_FRAMES;
  }

  private int fewest() {
    return Math.min(LearnedClip.FEWEST_FRAMES, info.frames());
  }

  private int most() {
    return Math.min(LearnedClip.MOST_FRAMES, info.frames());
  }

  /** The same from another in point; the out point stays as far as it can. */
  public ClipDraft withIn(int frame) {
    int in = clamp(frame, 0, info.frames() - fewest());
    int out = clamp(end(), in + fewest(), Math.min(in + most(), info.frames()));
    return ranged(in, out - in);
  }

  /** The same up to another out point, the number of the frame after the last. */
  public ClipDraft withOut(int frame) {
    int out = clamp(frame, fewest(), info.frames());
    int in = clamp(first, Math.max(0, out - most()), out - fewest());
    return ranged(in, out - in);
  }

  /** The same with so many frames from the in point on, or as many as there are. */
  public ClipDraft withFrames(int count) {
    int length = clamp(count, fewest(), most());
    int in = Math.min(first, info.frames() - length);
    return ranged(in, length);
  }

  /** As long, from another in point. */
  public ClipDraft movedTo(int frame) {
    return ranged(clamp(frame, 0, info.frames() - frames), frames);
  }

  /** The same with another part of the picture, which must lie in it. */
  public ClipDraft withSquare(Square other) {
    if (!other.fits(info.width(), info.height())) {
      throw new IllegalArgumentException(
          "%s does not lie in %d x %d pixels.".formatted(other, info.width(), info.height()));
    }
    return new ClipDraft(info, hash, first, frames, other);
  }

  private ClipDraft ranged(int in, int length) {
    return new ClipDraft(info, hash, in, length, square);
  }

  private static int clamp(int value, int least, int most) {
    return Math.max(least, Math.min(most, value));
  }

  /**
   * As a run's options have it.
   *
   * @throws IllegalArgumentException with a sentence, when it cannot be learned
   */
  public LearnedClip learned() {
    FrameRate rate = info.rate();
    return new LearnedClip(
        info.file().toAbsolutePath().normalize().toString(),
        hash,
        info.width(),
        info.height(),
        rate.numerator(),
        rate.denominator(),
        first,
        frames,
        square.x(),
        square.y(),
        square.side());
  }

  /** The name of the footage, without its folder. */
  public String name() {
    return String.valueOf(info.file().getFileName());
  }
}
