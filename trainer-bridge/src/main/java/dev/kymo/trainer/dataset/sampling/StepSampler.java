package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.BatchGroups;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.sampling.StepDraw.FramePlace;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws what a step gets, as a function of the seed and the step alone (docs/model.md section 5).
 *
 * <p>Images and clips each go through all videos once an epoch, every epoch in another order of its
 * own. Sample n of the images is any frame of its video. Sample n of the clips starts anywhere that
 * leaves room for T frames, every {@code everyNth} one; for pairs two of the T are drawn, all pairs
 * i &lt; j alike.
 */
final class StepSampler {
  /** Keep the streams of one seed apart. Part of what a resumed run relies on. */
  private enum Stream {
    IMAGE_ORDER(1),
    IMAGE_FRAME(2),
    CLIP_ORDER(3),
    CLIP_START(4),
    PAIR(5),
    SHARED_PAIR(6);

    private final long salt;

    Stream(long salt) {
      this.salt = salt;
    }
  }

  private final SamplingPlan plan;
  private final int[] frames;

  /**
   * A sampler.
   *
   * @param plan what is wanted
   * @param frames of each video that is used, each at least T * everyNth
   */
  StepSampler(SamplingPlan plan, int[] frames) {
    this.plan = plan;
    this.frames = frames.clone();
  }

  /** What a step gets; any step from 0. */
  StepDraw draw(long step) {
    List<FramePlace> images = new ArrayList<>();
    for (int i = 0; i < plan.imageBatch(); i++) {
      images.add(image(step * plan.imageBatch() + i));
    }
    boolean pairs = plan.pairing() != Pairing.WHOLE;
    float[] deltas = new float[pairs ? plan.videoBatch() : 0];
    List<List<FramePlace>> clips = new ArrayList<>();
    for (int i = 0; i < plan.videoBatch(); i++) {
      List<FramePlace> clip = clip(step * plan.videoBatch() + i);
      if (pairs) {
        int[] pair = pair(step, i);
        clip = List.of(clip.get(pair[0]), clip.get(pair[1]));
        deltas[i] = 2f * (pair[1] - pair[0]) / plan.clipFrames();
      }
      clips.add(clip);
    }
    return new StepDraw(images, clips, deltas);
  }

  private FramePlace image(long sample) {
    int video = video(Stream.IMAGE_ORDER, sample);
    return new FramePlace(video, random(Stream.IMAGE_FRAME, sample).below(frames[video]));
  }

  private List<FramePlace> clip(long sample) {
    int video = video(Stream.CLIP_ORDER, sample);
    int span = (plan.clipFrames() - 1) * plan.everyNth();
    int start = random(Stream.CLIP_START, sample).below(frames[video] - span);
    List<FramePlace> clip = new ArrayList<>();
    for (int k = 0; k < plan.clipFrames(); k++) {
      clip.add(new FramePlace(video, start + k * plan.everyNth()));
    }
    return clip;
  }

  private int[] pair(long step, int i) {
    int batch = plan.videoBatch();
    KeyedRandom random =
        plan.pairing() == Pairing.SHARED_PAIR
            ? random(Stream.SHARED_PAIR, step * BatchGroups.count(batch) + BatchGroups.of(i, batch))
            : random(Stream.PAIR, step * batch + i);
    int one = random.below(plan.clipFrames());
    // The other one: uniform over the rest.
    int other = random.below(plan.clipFrames() - 1);
    other += other >= one ? 1 : 0;
    return new int[] {Math.min(one, other), Math.max(one, other)};
  }

  private int video(Stream stream, long sample) {
    long epoch = sample / frames.length;
    int position = (int) (sample % frames.length);
    return new KeyedPermutation(frames.length, plan.seed(), stream.salt, epoch).at(position);
  }

  private KeyedRandom random(Stream stream, long number) {
    return KeyedRandom.of(plan.seed(), stream.salt, number);
  }
}
