package dev.kymo.trainer.dataset.puppet;

/**
 * Paints one picture of a puppet: scene, hair behind, shoulders, neck, head with its face, hair in
 * front. The head is drawn in coordinates of its own, whose origin is where it turns on the neck.
 */
final class PuppetPainter {
  /** How much larger than its own coordinates the puppet is, and around what. */
  private static final double ZOOM = 1.17;

  private static final double ZOOM_Y = 0.93;

  private static final double PIVOT_Y = 0.735;
  private static final double MOUTH_Y = -0.142;
  private static final double EYE_X = 0.059;
  private static final double EYE_Y = -0.283;
  private static final Rgb LIP = Rgb.of(0xB0484C);
  private static final Rgb THROAT = Rgb.of(0x4A1216);
  private static final Rgb TEETH = Rgb.of(0xF4EFE6);
  private static final Rgb TONGUE = Rgb.of(0xC4626A);
  private static final Rgb EYE_WHITE = Rgb.of(0xF6F3EE);
  private static final Rgb DARK = Rgb.of(0x1B1616);
  private static final Rgb GLINT = Rgb.of(0xFFFFFF);

  private final PuppetLook look;
  private final PuppetScene scene;
  private final PuppetPose pose;
  private final Paint paint;
  private final Rgb skin;
  private final Rgb skinShade;
  private final Rgb brow;
  private final double cos;
  private final double sin;

  // Where the neck meets the head, in the picture.
  private final double neckX;
  private final double neckY;

  /** How far the face turns with the sway: what is near moves farther. */
  private final double turn;

  PuppetPainter(PuppetLook look, PuppetScene scene, PuppetPose pose, Paint paint) {
    this.look = look;
    this.scene = scene;
    this.pose = pose;
    this.paint = paint;
    skin = look.skin();
    skinShade = skin.times(0.62).toward(Rgb.of(0x7A3B30), 0.25);
    brow = look.hair().times(0.75);
    cos = StrictMath.cos(pose.tilt());
    sin = StrictMath.sin(pose.tilt());
    neckX = 0.5 + pose.headX() + sin * 0.06;
    neckY = PIVOT_Y + pose.headY() - cos * 0.06;
    turn = 0.16 * pose.headX();
  }

  /** Paints the sample at a place, in widths of the picture, y downward. */
  void paint(double x, double y) {
    paint.unit(1);
    scene.paint(paint, x, y);
    paint.unit(ZOOM);
    puppet(0.5 + (x - 0.5) / ZOOM, ZOOM_Y + (y - ZOOM_Y) / ZOOM);
  }

  private void puppet(double x, double y) {
    double fromPivotX = x - 0.5 - pose.headX();
    double fromPivotY = y - PIVOT_Y - pose.headY();
    double hx = cos * fromPivotX + sin * fromPivotY;
    double hy = -sin * fromPivotX + cos * fromPivotY;
    boolean head = Math.abs(hx) < 0.26 && hy > -0.56 && hy < 0.18;
    if (head) {
      hairBehind(hx, hy);
    }
    if (y > 0.55) {
      body(x, y);
    }
    if (head) {
      ears(hx, hy);
      double face = face(hx, hy);
      if (face < 0.01) {
        features(hx - turn, hy, face);
      }
      hairInFront(hx, hy);
      if (look.glasses()) {
        glasses(hx - turn, hy);
      }
    }
  }

  private Rgb strands(double x, double y, double light) {
    double strand =
        0.16 * Shapes.noise(85 * x + 6 * y, 11 * y, 7) + 0.1 * Shapes.noise(34 * x, 5 * y, 8);
    return look.hair().times(light * (1 + strand) - 0.9 * x);
  }

  private void hairBehind(double x, double y) {
    double shape;
    switch (look.style()) {
      case BOB ->
          shape =
              Shapes.join(
                  Shapes.ellipse(x, y + 0.265, 0.19, 0.19),
                  Shapes.ellipse(x, y + 0.17, 0.185, 0.12),
                  0.05);
      case LONG ->
          shape =
              Shapes.join(
                  Shapes.ellipse(x, y + 0.265, 0.188, 0.19),
                  Shapes.ellipse(x, y + 0.06, 0.2, 0.2),
                  0.08);
      case BUN -> shape = Shapes.circle(x - 0.01, y + 0.475, 0.07);
      default -> {
        return;
      }
    }
    double part = paint.coverage(shape);
    if (part > 0) {
      paint.over(part, strands(x, y, 0.72));
    }
  }

