package dev.kymo.trainer.training;

import dev.kymo.inference.kernel.Kernels;
import dev.kymo.trainer.network.DeltaVideoDiscriminator;
import dev.kymo.trainer.network.Discriminator;
import dev.kymo.trainer.network.ImageDiscriminator;
import dev.kymo.trainer.network.PatchImageDiscriminator;
import dev.kymo.trainer.network.PatchVideoDiscriminator;
import dev.kymo.trainer.network.VideoDiscriminator;
import dev.kymo.trainer.run.ModelOptions;
import dev.kymo.trainer.run.VideoDiscriminatorKind;

/** The two discriminators that a run's options ask for. */
final class Judges {
  private final Discriminator image;
  private final Discriminator video;
  private final boolean pairs;

  Judges(Kernels kernels, ModelOptions model) {
    image =
        switch (model.imageDiscriminator()) {
          case IMAGE -> new ImageDiscriminator(kernels, model.imageChannels());
          case PATCH_IMAGE -> new PatchImageDiscriminator(kernels, model.imageChannels());
        };
    video =
        switch (model.videoDiscriminator()) {
          case DELTA -> new DeltaVideoDiscriminator(kernels, model.videoChannels());
          case VIDEO ->
              new VideoDiscriminator(
                  kernels, model.videoChannels(), model.generator().videoLength());
          case PATCH_VIDEO -> new PatchVideoDiscriminator(kernels, model.videoChannels());
        };
    pairs = model.videoDiscriminator() == VideoDiscriminatorKind.DELTA;
  }

  Discriminator image() {
    return image;
  }

  Discriminator video() {
    return video;
  }

  /** Whether clips are pairs of frames. */
  boolean pairs() {
    return pairs;
  }
}
