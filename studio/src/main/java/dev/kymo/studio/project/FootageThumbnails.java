package dev.kymo.studio.project;

import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobOutcome;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.footage.FramePixels;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * A small picture of every learned frame of the footage, read once in a job. JavaFX thread only.
 */
public final class FootageThumbnails {

  /** Height of a thumbnail, pixels. */
  public static final int HEIGHT = 40;

  private final JobRunner jobs;
  private final Consumer<List<String>> faults;
  private final ReadOnlyObjectWrapper<Optional<Strip>> strip =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private Optional<JobHandle<List<String>>> job = Optional.empty();

  /** The pictures that are there by now, in their order. */
  public static final class Strip {
    private final FootageOrigin origin;
    private final int clipLength;
    private final AtomicReferenceArray<FrameImage> images;

    private Strip(FootageOrigin origin, int clipLength, AtomicReferenceArray<FrameImage> images) {
      this.origin = origin;
      this.clipLength = clipLength;
      this.images = images;
    }

    /** How many times as wide as high a frame is. */
    public double aspect() {
      return (double) origin.width() / origin.height();
    }

    /** The name of the footage. */
    public String name() {
      return origin.name();
    }

    /** When the clip begins, units of t. */
    public double from() {
      return origin.time(origin.first(), clipLength);
    }

    /** When it ends, units of t. */
    public double to() {
      return origin.time(origin.first() + origin.frames(), clipLength);
    }

    /** The frame that is seen at a time; empty outside of the clip, and until it is read. */
    public Optional<FrameImage> at(double t) {
      int frame = (int) Math.floor((t + 1) * clipLength / 2 + 1e-6);
      return frame < 0 || frame >= images.length()
          ? Optional.empty()
          : Optional.ofNullable(images.get(frame));
    }
  }

  /**
   * Follows the footage.
   *
   * @param faults told what is wrong with it, a sentence each
   */
  public FootageThumbnails(FootageSession footage, JobRunner jobs, Consumer<List<String>> faults) {
    this.jobs = jobs;
    this.faults = faults;
    footage.stateProperty().addListener((p, before, after) -> changed(after.attached()));
  }

  /** The thumbnails; a new object whenever more are there, empty without footage. */
  public ReadOnlyObjectProperty<Optional<Strip>> stripProperty() {
    return strip.getReadOnlyProperty();
  }

  private void changed(Optional<FootageState.Attached> attached) {
    job.ifPresent(JobHandle::cancel);
    job = Optional.empty();
    strip.set(Optional.empty());
    attached.ifPresent(this::read);
  }

  private void read(FootageState.Attached attached) {
    FootageOrigin origin = attached.origin();
    AtomicReferenceArray<FrameImage> images = new AtomicReferenceArray<>(origin.frames());
    Runnable show = () -> strip.set(Optional.of(new Strip(origin, attached.clipLength(), images)));
    show.run();
    JobHandle<List<String>> handle =
        jobs.run(
            origin.name(),
            context ->
                attached
                    .footage()
                    .read(
                        origin.first(),
                        origin.frames(),
                        Optional.empty(),
                        Optional.of(HEIGHT),
                        (index, frame) -> {
                          int place = index - origin.first();
                          images.set(place, FramePixels.image(frame, Optional.empty()));
                          context.progress((place + 1.0) / origin.frames());
                          return !context.cancelled();
                        })
                    .faults());
    job = Optional.of(handle);
    handle.progressProperty().addListener((p, before, after) -> showIfNewest(handle, show));
    handle.whenEnded(
        outcome -> {
          showIfNewest(handle, show);
          if (outcome instanceof JobOutcome.Done<List<String>> done && !done.value().isEmpty()) {
            faults.accept(done.value());
          }
        });
  }

  private void showIfNewest(JobHandle<List<String>> handle, Runnable show) {
    if (job.filter(newest -> newest == handle).isPresent()) {
      show.run();
    }
  }
}
