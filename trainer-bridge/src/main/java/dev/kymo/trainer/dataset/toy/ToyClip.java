package dev.kymo.trainer.dataset.toy;

import java.util.List;

/**
 * A toy clip as what moves in it; its pixels follow from that.
 *
 * @param objects from left to right
 */
public record ToyClip(List<ToyObject> objects) implements DrawnClips.DrawnClip {
  private static final int SIZE = ToyClips.SIZE;

  /** Keeps an immutable copy. */
  public ToyClip {
    objects = List.copyOf(objects);
  }

  /**
   * Draws a frame.
   *
   * @param frame 0 to 31 for the dataset's; the motion goes on outside
   * @return (64, 64, 3) RGB, row-major, black where there is no object
   */
  @Override
  public byte[] rgb(int frame) {
    byte[] pixels = new byte[SIZE * SIZE * 3];
    for (ToyObject object : objects) {
      draw(object, object.y(frame), pixels);
    }
    return pixels;
  }

  private static void draw(ToyObject object, int centreY, byte[] pixels) {
    // A centre at 60 lets a circle reach row 64, which is outside.
    int lastY = Math.min(SIZE - 1, centreY + ToyShape.REACH);
    for (int y = Math.max(0, centreY - ToyShape.REACH); y <= lastY; y++) {
      for (int x = object.x() - ToyShape.REACH; x <= object.x() + ToyShape.REACH; x++) {
        if (object.shape().covers(x - object.x(), y - centreY)) {
          int at = 3 * (y * SIZE + x);
          pixels[at] = (byte) object.red();
          pixels[at + 1] = (byte) object.green();
          pixels[at + 2] = (byte) object.blue();
        }
      }
    }
  }
}
