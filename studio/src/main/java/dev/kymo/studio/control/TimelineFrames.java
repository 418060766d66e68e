package dev.kymo.studio.control;

import java.util.Optional;
import javafx.scene.image.Image;

/** What the timeline's frame lane shows. */
public interface TimelineFrames {

  /** Nothing. */
  TimelineFrames NONE =
      new TimelineFrames() {
        @Override
        public Optional<Image> thumbnail(double t) {
          return Optional.empty();
        }

        @Override
        public Optional<Image> former(double t) {
          return Optional.empty();
        }

        @Override
        public boolean isCached(double t) {
          return false;
        }
      };

  /** The small picture of a time, if it is there. */
  Optional<Image> thumbnail(double t);

  /** What the small picture of a time was before the last edit, if it is still known. */
  Optional<Image> former(double t);

  /** Whether the frame of a time is drawn already. */
  boolean isCached(double t);
}
