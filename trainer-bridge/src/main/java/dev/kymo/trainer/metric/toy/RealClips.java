package dev.kymo.trainer.metric.toy;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.trainer.dataset.toy.ToyClip;
import dev.kymo.trainer.dataset.toy.ToyClips;
import java.util.ArrayList;
import java.util.List;

/** The toy clips of the dataset at the size of a model's frames. Immutable. */
final class RealClips {
  private static final int NOMINAL = ToyClips.SIZE;

  private final ToyClips clips;
  private final int size;

  /**
   * The clips of a seed.
   *
   * @param size side of the frames in pixels: 64 divided or multiplied by a whole number
   */
  RealClips(long seed, int size) {
    if (size < 1 || (NOMINAL % size != 0 && size % NOMINAL != 0)) {
      throw new IllegalArgumentException(
          "Toy clips are 64 x 64 pixels and cannot be scaled to %d x %d.".formatted(size, size));
    }
    this.clips = new ToyClips(seed);
    this.size = size;
  }

  /**
   * Frames of a clip.
   *
   * @param index which clip, from 0
   * @param from the first frame; the motion goes on outside of the dataset's 32
   * @param frames how many
   */
  List<FrameImage> frames(int index, int from, int frames) {
    ToyClip clip = clips.clip(index);
    List<FrameImage> images = new ArrayList<>();
    for (int frame = from; frame < from + frames; frame++) {
      images.add(scaled(clip.rgb(frame), size));
    }
    return images;
  }

  /** Averages squares of pixels, or repeats pixels: (64, 64, 3) bytes to size x size. */
  static FrameImage scaled(byte[] rgb, int size) {
    int block = Math.max(1, NOMINAL / size);
    int repeat = Math.max(1, size / NOMINAL);
    int[] argb = new int[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        int pixel = 0xFF;
        for (int channel = 0; channel < Rgb.CHANNELS; channel++) {
          int sum = 0;
          for (int j = 0; j < block; j++) {
            for (int i = 0; i < block; i++) {
              int at = (y / repeat * block + j) * NOMINAL + x / repeat * block + i;
              sum += rgb[3 * at + channel] & 0xFF;
            }
          }
          pixel = pixel << 8 | sum / (block * block);
        }
        argb[y * size + x] = pixel;
      }
    }
    return new FrameImage(size, size, argb);
  }
}
