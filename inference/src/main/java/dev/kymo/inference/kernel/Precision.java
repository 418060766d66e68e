package dev.kymo.inference.kernel;

import java.util.Locale;

/** The type that activations and convolution weights of the synthesis have. */
public enum Precision {
  FP32(6, 4),
  BF16(15, 2),
  FP16(5, 2);

  private final int scalarType;
  private final int bytes;

  Precision(int scalarType, int bytes) {
    this.scalarType = scalarType;
    this.bytes = bytes;
  }

  /** PyTorch's number for the type, as the kernels take it. */
  public int scalarType() {
    return scalarType;
  }

  /** Bytes of one value. */
  public int bytes() {
    return bytes;
  }

  /** As the command line spells it: fp32, bf16, fp16. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
