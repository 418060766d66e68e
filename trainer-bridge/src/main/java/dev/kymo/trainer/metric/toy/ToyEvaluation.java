package dev.kymo.trainer.metric.toy;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.trainer.dataset.toy.ToyObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Judges a model of the toy clips against the real ones.
 *
 * <ul>
 *   <li>Clips as trained and with either band muted are drawn from t = -4 to 4 at the training
 *       frame rate; their spectrum is taken whole, everything else from the frames of [-1, 1), the
 *       training clip. Real clips go on the same way.
 *   <li>Clip i has content and motion of the plan's seed plus i; all share their noise.
 *   <li>What seeds decide is told by two more sets of training clips, in groups of {@value #GROUP}:
 *       one motion seed and other content seeds, and the other way round. Deviations are taken
 *       within groups.
 * </ul>
 */
public final class ToyEvaluation {
  /** How many clips share a seed. */
  private static final int GROUP = 10;

  /** Pixels a frame in the middle of the two faster speeds, 4 and 8. */
  private static final double BETWEEN = 6;

  /** Long clips are so many training clips long; the training clip lies in their middle. */
  private static final int LENGTHS = 4;

  private final ToyModel model;
  private final ToyPlan plan;
  private final ToyTracker tracker;
  private final RealClips real;
  private final BandPlan bands;

  /** Hears how far the work is, on the working thread. */
  @FunctionalInterface
  public interface Progress {
    /** A generated frame is done; frames count through everything, from 1. */
    void frame(long done, long total);
  }

  /**
   * An evaluation that is checked but not begun.
   *
   * @throws IllegalArgumentException with a sentence when the model's frames are no toy frames, or
   *     the cut leaves no frequency on one side
   */
  public ToyEvaluation(ToyModel model, ToyPlan plan) {
    this.model = model;
    this.plan = plan;
    this.tracker = new ToyTracker(model.imageSize());
    this.real = new RealClips(plan.seed(), model.imageSize());
    this.bands = bands(model.frequencies(), plan.cut().orElseGet(() -> cut(model.videoLength())));
  }

  /**
   * Where Slow ends and Fast begins when the plan does not say: the frequency of an object at
   * {@value #BETWEEN} pixels a frame, radians per unit t. The real clips have no power there, so
   * what lies on which side does not hang on a frequency that is a little off.
   */
  static double cut(int videoLength) {
    return ToyObject.frequency(BETWEEN) * videoLength / 2;
  }

  private static BandPlan bands(float[] frequencies, double cut) {
    double[] magnitudes = new double[frequencies.length];
    for (int i = 0; i < magnitudes.length; i++) {
      magnitudes[i] = Math.abs(frequencies[i]);
    }
    long below = Arrays.stream(magnitudes).filter(f -> f < cut).count();
    if (!(cut > 0) || below == 0 || below == magnitudes.length) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "A cut at %.3g has no frequencies on one side: the model's |f| are from %.3g to %.3g"
                  + " radians per unit t, with their median at %.3g.",
              cut,
              Arrays.stream(magnitudes).min().orElse(Double.NaN),
              Arrays.stream(magnitudes).max().orElse(Double.NaN),
              Sample.of(magnitudes).median()));
    }
    return BandPlan.of(cut);
  }

  /** How many frames the model is to draw. */
  public long frames() {
    long length = model.videoLength();
    return plan.clips() * (3 * LENGTHS * length + 2 * length);
  }

  /**
   * Draws, tracks and compares.
   *
   * @param cancelled asked between frames
   * @throws FrameException when a frame cannot be drawn; its message is a sentence for the user
   * @throws CancellationException when cancelled
   */
  public ToyReport run(Progress progress, BooleanSupplier cancelled) throws FrameException {
    Drawing drawing = new Drawing(progress, cancelled);
    List<ClipTrack> longReal = new ArrayList<>();
    for (int i = 0; i < plan.clips(); i++) {
      drawing.checkCancelled();
      longReal.add(ClipTrack.of(tracker, real.frames(i, -before(), LENGTHS * model.videoLength())));
    }
    List<ClipTrack> trained = drawing.longClips(Muted.NOTHING);
    ClipSetSummary generated = summary(trained);
    ClipSetSummary slowOnly = summary(drawing.longClips(Muted.FAST));
    ClipSetSummary fastOnly = summary(drawing.longClips(Muted.SLOW));
    return new ToyReport(
        model.imageSize(),
        plan.clips(),
        plan.seed(),
        bands.cuts().get(0),
        summary(longReal),
        generated,
        slowOnly,
        fastOnly,
        Differences.between(middles(longReal)),
        Differences.within(drawing.groups(true)),
        Differences.within(drawing.groups(false)),
        slowOnly.power().decibelsOver(generated.power()),
        fastOnly.power().decibelsOver(generated.power()));
  }

  private ClipSetSummary summary(List<ClipTrack> longClips) {
    return ClipSetSummary.of(
        middles(longClips), longClips, 2.0 / model.videoLength(), bands.cuts().get(0));
  }

  /** Frames of a long clip before the training clip. */
  private int before() {
    return (LENGTHS - 1) * model.videoLength() / 2;
  }

  private List<ClipTrack> middles(List<ClipTrack> longClips) {
    return longClips.stream()
        .map(clip -> clip.part(before(), before() + model.videoLength()))
        .toList();
  }

  private enum Muted {
    NOTHING,
    SLOW,
    FAST
  }

  private MotionEdit motion(long seed, Muted muted) {
    MotionEdit trained = MotionEdit.trained(bands, LatentCode.seed(seed));
    return muted == Muted.NOTHING
        ? trained
        : trained.with(muted == Muted.SLOW ? 0 : 1, band -> band.withMuted(true));
  }

  /** The model's clips, counted as they come. */
  private final class Drawing {
    private final Progress progress;
    private final BooleanSupplier cancelled;
    private long done;

    Drawing(Progress progress, BooleanSupplier cancelled) {
      this.progress = progress;
      this.cancelled = cancelled;
    }

    void checkCancelled() {
      if (cancelled.getAsBoolean()) {
        throw new CancellationException();
      }
    }

    List<ClipTrack> longClips(Muted muted) throws FrameException {
      TimeGrid grid = new TimeGrid(-LENGTHS, LENGTHS, LENGTHS * model.videoLength());
      List<ClipTrack> clips = new ArrayList<>();
      for (int i = 0; i < plan.clips(); i++) {
        long seed = plan.seed() + i;
        clips.add(clip(seed, motion(seed, muted), grid));
      }
      return clips;
    }

    /** Groups of training clips that differ by their content seeds, or by their motion seeds. */
    List<List<ClipTrack>> groups(boolean otherContent) throws FrameException {
      TimeGrid grid = new TimeGrid(TimeGrid.TRAINED_FROM, TimeGrid.TRAINED_TO, model.videoLength());
      List<List<ClipTrack>> groups = new ArrayList<>();
      for (int i = 0; i < plan.clips(); i++) {
        if (i % GROUP == 0) {
          groups.add(new ArrayList<>());
        }
        long own = plan.seed() + i;
        long shared = plan.seed() + i / GROUP;
        MotionEdit motion = motion(otherContent ? shared : own, Muted.NOTHING);
        groups.get(groups.size() - 1).add(clip(otherContent ? own : shared, motion, grid));
      }
      return groups;
    }

    private ClipTrack clip(long contentSeed, MotionEdit motion, TimeGrid grid)
        throws FrameException {
      // One noise seed for all: noise is not what is compared.
      Scene scene =
          new Scene(
              model.id(), LatentCode.seed(contentSeed), new NoiseCode.Seeded(plan.seed()), motion);
      List<TrackedFrame> frames = new ArrayList<>();
      model
          .source()
          .drawClip(scene, grid.times(), (index, t, image) -> frames.add(track(image)), cancelled);
      if (frames.size() < grid.frames()) {
        throw new CancellationException();
      }
      return new ClipTrack(frames);
    }

    private TrackedFrame track(FrameImage image) {
      TrackedFrame frame = tracker.track(image);
      progress.frame(++done, frames());
      return frame;
    }
  }
}
