package dev.kymo.trainer.training;

import dev.kymo.trainer.dataset.BatchGroups;
import java.util.random.RandomGenerator;

/**
 * At which times fakes are drawn (docs/model.md section 5): on the training grid t = -1 + 2 k / T,
 * all T of a clip, two distinct ones in order for pairs, one for an image.
 *
 * @param clipFrames T
 * @param pairs whether the video discriminator looks at pairs
 * @param shared one time (one pair) for each {@link BatchGroups group} that a discriminator
 *     compares. Codes are then all that tells the samples of a group apart, which is what makes a
 *     generator use them.
 */
record FakeTimes(int clipFrames, boolean pairs, boolean shared) {

  /** Frames that a fake clip has. */
  int framesOfClip() {
    return pairs ? 2 : clipFrames;
  }

  /** A time for each of n images. */
  float[] ofImages(RandomGenerator random, int n) {
    float[] times = new float[n];
    int drawn = shared ? BatchGroups.count(n) : n;
    for (int i = 0; i < n; i++) {
      times[i] = i < drawn ? time(random.nextInt(clipFrames)) : times[BatchGroups.of(i, n)];
    }
    return times;
  }

  /**
   * The times of n clips, one after the other.
   *
   * @param deltas for shared pairs, the differences of times of the n real pairs of this step
   */
  float[] ofClips(RandomGenerator random, int n, float[] deltas) {
    int frames = framesOfClip();
    float[] times = new float[n * frames];
    int[] first = new int[BatchGroups.count(n)];
    for (int i = 0; i < n; i++) {
      if (!pairs) {
        for (int k = 0; k < clipFrames; k++) {
          times[i * frames + k] = time(k);
        }
      } else if (shared) {
        int group = BatchGroups.of(i, n);
        int gap = Math.round(deltas[group] * clipFrames / 2);
        if (i == group) {
          first[i] = random.nextInt(clipFrames - gap);
        }
        times[2 * i] = time(first[group]);
        times[2 * i + 1] = time(first[group] + gap);
      } else {
        int a = random.nextInt(clipFrames);
        int b = random.nextInt(clipFrames - 1);
        int other = b >= a ? b + 1 : b;
        times[2 * i] = time(Math.min(a, other));
        times[2 * i + 1] = time(Math.max(a, other));
      }
    }
    return times;
  }

  /** The differences of the times of n pairs. */
  static float[] deltas(float[] times) {
    float[] deltas = new float[times.length / 2];
    for (int i = 0; i < deltas.length; i++) {
      deltas[i] = times[2 * i + 1] - times[2 * i];
    }
    return deltas;
  }

  private float time(int k) {
    return -1 + 2f * k / clipFrames;
  }
}
