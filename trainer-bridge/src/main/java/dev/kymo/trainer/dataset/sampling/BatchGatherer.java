package dev.kymo.trainer.dataset.sampling;

import dev.kymo.trainer.dataset.DatasetException;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.dataset.SamplingPlan;
import dev.kymo.trainer.dataset.SamplingPlan.Pairing;
import dev.kymo.trainer.dataset.sampling.StepDraw.FramePlace;
import java.nio.ByteBuffer;
import java.util.List;

/** Puts the frames of a step together. Safe for use by several threads. */
final class BatchGatherer implements AutoCloseable {
  private final SamplingPlan plan;
  private final StepSampler sampler;
  private final UsableVideos videos;
  private final FrameStore store;

  BatchGatherer(SamplingPlan plan, StepSampler sampler, UsableVideos videos, FrameStore store) {
    this.plan = plan;
    this.sampler = sampler;
    this.videos = videos;
    this.store = store;
  }

  /**
   * The memory of a batch, used for one step after another.
   *
   * @param images direct, of its exact size
   * @param clips direct, of its exact size
   */
  record Slot(ByteBuffer images, ByteBuffer clips) {}

  Slot newSlot() {
    int frame = 3 * plan.imageSize() * plan.imageSize();
    int clip = plan.pairing() == Pairing.WHOLE ? plan.clipFrames() : 2;
    return new Slot(
        ByteBuffer.allocateDirect(plan.imageBatch() * frame),
        ByteBuffer.allocateDirect(plan.videoBatch() * clip * frame));
  }

  /** Fills a slot with the batch of a step; the buffers are ready to be read. */
  RealBatch gather(long step, Slot slot) throws DatasetException {
    StepDraw draw = sampler.draw(step);
    copy(draw.images(), slot.images().clear());
    slot.clips().clear();
    for (List<FramePlace> clip : draw.clips()) {
      copy(clip, slot.clips());
    }
    return new RealBatch(slot.images().flip(), slot.clips().flip(), draw.deltas());
  }

  private void copy(List<FramePlace> places, ByteBuffer to) throws DatasetException {
    for (FramePlace place : places) {
      store.copy(videos.first(place.video()) + place.frame(), to);
    }
  }

  @Override
  public void close() throws DatasetException {
    store.close();
  }
}
