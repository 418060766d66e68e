package dev.kymo.studio.project;

import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.background.Job;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.frames.FrameService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Draws a clip piece by piece, so that the preview stays live, and writes it. */
public final class ExportJob implements Job<Path> {

  private final ExportSettings settings;
  private final ClipExporter exporter;
  private final FrameService frames;

  /** An export of these settings. */
  public ExportJob(ExportSettings settings, ClipExporter exporter, FrameService frames) {
    this.settings = settings;
    this.exporter = exporter;
    this.frames = frames;
  }

  @Override
  public Path run(JobContext context) throws IOException, FrameException, InterruptedException {
    double[] times = settings.grid().times();
    try (ClipExporter.Clip clip = exporter.start(settings)) {
      context.progress(0);
      int done = 0;
      while (done < times.length) {
        int end = Math.min(times.length, done + frames.batchSize());
        done = write(clip, Arrays.copyOfRange(times, done, end), done, times.length, context);
      }
      context.check();
      clip.finish();
    }
    return settings.target();
  }

  private int write(
      ClipExporter.Clip clip, double[] piece, int before, int total, JobContext context)
      throws IOException, FrameException, InterruptedException {
    List<FrameImage> images = frames.drawForFile(settings.scene(), piece, context::cancelled);
    context.check();
    if (images.size() < piece.length) {
      throw new FrameException(
          "The export of "
              + settings.target().getFileName()
              + " stopped because another checkpoint was opened; export it again.");
    }
    int done = before;
    for (FrameImage image : images) {
      context.check();
      clip.write(image);
      done++;
      context.progress((double) done / total);
    }
    return done;
  }
}
