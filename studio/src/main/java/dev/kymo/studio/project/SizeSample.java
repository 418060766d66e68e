package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.motion.TimeGrid;
import dev.kymo.studio.background.Job;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.frames.FrameService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tells how large an export will be, and how long it will take, by exporting its first frames among
 * the temporary files: once one frame, which is a key frame, and once a few, the others of which
 * are differences. Waits a moment first, so that typing a number does not start one for each digit.
 */
public final class SizeSample implements Job<Optional<SizeSample.Estimate>> {

  private static final int FRAMES = 5;
  private static final long PAUSE_MILLIS = 250;
  private static final long STEP_MILLIS = 10;

  private final ExportSettings settings;
  private final ClipExporter exporter;
  private final FrameService frames;

  /**
   * What an export will take.
   *
   * @param bytes of its files, about
   * @param seconds until it is there, about; how long drawing the model's own pictures takes is not
   *     counted, and what is carried to footage is
   */
  public record Estimate(long bytes, double seconds) {}

  /** A sample of these settings. */
  public SizeSample(ExportSettings settings, ClipExporter exporter, FrameService frames) {
    this.settings = settings;
    this.exporter = exporter;
    this.frames = frames;
  }

  /** Empty when nothing was drawn. */
  @Override
  public Optional<Estimate> run(JobContext context)
      throws IOException, FrameException, InterruptedException {
    for (long waited = 0; waited < PAUSE_MILLIS; waited += STEP_MILLIS) {
      context.check();
      Thread.sleep(STEP_MILLIS);
    }
    int count = Math.min(FRAMES, settings.grid().frames());
    double[] times = Arrays.copyOf(settings.grid().times(), count);
    List<FrameImage> images = new ArrayList<>();
    double perFrame = 0;
    if (settings.carrying().isPresent()) {
      perFrame = carry(settings.carrying().get(), times, images, context);
    } else {
      images.addAll(frames.draw(settings.scene(), times, context::cancelled));
    }
    context.check();
    if (images.size() < count) {
      return Optional.empty();
    }
    Path folder = Files.createTempDirectory("kymo-sample");
    try {
      long one = size(folder, images.subList(0, 1));
      context.check();
      long started = System.nanoTime();
      long several = count == 1 ? one : size(folder, images);
      perFrame += (System.nanoTime() - started) * 1e-9 / count;
      return Optional.of(
          new Estimate(extrapolated(one, several, count), perFrame * settings.grid().frames()));
    } finally {
      delete(folder);
    }
  }

  /** Carries the first frames; gives seconds for each of those after the first. */
  private double carry(
      ExportCarrying carrying, double[] times, List<FrameImage> images, JobContext context)
      throws IOException, FrameException, InterruptedException {
    long[] first = new long[1];
    carrying
        .footage()
        .clip(new ServicePictures(frames))
        .draw(
            settings.scene(),
            times,
            carrying.part(),
            (index, image) -> {
              images.add(image);
              first[0] = index == 0 ? System.nanoTime() : first[0];
            },
            context::cancelled);
    return (System.nanoTime() - first[0]) * 1e-9 / Math.max(1, images.size() - 1);
  }

  private long extrapolated(long one, long several, int count) {
    int total = settings.grid().frames();
    double further = count == 1 ? 0 : Math.max(0, (double) (several - one) / (count - 1));
    double bytes = one + further * (total - 1);
    if (settings.format().hasQuality()) {
      // There is a key frame every second.
      double keys = Math.floor((total - 1) / Math.max(2, settings.rate().perSecond()));
      bytes += keys * Math.max(0, one - further);
    }
    return Math.round(bytes);
  }

  private long size(Path folder, List<FrameImage> images) throws IOException, FrameException {
    Path target = folder.resolve(images.size() + settings.format().extension());
    TimeGrid grid = new TimeGrid(0, 1, images.size());
    try (ClipExporter.Clip clip = exporter.start(settings.sample(grid, target))) {
      for (FrameImage image : images) {
        clip.write(image);
      }
      clip.finish();
    }
    try (Stream<Path> files = Files.walk(target)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
