package dev.kymo.trainer.training;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.RealBatches;
import dev.kymo.trainer.run.DataOptions;
import dev.kymo.trainer.run.ImageDiscriminatorKind;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;

/** Small runs for tests: 16 x 16, sixteen frames, noise as real data that depends on the step. */
final class Runs {
  static final int SIZE = 16;
  static final int FRAMES = 16;

  private Runs() {}

  static TrainingOptions options(VideoDiscriminatorKind kind, int batch, boolean augment) {
    List<Integer> channels = List.of(16, 16, 16);
    GeneratorSpec spec = new GeneratorSpec(SIZE, 16, 16, 2, 2, List.of(3.0, 7.0), channels, FRAMES);
    return new TrainingOptions(
        new DataOptions("noise", 1),
        new ModelOptions(spec, ImageDiscriminatorKind.IMAGE, channels, kind, channels),
        new LossOptions(batch, batch, 0.002, 0, 0.99, 10, 10, 0.5, augment, 1, false),
        new ScheduleOptions(40, 10, 100, 1000, 1000, 1000, 2, 0, 4),
        new MachineOptions(List.of("cpu"), TrainingPrecision.FP32, 1, 1),
        7);
  }

  /** Batches that are a function of the step, as the contract says. */
  static RealBatches noise(TrainingOptions options, int replicas) {
    boolean pairs = options.model().videoDiscriminator() == VideoDiscriminatorKind.DELTA;
    int pixels = options.model().generator().imageSize() * options.model().generator().imageSize();
    int images = options.loss().imageBatch() * replicas;
    int clips = options.loss().videoBatch() * replicas;
    return new RealBatches() {
      @Override
      public RealBatch take(long step) {
        Random random = new Random(step);
        float[] deltas = new float[pairs ? clips : 0];
        for (int i = 0; i < deltas.length; i++) {
          deltas[i] = 2f * (1 + random.nextInt(FRAMES - 1)) / FRAMES;
        }
        return new RealBatch(
            bytes(random, images * pixels * 3),
            bytes(random, clips * (pairs ? 2 : FRAMES) * pixels * 3),
            deltas);
      }

      @Override
      public long waitedNanos() {
        return 0;
      }

      @Override
      public void close() {}
    };
  }

  private static ByteBuffer bytes(Random random, int count) {
    byte[] values = new byte[count];
    random.nextBytes(values);
    return ByteBuffer.allocateDirect(count).put(values).flip();
  }
}
