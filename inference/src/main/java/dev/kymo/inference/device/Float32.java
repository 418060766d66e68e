package dev.kymo.inference.device;

/** What float32 convolutions are on a card that has TF32 tensor cores. */
public enum Float32 {
  /** As precise as the name says. */
  EXACT,
  /** Rounded to ten bits of mantissa, several times as fast: what libtorch does unless told. */
  TF32
}
