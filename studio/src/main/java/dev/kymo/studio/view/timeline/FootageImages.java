package dev.kymo.studio.view.timeline;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.control.TimelineFootage;
import dev.kymo.studio.project.FootageThumbnails;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import javafx.scene.image.Image;

/** Thumbnails of footage as the toolkit's images, made when they come into sight. */
final class FootageImages {

  private final Map<FrameImage, Image> images = new WeakHashMap<>();

  /** A lane of these thumbnails. */
  TimelineFootage of(FootageThumbnails.Strip strip) {
    return new TimelineFootage() {
      @Override
      public double aspect() {
        return strip.aspect();
      }

      @Override
      public double from() {
        return strip.from();
      }

      @Override
      public double to() {
        return strip.to();
      }

      @Override
      public Optional<Image> at(double t) {
        return strip.at(t).map(small -> images.computeIfAbsent(small, ThumbnailStore::image));
      }
    };
  }
}
