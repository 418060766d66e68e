package dev.kymo.trainer.metric.fvd;

import dev.kymo.inference.kernel.ScriptModule;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A TorchScript detector with the call of the published I3D file: {@code forward(x uint8 N 3 T H W,
 * rescale=True, resize=True, return_features=True)}, features (N, F). It scales and resizes itself.
 */
final class ScriptDetector implements ClipDetector {
  private final ScriptModule module;
  private final Path file;

  /**
   * A detector that is loaded already.
   *
   * @param file for messages
   */
  ScriptDetector(ScriptModule module, Path file) {
    this.module = module;
    this.file = file;
  }

  @Override
  public float[][] features(byte[] clips, int count, int frames, int size) throws FvdException {
    ScriptModule.Output output;
    try {
      long[] shape = {count, 3, frames, size, size};
      output = module.forward(ByteBuffer.wrap(clips), shape, true, true, true);
    } catch (IllegalArgumentException e) {
      throw new FvdException(
          "%s cannot be used as a detector of clips of %d frames: %s."
              .formatted(file, frames, e.getMessage()),
          e);
    }
    if (output.shape().length != 2 || output.shape()[0] != count || output.shape()[1] < 1) {
      throw new FvdException(
          "%s is no detector for this: for %d clips it returns %s, and not one row of features for each."
              .formatted(file, count, Arrays.toString(output.shape())));
    }
    int width = (int) output.shape()[1];
    float[][] features = new float[count][];
    for (int i = 0; i < count; i++) {
      features[i] = Arrays.copyOfRange(output.values(), i * width, (i + 1) * width);
      for (float value : features[i]) {
        if (!Float.isFinite(value)) {
          throw new FvdException(file + " returns features that are not finite numbers.");
        }
      }
    }
    return features;
  }
}
