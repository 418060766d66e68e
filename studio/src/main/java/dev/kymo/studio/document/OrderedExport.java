package dev.kymo.studio.document;

import dev.kymo.inference.delivery.FrameCarrier;
import dev.kymo.inference.delivery.LearnedFootage;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.Footage;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.studio.background.Job;
import dev.kymo.studio.background.JobContext;
import dev.kymo.studio.footage.FootageFinder;
import dev.kymo.studio.footage.FootageReference;
import dev.kymo.studio.frames.FrameService;
import dev.kymo.studio.project.ClipExporter;
import dev.kymo.studio.project.ExportFootage;
import dev.kymo.studio.project.ExportJob;
import dev.kymo.studio.project.ExportPictures;
import dev.kymo.studio.project.ExportSettings;
import dev.kymo.studio.project.ModelInfo;
import dev.kymo.studio.project.ModelOpener;
import dev.kymo.studio.project.OpenedModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Does an export that was asked for: with the open model as long as that is the right one, and
 * otherwise with checkpoint and footage that it finds and opens itself.
 */
public final class OrderedExport implements Job<ExportJob.Exported> {
  private final ExportOrder order;
  private final Optional<ExportSettings> prepared;
  private final Services services;

  /**
   * What it works with.
   *
   * @param opener opens checkpoints
   * @param frames draws with the open one
   * @param footage opens footage
   * @param carriers carry edits to it, as well as an export does
   * @param exporter writes clips
   * @param checkpoints that were opened before
   * @param folders in which footage was before
   */
  public record Services(
      ModelOpener opener,
      FrameService frames,
      Footage.Opener footage,
      FrameCarrier.Factory carriers,
      ClipExporter exporter,
      Supplier<List<Path>> checkpoints,
      Supplier<List<Path>> folders) {}

  /**
   * An export.
   *
   * @param prepared what it needs, when it was asked for with its model open; empty when the order
   *     is from another day
   */
  public OrderedExport(ExportOrder order, Optional<ExportSettings> prepared, Services services) {
    this.order = order;
    this.prepared = prepared;
    this.services = services;
  }

  @Override
  public ExportJob.Exported run(JobContext context)
      throws IOException, FrameException, InterruptedException {
    Optional<FrameService> live = prepared.map(settings -> services.frames());
    try (ExportPictures pictures = new ExportPictures(live, this::open)) {
      ExportSettings settings =
          prepared.isPresent() ? prepared.get() : settings(pictures.own().info());
      context.check();
      return new ExportJob(settings, services.exporter(), pictures).run(context);
    }
  }

  private OpenedModel open() throws IOException, FrameException {
    CheckpointReference wanted = order.project().checkpoint();
    CheckpointFinder.Result found =
        new CheckpointFinder(services.opener()::id).find(wanted, services.checkpoints().get());
    if (found instanceof CheckpointFinder.Found checkpoint) {
      return services.opener().open(checkpoint.file(), (fraction, message) -> {});
    }
    throw new FileException(
        found instanceof CheckpointFinder.Changed changed
            ? changed.file() + " has changed since this export was asked for: export it again."
            : "The checkpoint %s is not at hand: put it back, and export again."
                .formatted(wanted.file()));
  }

  private ExportSettings settings(ModelInfo model) throws IOException, InterruptedException {
    Optional<ExportFootage> footage = Optional.empty();
    if (order.picture().part().isPresent()) {
      FootageOrigin origin =
          model
              .clipOf(order.project().state().content())
              .orElseThrow(
                  () -> new FileException(order.target() + " was to show footage of no clip."));
      footage = Optional.of(footage(model, origin));
    }
    return order.settings(model.imageSize(), footage);
  }

  private ExportFootage footage(ModelInfo model, FootageOrigin origin)
      throws IOException, InterruptedException {
    List<Path> places = new ArrayList<>();
    for (FootageReference reference : order.project().footage()) {
      if (reference.hash().equals(origin.hash())) {
        places.add(reference.file());
        reference.otherwise().ifPresent(places::add);
      }
    }
    List<Path> folders = new ArrayList<>(services.folders().get());
    Optional.ofNullable(model.file().toAbsolutePath().getParent()).ifPresent(folders::add);
    if (FootageFinder.find(origin, places, folders) instanceof FootageFinder.Found found) {
      Footage footage = services.footage().open(found.file());
      LearnedFootage.check(footage.info(), origin);
      return new ExportFootage(footage, origin, model.videoLength(), services.carriers());
    }
    throw new FileException(
        "The footage %s is not at hand as it was: put it back, and export again."
            .formatted(origin.name()));
  }
}
