package dev.kymo.studio.view.learn;

import java.nio.file.Path;
import java.util.Optional;

/** Asks the user for footage. */
public interface FootagePicker {

  /** A video, or one of the images of a sequence; empty when the user thinks better of it. */
  Optional<Path> pickFootage();
}
