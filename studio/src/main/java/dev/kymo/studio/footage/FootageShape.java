package dev.kymo.studio.footage;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import java.util.Optional;

/**
 * Which frames of footage are shown, and how large they are decoded: in their own size up to 1080
 * lines, above that as the largest whole fraction of it, so that a preview of 4K costs what HD
 * does.
 *
 * @param first number of the first frame in the footage
 * @param count how many frames, at least 1
 * @param width of a decoded frame, pixels
 * @param height of a decoded frame, pixels
 * @param divisor how many pixels of the footage make one, along each side
 * @param square the learned part of a decoded frame
 */
public record FootageShape(
    int first, int count, int width, int height, int divisor, Square square) {

  /** The most lines that a preview is worth. */
  private static final int MOST_LINES = 1080;

  /** The shape of what a model has learned. */
  public static FootageShape of(FootageOrigin origin) {
    int divisor = 1;
    while (origin.height() > MOST_LINES * divisor) {
      divisor++;
    }
    int height = Math.round((float) origin.height() / divisor);
    int width = (int) Math.round((double) origin.width() * height / origin.height());
    return new FootageShape(
        origin.first(),
        origin.frames(),
        width,
        height,
        divisor,
        scaled(origin.square(), width, height, divisor));
  }

  private static Square scaled(Square square, int width, int height, int divisor) {
    if (divisor == 1) {
      return square;
    }
    int side =
        Math.max(1, Math.min(Math.min(width, height), Math.round((float) square.side() / divisor)));
    int x = Math.min(width - side, Math.round((float) square.x() / divisor));
    int y = Math.min(height - side, Math.round((float) square.y() / divisor));
    return new Square(x, y, side);
  }

  /** What {@code Footage.read} scales to; nothing when frames keep their size. */
  public Optional<Integer> scaledHeight() {
    return divisor == 1 ? Optional.empty() : Optional.of(height);
  }

  /** What one decoded frame takes. */
  public long bytesPerFrame() {
    return 3L * width * height;
  }

  /** The same learned clip in footage of this size. */
  public FootageOrigin scaled(FootageOrigin origin) {
    return new FootageOrigin(
        origin.name(),
        origin.hash(),
        width,
        height,
        origin.rate(),
        origin.first(),
        origin.frames(),
        square,
        origin.contentSeed(),
        origin.motionSeed());
  }
}
