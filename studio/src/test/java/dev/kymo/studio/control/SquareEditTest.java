package dev.kymo.studio.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.footage.Square;
import dev.kymo.studio.control.SquareEdit.Corner;
import org.junit.jupiter.api.Test;

class SquareEditTest {

  private final SquareEdit edit = new SquareEdit(1280, 720, 10);
  private final Square square = new Square(300, 100, 400);

  @Test
  void movesWithinTheFrame() {
    assertEquals(new Square(333, 77, 400), edit.moved(square, 333, 77));
    assertEquals(new Square(0, 0, 400), edit.moved(square, -50, -1));
    assertEquals(new Square(880, 320, 400), edit.moved(square, 2000, 2000));
  }

  @Test
  void snapsToEdgesAndMiddleButNotWhenItMustNot() {
    assertEquals(new Square(440, 160, 400), edit.moved(square, 433, 166));
    assertEquals(new Square(0, 320, 400), edit.moved(square, 7, 313));
    assertEquals(new Square(433, 166, 400), new SquareEdit(1280, 720, 0).moved(square, 433, 166));
  }

  @Test
  void resizesByACornerWhileTheOppositeOneStays() {
    assertEquals(new Square(300, 100, 450), edit.resized(square, Corner.BOTTOM_RIGHT, 750, 400));
    assertEquals(new Square(250, 50, 450), edit.resized(square, Corner.TOP_LEFT, 250, 99));
    assertEquals(new Square(250, 100, 450), edit.resized(square, Corner.BOTTOM_LEFT, 250, 400));
    assertEquals(new Square(300, 50, 450), edit.resized(square, Corner.TOP_RIGHT, 750, 99));
  }

  @Test
  void staysInsideSnapsToAllThereIsAndNeverVanishes() {
    // 620 pixels are below the upper edge; 615 are near enough to be all of them.
    assertEquals(new Square(300, 100, 620), edit.resized(square, Corner.BOTTOM_RIGHT, 915, 500));
    assertEquals(new Square(300, 100, 620), edit.resized(square, Corner.BOTTOM_RIGHT, 5000, 5000));
    assertEquals(
        new Square(300, 100, SquareEdit.SMALLEST), edit.resized(square, Corner.BOTTOM_RIGHT, 0, 0));
  }

  @Test
  void aTypedSideKeepsTheMiddle() {
    assertEquals(new Square(350, 150, 300), edit.sized(square, 300));
    assertEquals(new Square(140, 0, 720), edit.sized(square, 9000));
    SquareEdit tiny = new SquareEdit(12, 9, 0);
    assertEquals(new Square(0, 0, 9), tiny.sized(new Square(0, 0, 9), 3), "no smaller than it is");
  }
}
