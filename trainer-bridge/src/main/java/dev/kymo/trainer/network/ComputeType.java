package dev.kymo.trainer.network;

/** The type that a network's convolutions and activations have during a phase of a step. */
public enum ComputeType {
  /** For the CPU whose float32 convolutions cannot be trusted (see {@link ConvolutionCheck}). */
  FLOAT64(7),
  FLOAT32(6),
  BFLOAT16(15),
  HALF(5);

  private final int scalarType;

  ComputeType(int scalarType) {
    this.scalarType = scalarType;
  }

  /** PyTorch's number for the type, as the kernels take it. */
  public int scalarType() {
    return scalarType;
  }
}
