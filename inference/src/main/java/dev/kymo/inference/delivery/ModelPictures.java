package dev.kymo.inference.delivery;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.frame.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Draws the model's own pictures. */
public interface ModelPictures {

  /** How many are drawn at once at present. */
  int batchSize();

  /**
   * Draws pictures in order.
   *
   * @param cancelled asked now and then; true ends it early
   * @return fewer than there are times when it was ended early
   * @throws FrameException when one cannot be drawn; its message is a sentence for the user
   */
  List<FrameImage> draw(Scene scene, double[] times, BooleanSupplier cancelled)
      throws FrameException, InterruptedException;

  /** Those of a source. */
  static ModelPictures of(FrameSource source) {
    return new ModelPictures() {
      @Override
      public int batchSize() {
        return source.batchSize();
      }

      @Override
      public List<FrameImage> draw(Scene scene, double[] times, BooleanSupplier cancelled)
          throws FrameException {
        List<FrameImage> images = new ArrayList<>();
        source.drawClip(scene, times, (index, t, image) -> images.add(image), cancelled);
        return images;
      }
    };
  }
}