  private void body(double x, double y) {
    double bx = x - 0.5 - pose.bodyX();
    double shoulders = Shapes.ellipse(bx, y - 1.06, 0.40, 0.29);
    double chest = Shapes.box(bx, y - 1.1, 0.30, 0.2);
    double shirt = Shapes.join(shoulders, chest, 0.08);
    double shade = 1.05 - 0.5 * bx - 0.35 * Shapes.smooth(-0.06, 0, shirt);
    double knit =
        0.07 * Shapes.wave(26 * (y + 0.35 * bx * bx)) + 0.05 * Shapes.noise(70 * bx, 70 * y, 2);
    paint.shape(shirt, look.shirt().times(shade + knit));
    double collar = Math.max(Shapes.ellipse(bx, y - 0.80, 0.118, 0.075), 0.74 - y);
    paint.shape(collar, look.shirt().times(0.8 + 0.12 * Shapes.wave(55 * bx)));
    double throat = Shapes.ellipse(bx, y - 0.785, 0.096, 0.058);
    double neck = Shapes.stroke(x, y, 0.5 + pose.bodyX(), 0.80, neckX, neckY, 0.066);
    double bare = Shapes.join(throat, neck, 0.03);
    double chin = Shapes.smooth(0.1, 0.02, y - neckY);
    double side = 0.7 * Math.max(0, x - neckX);
    paint.shape(bare, skin.times(0.95 - side).toward(skinShade, 0.75 * chin));
  }

  private void ears(double x, double y) {
    if (look.style() == HairStyle.LONG || look.style() == HairStyle.BOB) {
      return;
    }
    for (int sign = -1; sign <= 1; sign += 2) {
      double ex = x - sign * 0.146 + 0.5 * turn;
      double ear = Shapes.ellipse(ex, y + 0.255, 0.021, 0.036);
      paint.shape(ear, skin.times(sign < 0 ? 0.96 : 0.82));
      paint.shape(Shapes.ellipse(ex, y + 0.253, 0.010, 0.022), skinShade);
    }
  }

  private double face(double x, double y) {
    double jawDrop = 0.4 * pose.mouth();
    double skull = Shapes.ellipse(x, y + 0.285, 0.146, 0.165);
    double jaw = Shapes.ellipse(x - 0.4 * turn, y + 0.19 - jawDrop, 0.112, 0.135);
    double face = Shapes.join(skull, jaw, 0.06);
    double part = paint.coverage(face);
    if (part > 0) {
      double edge = Shapes.smooth(-0.055, 0.005, face);
      double side = Shapes.smooth(-0.02, 0.17, x);
      Rgb lit = skin.times(1.04 - 0.10 * side).toward(skinShade, 0.34 * edge * (0.4 + 0.6 * side));
      double freckles = 0.018 * Shapes.noise(75 * x, 75 * y, 9);
      paint.over(part, lit.times(1 + freckles));
    }
    return face;
  }

  private void features(double x, double y, double face) {
    double inside = paint.coverage(face);
    for (int sign = -1; sign <= 1; sign += 2) {
      double cheek = Shapes.circle(x - sign * 0.078, y + 0.195, 0);
      paint.over(0.22 * inside * Shapes.smooth(0.05, 0, cheek), LIP);
      eye(x - sign * EYE_X, y - EYE_Y, sign);
    }
    nose(x - 0.6 * turn, y);
    mouth(x, y);
  }

  private void eye(double x, double y, int sign) {
    if (Math.abs(x) > 0.06 || Math.abs(y) > 0.08) {
      return;
    }
    double socket = Shapes.ellipse(x, y + 0.004, 0.038, 0.026);
    paint.over(0.30 * Shapes.smooth(0.012, -0.012, socket), skinShade);
    double white = Shapes.ellipse(x, y, 0.0285, 0.0165);
    paint.shape(white, EYE_WHITE.times(0.97 - 6 * Math.max(0, -y - 0.004)));
    double fromIris = Shapes.circle(x - 0.002, y, 0);
    paint.shape(
        Math.max(white, fromIris - 0.0135), look.eyes().times(0.75 + 22 * Math.max(0, y + 0.004)));
    paint.shape(Math.max(white, fromIris - 0.0065), DARK);
    paint.shape(Shapes.circle(x + 0.003, y + 0.005, 0.0033), GLINT);
    double lid = Math.max(Math.abs(white) - 0.0024, y + 0.004);
    paint.shape(lid, DARK.toward(skinShade, 0.15));
    double lower = Math.max(Math.abs(white) - 0.0012, 0.006 - y);
    paint.over(0.5 * paint.coverage(lower), skinShade);
    double by = y + 0.043 + pose.brows();
    double inner = -sign * 0.028;
    double outer = sign * 0.036;
    double arch =
        Math.min(
            Shapes.stroke(x, by, inner, 0.003, sign * 0.012, -0.006, 0.0055),
            Shapes.stroke(x, by, sign * 0.012, -0.006, outer, 0.005, 0.0042));
    paint.over(0.92 * paint.coverage(arch), brow);
  }

