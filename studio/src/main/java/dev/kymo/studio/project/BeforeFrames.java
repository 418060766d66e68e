package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.motion.BandPlan;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.frames.Picture;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * What the picture that is shown is compared with: the frame as it was filmed, or, without footage,
 * the picture with its motion as trained. Only the newest wish counts. JavaFX thread only.
 */
public final class BeforeFrames {

  private final EditorModel editor;
  private final PreviewPictures pictures;
  private final FrameService frames;
  private final FrameCache cache;
  private final JobRunner jobs;
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<Optional<FrameImage>> image =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<FrameRequest> waiting = Optional.empty();
  private boolean running;

  /** Follows the picture that is shown. */
  public BeforeFrames(
      EditorModel editor,
      PreviewPictures pictures,
      FrameService frames,
      FrameCache cache,
      JobRunner jobs) {
    this.editor = editor;
    this.pictures = pictures;
    this.frames = frames;
    this.cache = cache;
    this.jobs = jobs;
    pictures.comparedProperty().bind(wanted);
    pictures.originalProperty().addListener((p, before, after) -> update());
    pictures.pictureProperty().addListener((p, before, after) -> update());
    wanted.addListener((p, before, after) -> update());
  }

  /** Whether a comparison is wanted. */
  public BooleanProperty wantedProperty() {
    return wanted;
  }

  /** The unedited counterpart of the picture that is shown; empty until it is there. */
  public ReadOnlyObjectProperty<Optional<FrameImage>> imageProperty() {
    return image.getReadOnlyProperty();
  }

  private void update() {
    if (pictures.hasFootage()) {
      waiting = Optional.empty();
      image.set(wanted.get() ? pictures.originalProperty().get() : Optional.empty());
      return;
    }
    Optional<FrameRequest> request = wanted.get() ? counterpart() : Optional.empty();
    Optional<FrameImage> cached = request.flatMap(cache::get);
    image.set(cached);
    waiting = cached.isPresent() ? Optional.empty() : request;
    startNext();
  }

  private Optional<FrameRequest> counterpart() {
    return pictures
        .pictureProperty()
        .get()
        .map(Picture::request)
        .map(
            shown -> {
              MotionEdit trained = MotionEdit.trained(BandPlan.WHOLE, editor.state().motionCode());
              EditorState unedited = editor.state().withMotion(trained);
              return new FrameRequest(unedited.scene(shown.scene().checkpointId()), shown.t());
            });
  }

  private void startNext() {
    if (running || waiting.isEmpty()) {
      return;
    }
    FrameRequest request = waiting.get();
    waiting = Optional.empty();
    running = true;
    double[] at = {request.t()};
    jobs.run("before", context -> frames.draw(request.scene(), at, context::cancelled))
        .whenEnded(
            outcome -> {
              running = false;
              if (outcome instanceof JobOutcome.Done<List<FrameImage>> done
                  && !done.value().isEmpty()) {
                cache.put(request, done.value().get(0));
                update();
              } else {
                startNext();
              }
            });
  }
}
