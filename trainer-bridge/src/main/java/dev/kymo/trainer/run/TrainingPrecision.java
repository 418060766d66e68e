package dev.kymo.trainer.run;

import java.util.Locale;

/** The type of the convolutions of a training step; R1 is always float32. */
public enum TrainingPrecision {
  /** Whichever of float32 and bfloat16 is faster here, measured before step 0. */
  AUTO,
  /** float32 throughout. */
  FP32,
  /** float32 with TF32 tensor cores; CUDA only. */
  TF32,
  /** bfloat16 convolutions. */
  BF16,
  /** half precision convolutions; CUDA only. */
  FP16;

  /** As the command line spells it: auto, fp32, tf32, bf16, fp16. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
