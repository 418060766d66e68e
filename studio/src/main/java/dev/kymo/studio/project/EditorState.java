package dev.kymo.studio.project;

import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.bands.BandLabels;
import dev.kymo.studio.timeline.ClipRange;
import dev.kymo.studio.timeline.TimeScale;
import java.util.Objects;

/**
 * Everything that an edit can change. Immutable; every change makes a new one.
 *
 * @param content the content latent
 * @param motionCode the motion code that bands follow unless they have their own
 * @param noise the noise maps
 * @param motion the bands
 * @param labels what the bands are called and which colors they have
 * @param range in and out point
 * @param fps the project's rate: trained frames per second, [1, 240]
 * @param between frames drawn between two trained frames, [0, 63]; the motion stays as fast
 */
public record EditorState(
    LatentCode content,
    LatentCode motionCode,
    NoiseCode noise,
    MotionEdit motion,
    BandLabels labels,
    ClipRange range,
    double fps,
    int between) {

  /** Slowest rate, frames per second. */
  public static final double MIN_FPS = 1;

  /** Fastest rate, frames per second. */
  public static final double MAX_FPS = 240;

  /** Most frames between two trained ones. */
  public static final int MAX_BETWEEN = 63;

  /** Refuses nulls and rates that make no sense. */
  public EditorState {
    Objects.requireNonNull(content, "content");
    Objects.requireNonNull(motionCode, "motionCode");
    Objects.requireNonNull(noise, "noise");
    Objects.requireNonNull(motion, "motion");
    Objects.requireNonNull(range, "range");
    if (!(fps >= MIN_FPS && fps <= MAX_FPS)) {
      throw new IllegalArgumentException("the rate must be in [1, 240], but is " + fps);
    }
    if (between < 0 || between > MAX_BETWEEN) {
      throw new IllegalArgumentException("frames between must be in [0, 63], but are " + between);
    }
    Objects.requireNonNull(labels, "labels");
    if (labels.size() != motion.plan().size()) {
      throw new IllegalArgumentException(
          motion.plan().size() + " bands cannot have " + labels.size() + " names");
    }
  }

  /** The first clip of a model: motion as trained over the trained range. */
  public static EditorState first(BandPlan plan) {
    LatentCode motion = LatentCode.seed(1);
    return new EditorState(
        LatentCode.seed(1),
        motion,
        new NoiseCode.Seeded(1),
        MotionEdit.trained(plan, motion),
        BandLabels.first(plan.size()),
        ClipRange.TRAINED,
        25,
        0);
  }

  /** What a model draws of this, at any time. */
  public Scene scene(String checkpointId) {
    return new Scene(checkpointId, content, noise, motion);
  }

  /** The times of the frames between in and out point, for a model of this clip length T. */
  public TimeGrid grid(int videoLength) {
    double step = new TimeScale(videoLength, fps, between).step();
    return new TimeGrid(range.from(), range.to(), range.frames(step));
  }

  /** The same with another content latent. */
  public EditorState withContent(LatentCode value) {
    return new EditorState(value, motionCode, noise, motion, labels, range, fps, between);
  }

  /** The same with another motion code; bands with a code of their own keep it. */
  public EditorState withMotionCode(LatentCode value) {
    MotionEdit followed = motion;
    for (int band = 0; band < motion.bands().size(); band++) {
      if (follows(band)) {
        followed = followed.with(band, edit -> edit.withCode(value));
      }
    }
    return new EditorState(content, value, noise, followed, labels, range, fps, between);
  }

  /** Whether a band uses the motion code of the whole clip. */
  public boolean follows(int band) {
    return motion.bands().get(band).code().equals(motionCode);
  }

  /** The same with other noise. */
  public EditorState withNoise(NoiseCode value) {
    return new EditorState(content, motionCode, value, motion, labels, range, fps, between);
  }

  /** The same with other bands; as many bands keep their names. */
  public EditorState withMotion(MotionEdit value) {
    int count = value.plan().size();
    return withBands(value, count == labels.size() ? labels : BandLabels.first(count));
  }

  /** The same with other bands and their names. */
  public EditorState withBands(MotionEdit value, BandLabels called) {
    return new EditorState(content, motionCode, noise, value, called, range, fps, between);
  }

  /** What a band is called: by the user, or by its place. */
  public String bandName(int band) {
    return labels.name(band);
  }

  /** The same with a band called otherwise; a blank name is the default one. */
  public EditorState withName(int band, String name) {
    return withBands(motion, labels.rename(band, name));
  }

  /** The same with a band cut in two at a frequency inside it, radians per unit t. */
  public EditorState split(int band, double cut) {
    return withBands(motion.split(band, cut), labels.split(band));
  }

  /** The same with a band and the next faster one made one, which keeps the first one's edit. */
  public EditorState merge(int band) {
    return withBands(motion.merge(band), labels.merge(band));
  }

  /** The same with other in and out points. */
  public EditorState withRange(ClipRange value) {
    return new EditorState(content, motionCode, noise, motion, labels, value, fps, between);
  }

  /** The same at another rate. */
  public EditorState withFps(double value) {
    return new EditorState(content, motionCode, noise, motion, labels, range, value, between);
  }

  /** The same with so many frames drawn between two trained ones. */
  public EditorState withBetween(int value) {
    return new EditorState(content, motionCode, noise, motion, labels, range, fps, value);
  }
}
