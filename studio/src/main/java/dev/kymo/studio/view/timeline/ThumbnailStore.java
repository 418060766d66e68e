package dev.kymo.studio.view.timeline;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.control.TimelineLayout;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.Thumbnail;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * Small pictures of cached frames, made in jobs and kept for the last few hundred. Used from the
 * JavaFX thread only.
 */
final class ThumbnailStore {

  private static final int KEPT = 300;

  private final FrameCache cache;
  private final JobRunner jobs;
  private final Runnable made;
  private final Set<FrameRequest> underWay = new HashSet<>();
  private final Map<FrameRequest, Image> images = new Kept<>();
  private final Map<Double, Image> former = new Kept<>();

  /**
   * An empty store.
   *
   * @param made told when a thumbnail is there
   */
  ThumbnailStore(FrameCache cache, JobRunner jobs, Runnable made) {
    this.cache = cache;
    this.jobs = jobs;
    this.made = made;
  }

  /** The thumbnail of a frame; when only the frame is there, it is made for the next time. */
  Optional<Image> get(FrameRequest request) {
    Image image = images.get(request);
    if (image == null && !underWay.contains(request)) {
      cache.get(request).ifPresent(frame -> make(request, frame));
    }
    if (image != null) {
      former.put(request.t(), image);
    }
    return Optional.ofNullable(image);
  }

  /** What was shown of a time last, whatever the motion was; empty when it is not known. */
  Optional<Image> former(double t) {
    return Optional.ofNullable(former.get(t));
  }

  /** Forgets what was shown: it belongs to another model. */
  void forget() {
    former.clear();
  }

  /** The last few hundred that were used. */
  private static final class Kept<K> extends LinkedHashMap<K, Image> {
    Kept() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, Image> eldest) {
      return size() > KEPT;
    }
  }

  private void make(FrameRequest request, FrameImage frame) {
    underWay.add(request);
    jobs.run("thumbnail", context -> Thumbnail.of(frame, TimelineLayout.THUMBNAIL))
        .whenEnded(
            outcome -> {
              underWay.remove(request);
              if (outcome instanceof JobOutcome.Done<FrameImage> done) {
                images.put(request, image(done.value()));
                made.run();
              }
            });
  }

  static Image image(FrameImage small) {
    WritableImage image = new WritableImage(small.width(), small.height());
    image
        .getPixelWriter()
        .setPixels(
            0,
            0,
            small.width(),
            small.height(),
            PixelFormat.getIntArgbInstance(),
            small.argb(),
            0,
            small.width());
    return image;
  }
}
