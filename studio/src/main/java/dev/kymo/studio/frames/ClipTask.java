package dev.kymo.studio.frames;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.FrameSource;
import dev.kymo.inference.frame.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/** A few frames of a clip that another thread waits for. */
final class ClipTask implements RenderQueue.Work {

  private final Scene scene;
  private final double[] times;
  private final boolean afresh;
  private final BooleanSupplier cancelled;
  private final CompletableFuture<List<FrameImage>> result = new CompletableFuture<>();

  /**
   * Frames of a scene.
   *
   * @param afresh whether they are drawn even when the cache has them
   */
  ClipTask(Scene scene, double[] times, boolean afresh, BooleanSupplier cancelled) {
    this.scene = scene;
    this.times = times.clone();
    this.afresh = afresh;
    this.cancelled = cancelled;
  }

  /** Draws, or takes from the cache where it may and every frame is there; on the render thread. */
  void draw(FrameSource source, FrameCache cache) {
    try {
      List<FrameImage> images = afresh ? new ArrayList<>() : cached(cache);
      if (images.size() < times.length) {
        images.clear();
        source.drawClip(scene, times, (index, t, image) -> images.add(image), cancelled);
      }
      result.complete(images.size() == times.length ? images : List.of());
    } catch (FrameException | RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private List<FrameImage> cached(FrameCache cache) {
    List<FrameImage> images = new ArrayList<>(times.length);
    for (double t : times) {
      Optional<FrameImage> image = cache.get(new FrameRequest(scene, t));
      if (image.isEmpty()) {
        break;
      }
      images.add(image.get());
    }
    return images;
  }

  /** Gives up: whoever waits gets no frames. */
  void abandon() {
    result.complete(List.of());
  }

  /** Waits for the frames. */
  List<FrameImage> await() throws FrameException, InterruptedException {
    try {
      return result.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FrameException failure) {
        throw failure;
      }
      throw new FrameException("The frames could not be drawn.", e.getCause());
    }
  }
}
