package dev.kymo.studio.view.learn;

import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.image.RgbFrame;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.background.JobHandle;
import dev.kymo.studio.background.JobRunner;
import dev.kymo.studio.view.kit.Texts;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Small pictures of single frames for the strip under the clip. Used from the JavaFX thread. */
final class StripThumbnails {

  /** The height of a picture, pixels. */
  static final int HEIGHT = 54;

  /** Neighbours are read in one go when they are no further apart than this altogether. */
  private static final int ONE_GO = 240;

  private static final int KEPT = 400;

  private final JobRunner jobs;
  private final Texts texts;
  private final Runnable readSoon;
  private final Map<Integer, RgbFrame> read = new ConcurrentHashMap<>();
  private final ReadOnlyObjectWrapper<Map<Integer, RgbFrame>> images =
      new ReadOnlyObjectWrapper<>(Map.of());
  private Optional<Footage> footage = Optional.empty();
  private List<Integer> wanted = List.of();
  private Optional<JobHandle<?>> job = Optional.empty();

  StripThumbnails(JobRunner jobs, UnaryOperator<Runnable> calm, Texts texts) {
    this.jobs = jobs;
    this.texts = texts;
    this.readSoon = calm.apply(this::read);
  }

  /** The pictures that are there, by the numbers of their frames. */
  ReadOnlyObjectProperty<Map<Integer, RgbFrame>> imagesProperty() {
    return images.getReadOnlyProperty();
  }

  /** Shows other footage, or none. */
  void show(Optional<Footage> next) {
    stop();
    read.clear();
    images.set(Map.of());
    footage = next;
    readSoon.run();
  }

  /** Wants pictures of these frames. */
  void want(List<Integer> frames) {
    if (!frames.equals(wanted)) {
      wanted = List.copyOf(frames);
      readSoon.run();
    }
  }

  private void read() {
    stop();
    List<Integer> missing =
        wanted.stream().filter(frame -> !read.containsKey(frame)).sorted().toList();
    if (footage.isEmpty() || missing.isEmpty()) {
      return;
    }
    if (read.size() > KEPT) {
      read.keySet().retainAll(wanted);
    }
    Footage from = footage.get();
    JobHandle<Integer> next =
        jobs.run(texts.get("learn.thumbnails"), context -> read(from, missing, context));
    job = Optional.of(next);
    next.progressProperty().addListener((p, before, after) -> publish(next));
    next.whenEnded(outcome -> publish(next));
  }

  private int read(Footage from, List<Integer> missing, JobContext context)
      throws IOException, InterruptedException {
    int first = missing.get(0);
    int last = missing.get(missing.size() - 1);
    if (last - first < ONE_GO) {
      take(from, first, last - first + 1, missing, context);
    } else {
      for (int frame : missing) {
        take(from, frame, 1, missing, context);
      }
    }
    return missing.size();
  }

  private void take(Footage from, int first, int count, List<Integer> missing, JobContext context)
      throws IOException, InterruptedException {
    from.read(
        first,
        count,
        Optional.empty(),
        Optional.of(HEIGHT),
        (index, frame) -> {
          if (missing.contains(index) && !context.cancelled()) {
            read.put(index, frame);
            context.progress(read.size() / (double) (read.size() + 1));
          }
          return !context.cancelled();
        });
    context.check();
  }

  private void publish(JobHandle<?> from) {
    if (job.filter(newest -> newest == from).isPresent()) {
      images.set(Map.copyOf(new HashMap<>(read)));
    }
  }

  /** Gives up what is being read. */
  void stop() {
    job.ifPresent(JobHandle::cancel);
    job = Optional.empty();
  }
}
