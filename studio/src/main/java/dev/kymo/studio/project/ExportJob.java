package dev.kymo.studio.project;

import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.delivery.ModelPictures;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.file.SameFile;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.studio.background.Job;
import dev.kymo.studio.background.JobContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a clip piece by piece and writes it. */
public final class ExportJob implements Job<ExportJob.Exported> {

  private final ExportSettings settings;
  private final ClipExporter exporter;
  private final ModelPictures pictures;

  /**
   * A clip that is there.
   *
   * @param target where
   * @param notes what a user should know about it: a sentence each
   */
  public record Exported(Path target, List<String> notes) {
    /** Keeps an immutable copy. */
    public Exported {
      notes = List.copyOf(notes);
    }
  }

  /** An export of these settings. */
  public ExportJob(ExportSettings settings, ClipExporter exporter, ModelPictures pictures) {
    this.settings = settings;
    this.exporter = exporter;
    this.pictures = pictures;
  }

  @Override
  public Exported run(JobContext context) throws IOException, FrameException, InterruptedException {
    List<String> notes = new ArrayList<>();
    if (settings.carrying().isPresent()
        && SameFile.is(
            settings.target(), settings.carrying().get().footage().footage().info().file())) {
      throw new FileException(
          settings.target() + " is the footage itself, which would be lost: choose another name.");
    }
    try (ClipExporter.Clip clip = exporter.start(settings)) {
      context.progress(0);
      if (settings.carrying().isPresent()) {
        notes.addAll(carry(settings.carrying().get(), clip, context));
      } else {
        draw(clip, context);
      }
      context.check();
      clip.finish();
      notes.addAll(clip.notes());
    }
    return new Exported(settings.target(), notes);
  }

  private List<String> carry(ExportCarrying carrying, ClipExporter.Clip clip, JobContext context)
      throws IOException, FrameException, InterruptedException {
    int total = settings.grid().frames();
    CarriedClip.Outcome outcome =
        carrying
            .footage()
            .clip(pictures)
            .draw(
                settings.scene(),
                settings.grid().times(),
                carrying.part(),
                (index, image) -> {
                  write(clip, image);
                  context.progress((double) (index + 1) / total);
                  context.check();
                },
                context::cancelled);
    context.check();
    if (outcome.frames() < total) {
      throw stopped();
    }
    return outcome.notes();
  }

  /** A frame that cannot be encoded is as bad as one that cannot be written. */
  private static void write(ClipExporter.Clip clip, FrameImage image) throws IOException {
    try {
      clip.write(image);
    } catch (FrameException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void draw(ClipExporter.Clip clip, JobContext context)
      throws IOException, FrameException, InterruptedException {
    double[] times = settings.grid().times();
    int done = 0;
    while (done < times.length) {
      int end = Math.min(times.length, done + pictures.batchSize());
      done = write(clip, Arrays.copyOfRange(times, done, end), done, times.length, context);
    }
  }

  private int write(
      ClipExporter.Clip clip, double[] piece, int before, int total, JobContext context)
      throws IOException, FrameException, InterruptedException {
    List<FrameImage> images = pictures.draw(settings.scene(), piece, context::cancelled);
    context.check();
    if (images.size() < piece.length) {
      throw stopped();
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

  private FrameException stopped() {
    return new FrameException(
        "The export of "
            + settings.target().getFileName()
            + " stopped before its end; export it again.");
  }
}
