package dev.kymo.inference.tensor;

/** IEEE 754 half precision, which Java has no type for before release 20. */
final class HalfFloats {
  private HalfFloats() {}

  /** Widens a half exactly: subnormals, infinities and NaN included. */
  static float halfToFloat(short half) {
    int sign = (half & 0x8000) << 16;
    int exponent = (half >>> 10) & 0x1F;
    int fraction = half & 0x3FF;
    if (exponent == 0x1F) {
      return Float.intBitsToFloat(sign | 0x7F800000 | (fraction << 13));
    }
    if (exponent == 0) {
      // Zero and subnormals: fraction * 2^-24, exact in float32.
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }
}
