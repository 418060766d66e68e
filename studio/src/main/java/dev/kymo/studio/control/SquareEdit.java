package dev.kymo.studio.control;

import dev.kymo.inference.footage.Square;

/**
 * Moves and resizes a square within a frame. It snaps to the frame's edges, to its middle, and to
 * the largest square there is.
 *
 * @param width of the frame, pixels
 * @param height of the frame, pixels
 * @param reach how near something must be to be snapped to, pixels; 0 snaps to nothing
 */
public record SquareEdit(int width, int height, double reach) {

  /** The smallest side of a square, pixels. */
  public static final int SMALLEST = 16;

  /** The corners by which a square is resized; the opposite one stays. */
  public enum Corner {
    /** Upper left. */
    TOP_LEFT(true, true),
    /** Upper right. */
    TOP_RIGHT(false, true),
    /** Lower right. */
    BOTTOM_RIGHT(false, false),
    /** Lower left. */
    BOTTOM_LEFT(true, false);

    private final boolean left;
    private final boolean top;

    Corner(boolean left, boolean top) {
      this.left = left;
      this.top = top;
    }

    /** Whether it is on the left. */
    public boolean isLeft() {
      return left;
    }

    /** Whether it is at the top. */
    public boolean isTop() {
      return top;
    }
  }

  /** The largest side of a square in this frame. */
  public int largest() {
    return Math.min(width, height);
  }

  private int smallest() {
    return Math.min(SMALLEST, largest());
  }

  /** The square with its upper left corner there, as far as that is inside. */
  public Square moved(Square square, double x, double y) {
    int side = Math.min(square.side(), largest());
    return new Square(place(x, side, width), place(y, side, height), side);
  }

  private int place(double wanted, int side, int length) {
    double best = wanted;
    double distance = reach;
    for (double line : new double[] {0, (length - side) / 2.0, length - side}) {
      if (Math.abs(wanted - line) < distance) {
        best = line;
        distance = Math.abs(wanted - line);
      }
    }
    return (int) Math.max(0, Math.min(length - side, Math.floor(best + 0.5)));
  }

  /** The square with a corner there; the other coordinate of the corner follows. */
  public Square resized(Square square, Corner corner, double x, double y) {
    int fixedX = corner.left ? square.x() + square.side() : square.x();
    int fixedY = corner.top ? square.y() + square.side() : square.y();
    double across = corner.left ? fixedX - x : x - fixedX;
    double down = corner.top ? fixedY - y : y - fixedY;
    int roomX = corner.left ? fixedX : width - fixedX;
    int roomY = corner.top ? fixedY : height - fixedY;
    int room = Math.min(roomX, roomY);
    double wanted = Math.max(across, down);
    if (Math.abs(room - wanted) < reach) {
      wanted = room;
    }
    int side = (int) Math.max(Math.min(smallest(), room), Math.min(room, Math.rint(wanted)));
    return new Square(
        corner.left ? fixedX - side : fixedX, corner.top ? fixedY - side : fixedY, side);
  }

  /** The square with another side around the same middle, moved inside where it must be. */
  public Square sized(Square square, double side) {
    int next = (int) Math.max(smallest(), Math.min(largest(), Math.rint(side)));
    double x = square.x() + (square.side() - next) / 2.0;
    double y = square.y() + (square.side() - next) / 2.0;
    return new SquareEdit(width, height, 0).moved(new Square(0, 0, next), x, y);
  }
}
