package dev.kymo.studio.footage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.kymo.inference.clip.FrameRate;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.Square;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FootageShapeTest {

  private static FootageOrigin origin(int width, int height, Square square) {
    return new FootageOrigin(
        "a.mp4", "0".repeat(64), width, height, new FrameRate(25, 1), 3, 40, square, 1, 1);
  }

  @Test
  void highDefinitionKeepsItsSize() {
    FootageOrigin origin = origin(1920, 1080, new Square(420, 0, 1080));
    FootageShape shape = FootageShape.of(origin);
    assertEquals(Optional.empty(), shape.scaledHeight());
    assertEquals(new FootageShape(3, 40, 1920, 1080, 1, new Square(420, 0, 1080)), shape);
    assertEquals(origin, shape.scaled(origin));
    assertEquals(3L * 1920 * 1080, shape.bytesPerFrame());
  }

  @Test
  void largerFootageIsAWholeFractionOfItself() {
    FootageShape shape = FootageShape.of(origin(3840, 2160, new Square(840, 0, 2160)));
    assertEquals(new FootageShape(3, 40, 1920, 1080, 2, new Square(420, 0, 1080)), shape);
    assertEquals(Optional.of(1080), shape.scaledHeight());
    FootageShape odd = FootageShape.of(origin(1215, 2161, new Square(0, 946, 1215)));
    assertEquals(3, odd.divisor());
    assertEquals(true, odd.square().fits(odd.width(), odd.height()));
  }
}
