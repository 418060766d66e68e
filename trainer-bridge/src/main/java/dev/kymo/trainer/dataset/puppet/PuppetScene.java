package dev.kymo.trainer.dataset.puppet;

import java.util.random.RandomGenerator;

/** What stands still behind a puppet: a papered wall, a picture, a shelf of books. */
final class PuppetScene {
  private static final Rgb WOOD = Rgb.of(0x6B4A30);
  private static final Rgb FRAME = Rgb.of(0xCDB98A);
  private static final Rgb MOUNT = Rgb.of(0xEDE6D6);
  private static final Rgb SKY = Rgb.of(0x9CC2D8);
  private static final Rgb SUN = Rgb.of(0xF6DE9A);
  private static final Rgb FAR_HILL = Rgb.of(0x5F8A78);
  private static final Rgb NEAR_HILL = Rgb.of(0x3F6B4C);

  private static final Rgb[] BOOKS = {
    Rgb.of(0x8E3B34),
    Rgb.of(0x2F5D73),
    Rgb.of(0xC2A04A),
    Rgb.of(0x4F6B3C),
    Rgb.of(0x77527A),
    Rgb.of(0xB9B2A2),
    Rgb.of(0x33363F)
  };

  private static final double SHELF_Y = 0.40;
  private static final double BOOK = 0.026;

  private final Rgb wall;
  private final int salt;
  private final double pictureY;
  private final double firstBook;

  PuppetScene(Rgb wall, RandomGenerator random) {
    this.wall = wall;
    salt = PuppetLook.below(random, 1 << 16);
    pictureY = 0.17 + 0.08 * PuppetLook.below(random, 256) / 256;
    firstBook = 0.76 + 0.05 * PuppetLook.below(random, 256) / 256;
  }

  /** Paints the sample at a place, in widths of the picture. */
  void paint(Paint paint, double x, double y) {
    double paper = 0.045 * Shapes.wave(11 * x) * Shapes.wave(11 * y + Shapes.wave(11 * x) * 0.18);
    double grain = 0.022 * Shapes.noise(60 * x, 60 * y, salt);
    double light = 1.14 - 0.34 * x - 0.12 * y;
    paint.fill(wall.times(light * (1 + paper + grain)));
    if (x < 0.32 && y < 0.5) {
      picture(paint, x - 0.155, y - pictureY);
    } else if (x > 0.68 && y < 0.5) {
      shelf(paint, x, y);
    }
  }

  private void picture(Paint paint, double x, double y) {
    double shadow = Shapes.smooth(0.02, 0, Shapes.box(x - 0.008, y - 0.010, 0.115, 0.1));
    paint.over(0.3 * shadow, wall.times(0.4));
    paint.shape(Shapes.box(x, y, 0.115, 0.1), FRAME.times(1 + 0.12 * Shapes.wave(30 * (x + y))));
    paint.shape(Shapes.box(x, y, 0.099, 0.084), MOUNT);
    double window = Shapes.box(x, y, 0.077, 0.062);
    paint.shape(window, SKY.times(1 - 1.2 * (y + 0.06)));
    paint.shape(Math.max(window, Shapes.circle(x - 0.035, y + 0.025, 0.014)), SUN);
    double far = 0.012 - y + 0.014 * Shapes.wave(7 * x + 0.2);
    paint.shape(Math.max(window, far), FAR_HILL);
    double near = 0.034 - y + 0.010 * Shapes.wave(9 * x + 0.7);
    paint.shape(Math.max(window, near), NEAR_HILL.times(1 + 0.1 * Shapes.noise(70 * x, 70 * y, 5)));
  }

  private void shelf(Paint paint, double x, double y) {
    int number = (int) Math.floor((x - firstBook) / BOOK);
    // A book may cover samples at its neighbors' edges.
    for (int i = Math.max(0, number - 1); i <= number + 1; i++) {
      double height = 0.105 + 0.022 * Shapes.hash(i, 1, salt);
      int color = (int) ((Shapes.hash(i, 2, salt) + 1) / 2 * BOOKS.length);
      double middle = firstBook + (i + 0.5) * BOOK;
      double bookX = x - middle;
      double bookY = y - (SHELF_Y - height);
      Rgb cloth = BOOKS[Math.min(color, BOOKS.length - 1)];
      Rgb round = cloth.times(1.08 - 380 * bookX * bookX - 5 * Math.max(0, bookX));
      double outline = Shapes.box(bookX, bookY, 0.47 * BOOK, height);
      paint.shape(outline, round);
      double band = Math.abs(bookY + 0.6 * height) - 0.007;
      paint.shape(Math.max(outline, band), cloth.toward(MOUNT, 0.55));
    }
    double board = Shapes.box(x - 0.96, y - SHELF_Y - 0.009, 0.225, 0.009);
    double shadow = Shapes.smooth(0.03, 0, Shapes.box(x - 0.96, y - SHELF_Y - 0.02, 0.225, 0.009));
    paint.over(0.28 * shadow, wall.times(0.35));
    paint.shape(board, WOOD.times(1 + 0.15 * Shapes.noise(20 * x, 240 * y, 3)));
  }
}
