package dev.kymo.studio.project;

import dev.kymo.inference.delivery.ModelPictures;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.Scene;
import dev.kymo.studio.frames.FrameService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Pictures for a file, drawn piece by piece so that the preview stays live. */
record ServicePictures(FrameService frames) implements ModelPictures {

  @Override
  public int batchSize() {
    return frames.batchSize();
  }

  @Override
  public List<FrameImage> draw(Scene scene, double[] times, BooleanSupplier cancelled)
      throws FrameException, InterruptedException {
    List<FrameImage> images = new ArrayList<>();
    while (images.size() < times.length) {
      int end = Math.min(times.length, images.size() + frames.batchSize());
      List<FrameImage> piece =
          frames.drawForFile(scene, Arrays.copyOfRange(times, images.size(), end), cancelled);
      if (piece.isEmpty()) {
        break;
      }
      images.addAll(piece);
    }
    return images;
  }
}
