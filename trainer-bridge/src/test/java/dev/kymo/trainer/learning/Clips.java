package dev.kymo.trainer.learning;

import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.trainer.dataset.LearnedFrames;
import dev.kymo.trainer.dataset.puppet.Puppet;
import dev.kymo.trainer.dataset.puppet.PuppetLook;
import dev.kymo.trainer.run.DataOptions;
import dev.kymo.trainer.run.ImageDiscriminatorKind;
import dev.kymo.trainer.run.LearnedClip;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.MachineOptions;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.ScheduleOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.run.TrainingPrecision;
import dev.kymo.trainer.run.VideoDiscriminatorKind;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Small clips to learn: puppets of 16 x 16, sixteen frames. */
final class Clips {
  static final int SIZE = 16;
  static final int FRAMES = 16;

  private Clips() {}

  /** The frames of so many puppets. */
  static LearnedFrames puppets(int clips) {
    ByteBuffer bytes = ByteBuffer.allocateDirect(clips * FRAMES * 3 * SIZE * SIZE);
    List<Integer> counts = new ArrayList<>();
    for (int clip = 0; clip < clips; clip++) {
      Puppet puppet = new Puppet(PuppetLook.of(clip + 1));
      for (int frame = 0; frame < FRAMES; frame++) {
        RgbFrame drawn = puppet.draw(frame / (double) Puppet.FRAME_RATE, SIZE, 1, 1);
        bytes.put(drawn.rgb());
      }
      counts.add(FRAMES);
    }
    return new LearnedFrames(SIZE, bytes.flip(), counts);
  }

  static TrainingOptions options(int clips, long steps, int threads) {
    List<Integer> widths = List.of(24, 24, 16);
    GeneratorSpec spec = new GeneratorSpec(SIZE, 32, 32, 2, 2, List.of(12.0), widths, FRAMES);
    LearningOptions learning =
        new LearningOptions(
            IntStream.range(0, clips)
                .mapToObj(
                    i ->
                        new LearnedClip(
                            "somewhere/puppet" + i + ".mp4",
                            "0".repeat(64),
                            SIZE,
                            SIZE,
                            25,
                            1,
                            0,
                            FRAMES,
                            0,
                            0,
                            SIZE))
                .toList(),
            0.02,
            4,
            0.002,
            8,
            List.of(1.5, 3.0),
            Optional.empty());
    return new TrainingOptions(
        new DataOptions("somewhere/puppet0.mp4", 1),
        new ModelOptions(
            spec, ImageDiscriminatorKind.IMAGE, widths, VideoDiscriminatorKind.DELTA, widths),
        new LossOptions(1, 1, 0.02, 0, 0.99, 0, 16, 10, false, 1, false),
        new ScheduleOptions(steps, 10, 100, 100, 100, 100, 2, 0, 1),
        new MachineOptions(List.of("cpu"), TrainingPrecision.FP32, threads, 0),
        3,
        Optional.empty(),
        Optional.of(learning));
  }
}
