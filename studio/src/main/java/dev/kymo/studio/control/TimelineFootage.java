package dev.kymo.studio.control;

import java.util.Optional;
import javafx.scene.image.Image;

/** What the timeline's lane of footage shows: frames as they were filmed, side by side. */
public interface TimelineFootage {

  /** How many times as wide as high a frame is. */
  double aspect();

  /** When the clip begins, units of t. */
  double from();

  /** When it ends, units of t. */
  double to();

  /** The small picture of the frame that is seen at a time, if it is there. */
  Optional<Image> at(double t);
}
