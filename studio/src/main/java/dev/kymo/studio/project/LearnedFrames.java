package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.studio.footage.CarryService;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import java.util.List;
import java.util.Optional;

/** Pictures of footage as it was learned, drawn once and kept among the others. */
public final class LearnedFrames implements CarryService.LearnedPictures {

  private final FrameService frames;
  private final FrameCache cache;

  /** Draws with this service. */
  public LearnedFrames(FrameService frames, FrameCache cache) {
    this.frames = frames;
    this.cache = cache;
  }

  @Override
  public Optional<FrameImage> at(FrameRequest request) throws FrameException, InterruptedException {
    Optional<FrameImage> cached = cache.get(request);
    if (cached.isPresent()) {
      return cached;
    }
    List<FrameImage> drawn = frames.draw(request.scene(), new double[] {request.t()}, () -> false);
    if (drawn.isEmpty()) {
      return Optional.empty();
    }
    cache.put(request, drawn.get(0));
    return Optional.of(drawn.get(0));
  }
}
