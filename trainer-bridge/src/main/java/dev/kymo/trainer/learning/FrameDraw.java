package dev.kymo.trainer.learning;

import dev.kymo.trainer.dataset.sampling.KeyedPermutation;
import java.util.ArrayList;
import java.util.List;

/**
 * Which frames a step is shown, as a function of seed and step: every learned frame once, in an
 * order that changes from round to round. Held out is every n-th frame of a clip but its first and
 * last, counted from its start.
 */
final class FrameDraw {
  private final long seed;
  private final int batch;
  private final int[] clip;
  private final int[] frame;
  private final List<Integer> learned = new ArrayList<>();
  private final List<Integer> heldOut = new ArrayList<>();

  /**
   * A draw.
   *
   * @param counts frames of each clip
   * @param heldOutEvery n, or 0 to learn all
   * @param batch frames in a step
   */
  FrameDraw(List<Integer> counts, int heldOutEvery, int batch, long seed) {
    this.seed = seed;
    this.batch = batch;
    int total = counts.stream().mapToInt(Integer::intValue).sum();
    clip = new int[total];
    frame = new int[total];
    int at = 0;
    for (int c = 0; c < counts.size(); c++) {
      for (int k = 0; k < counts.get(c); k++) {
        clip[at] = c;
        frame[at] = k;
        boolean out =
            heldOutEvery > 0 && k < counts.get(c) - 1 && k % heldOutEvery == heldOutEvery - 1;
        (out ? heldOut : learned).add(at);
        at++;
      }
    }
  }

  /** Places of the frames of a step among those of all clips. */
  int[] of(long step) {
    int[] places = new int[batch];
    for (int i = 0; i < batch; i++) {
      long position = step * batch + i;
      long round = position / learned.size();
      int within = (int) (position % learned.size());
      places[i] = learned.get(new KeyedPermutation(learned.size(), seed, round).at(within));
    }
    return places;
  }

  /** Places of all frames that are learned. */
  List<Integer> learned() {
    return learned;
  }

  /** Places of all frames that are not. */
  List<Integer> heldOut() {
    return heldOut;
  }

  /** The clip of a place. */
  int clip(int place) {
    return clip[place];
  }

  /** The number of a place within its clip. */
  int frame(int place) {
    return frame[place];
  }
}
