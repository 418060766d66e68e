package dev.kymo.studio.project;

import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.FrameRequest;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.frames.FrameCache;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.timeline.Playback;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicIntegerArray;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * How well the model knows each learned frame: its picture, unedited, against the learned square of
 * the frame, as a peak signal-to-noise ratio. Computed once for every model in a job. JavaFX thread
 * only.
 */
public final class FootageFit {

  /** Of two equal pictures; an honest figure ends somewhere. */
  private static final double HIGHEST = 99;

  private static final int PIECE = 16;

  private final EditorModel editor;
  private final ModelSession models;
  private final FootageSession footage;
  private final Playback playback;
  private final FrameService frames;
  private final FrameCache cache;
  private final JobRunner jobs;
  private final ReadOnlyObjectWrapper<OptionalDouble> decibels =
      new ReadOnlyObjectWrapper<>(OptionalDouble.empty());
  private Optional<JobHandle<Integer>> job = Optional.empty();
  private Optional<String> measured = Optional.empty();
  private AtomicIntegerArray figures = new AtomicIntegerArray(0);

  /** Follows the model, its footage and the playhead. */
  public FootageFit(
      EditorModel editor,
      ModelSession models,
      FootageSession footage,
      Playback playback,
      FrameService frames,
      FrameCache cache,
      JobRunner jobs) {
    this.editor = editor;
    this.models = models;
    this.footage = footage;
    this.playback = playback;
    this.frames = frames;
    this.cache = cache;
    this.jobs = jobs;
    footage.stateProperty().addListener((p, before, after) -> changed());
    models.modelProperty().addListener((p, before, after) -> changed());
    playback.playheadProperty().addListener((p, before, after) -> update());
  }

  /** Decibels at the playhead; empty until it is known, and outside of the clip. */
  public ReadOnlyObjectProperty<OptionalDouble> decibelsProperty() {
    return decibels.getReadOnlyProperty();
  }

  private void changed() {
    Optional<FootageState.Attached> attached = footage.stateProperty().get().attached();
    Optional<String> wanted =
        attached
            .flatMap(a -> models.modelProperty().get())
            .map(model -> model.checkpointId() + " " + attached.get().origin().hash());
    if (!wanted.equals(measured)) {
      job.ifPresent(JobHandle::cancel);
      job = Optional.empty();
      measured = wanted;
      figures = new AtomicIntegerArray(attached.map(a -> a.origin().frames()).orElse(0));
      if (wanted.isPresent()) {
        measure(models.modelProperty().get().orElseThrow(), attached.get());
      }
    }
    update();
  }

  private void measure(ModelInfo model, FootageState.Attached attached) {
    FootageOrigin origin = attached.origin();
    Scene scene = CarriedClip.unedited(editor.state().scene(model.checkpointId()), origin);
    AtomicIntegerArray into = figures;
    JobHandle<Integer> handle =
        jobs.run(
            origin.name(),
            context -> {
              Measuring measuring = new Measuring(scene, attached, into, context);
              attached
                  .footage()
                  .read(
                      origin.first(),
                      origin.frames(),
                      Optional.of(origin.square()),
                      Optional.of(model.imageSize()),
                      measuring::frame);
              measuring.flush();
              return measuring.done;
            });
    job = Optional.of(handle);
    handle.progressProperty().addListener((p, before, after) -> update());
    handle.whenEnded(outcome -> update());
  }

  private void update() {
    Optional<FootageState.Attached> attached = footage.stateProperty().get().attached();
    OptionalDouble next = OptionalDouble.empty();
    if (attached.isPresent()) {
      double t = playback.playheadProperty().get();
      long frame = Math.round((t + 1) * attached.get().clipLength() / 2);
      if (frame >= 0 && frame < figures.length()) {
        float known = Float.intBitsToFloat(figures.get((int) frame));
        next = known == 0 ? OptionalDouble.empty() : OptionalDouble.of(known);
      }
    }
    decibels.set(next);
  }

  /** Frames on their way to figures, in pieces that the model draws at once. */
  private final class Measuring {
    private final Scene scene;
    private final FootageState.Attached attached;
    private final AtomicIntegerArray into;
    private final JobContext context;
    private final List<RgbFrame> waiting = new ArrayList<>();
    private int first;
    private int done;

    Measuring(
        Scene scene, FootageState.Attached attached, AtomicIntegerArray into, JobContext context) {
      this.scene = scene;
      this.attached = attached;
      this.into = into;
      this.context = context;
    }

    boolean frame(int index, RgbFrame frame) throws IOException, InterruptedException {
      if (waiting.isEmpty()) {
        first = index;
      }
      waiting.add(frame);
      return waiting.size() < PIECE || flush();
    }

    /** Measures what waits; false when it is no longer wanted. */
    boolean flush() throws IOException, InterruptedException {
      if (context.cancelled()) {
        return false;
      }
      FootageOrigin origin = attached.origin();
      double[] times = new double[waiting.size()];
      Arrays.setAll(times, i -> origin.time(first + i, attached.clipLength()));
      List<FrameImage> pictures;
      try {
        pictures = frames.draw(scene, times, context::cancelled);
      } catch (FrameException e) {
        throw new IOException(e.getMessage(), e);
      }
      for (int i = 0; i < pictures.size(); i++) {
        float figure = (float) decibels(waiting.get(i), pictures.get(i));
        // Whatever is carried next needs the same pictures.
        cache.put(new FrameRequest(scene, times[i]), pictures.get(i));
        into.set(first + i - origin.first(), Float.floatToIntBits(figure));
        done++;
      }
      context.progress((double) done / origin.frames());
      boolean more = pictures.size() == waiting.size();
      waiting.clear();
      return more;
    }
  }

  /** PSNR of two pictures of one size. */
  static double decibels(RgbFrame truth, FrameImage picture) {
    long sum = 0;
    byte[] rgb = truth.rgb();
    int at = 0;
    for (int pixel : picture.argb()) {
      sum += square((rgb[at++] & 0xFF) - (pixel >> 16 & 0xFF));
      sum += square((rgb[at++] & 0xFF) - (pixel >> 8 & 0xFF));
      sum += square((rgb[at++] & 0xFF) - (pixel & 0xFF));
    }
    double mean = (double) sum / rgb.length;
    return mean == 0 ? HIGHEST : Math.min(HIGHEST, 10 * Math.log10(255 * 255 / mean));
  }

  private static int square(int value) {
    return value * value;
  }
}