  private void nose(double x, double y) {
    if (Math.abs(x) > 0.06 || y < -0.31 || y > -0.17) {
      return;
    }
    double bridge = Shapes.stroke(x, y, 0.004, -0.275, 0.016, -0.222, 0.004);
    paint.over(0.28 * Shapes.smooth(0.014, 0, bridge), skinShade);
    double light = Shapes.stroke(x, y, -0.003, -0.27, -0.002, -0.222, 0.003);
    paint.over(0.35 * Shapes.smooth(0.010, 0, light), skin.times(1.18));
    double under = Shapes.ellipse(x - 0.002, y + 0.199, 0.024, 0.009);
    paint.over(0.45 * Shapes.smooth(0.009, -0.004, under), skinShade);
    for (int sign = -1; sign <= 1; sign += 2) {
      paint.shape(Shapes.ellipse(x - sign * 0.0105, y + 0.2, 0.0052, 0.0033), skinShade.times(0.6));
    }
  }

  private void mouth(double x, double y) {
    double open = pose.opening();
    double width = 0.056 - 0.35 * (open - PuppetPose.MOUTH_AT_REST);
    double my = y - MOUTH_Y - 0.55 * (open - PuppetPose.MOUTH_AT_REST);
    if (Math.abs(x) > 0.1 || Math.abs(my) > 0.1) {
      return;
    }
    double lips = Shapes.ellipse(x, my - 0.001, width + 0.011, open + 0.011);
    double upper = my < 0 ? 0.86 : 1.04 + 4 * Math.max(0, 0.012 - Math.abs(my - open - 0.004));
    Rgb lip = LIP.toward(skin, 0.18).times(upper);
    paint.shape(lips, lip);
    double inner = Shapes.ellipse(x, my, width, open);
    paint.shape(inner, THROAT);
    double tongue = Shapes.ellipse(x, my - open - 0.001, 0.034, 0.020);
    paint.shape(Math.max(inner + 0.002, tongue), TONGUE);
    double teeth = y - MOUTH_Y + 0.0085;
    double gap = 0.06 * Shapes.wave(64 * x);
    paint.shape(Math.max(inner + 0.0015, teeth), TEETH.times(0.94 + gap));
  }

  private void hairInFront(double x, double y) {
    double cap = Shapes.ellipse(x, y + 0.30, 0.168, 0.188);
    double window = Shapes.ellipse(x - turn - 0.012, y + 0.205, 0.142, 0.168);
    double parting = Shapes.ellipse(x - turn + 0.05, y + 0.40, 0.15, 0.055);
    double fringe = Math.min(Math.max(cap, -window), Math.max(cap, parting));
    double cut = look.style() == HairStyle.SHORT || look.style() == HairStyle.BUN ? 0.262 : 0.17;
    double hair = Math.max(fringe, y + cut);
    double part = paint.coverage(hair);
    if (part > 0) {
      double shine = 0.22 * Shapes.smooth(0.05, 0, Math.abs(y + 0.425 + 1.2 * x * x));
      paint.over(part, strands(x, y, 0.95 + shine));
    }
  }

  private void glasses(double x, double y) {
    for (int sign = -1; sign <= 1; sign += 2) {
      double ring = Math.abs(Shapes.ellipse(x - sign * EYE_X, y - EYE_Y, 0.046, 0.036)) - 0.0038;
      paint.shape(ring, DARK);
      paint.shape(
          Shapes.stroke(x, y, sign * 0.105, EYE_Y - 0.006, sign * 0.145, EYE_Y - 0.012, 0.003),
          DARK);
    }
    paint.shape(Shapes.stroke(x, y, -0.013, EYE_Y - 0.006, 0.013, EYE_Y - 0.006, 0.003), DARK);
  }
}
