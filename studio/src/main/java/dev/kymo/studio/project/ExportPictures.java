package dev.kymo.studio.project;

import dev.kymo.inference.delivery.ModelPictures;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameImage;
import dev.kymo.inference.frame.OtherCheckpointException;
import dev.kymo.inference.frame.Scene;
import dev.kymo.studio.frames.FrameService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Pictures for an export, piece by piece: by the open model, so that the preview stays live, and
 * once another one is opened by a copy of its own, so that the export goes on. Used by one job.
 */
public final class ExportPictures implements ModelPictures, AutoCloseable {

  private final Optional<FrameService> live;
  private final Opener opener;
  private Optional<OpenedModel> own = Optional.empty();

  /** Opens the checkpoint of an export; it may take its time. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens it.
     *
     * @throws IOException when it is not there any more, or not as it was
     * @throws FrameException when it cannot draw
     */
    OpenedModel open() throws IOException, FrameException;
  }

  /**
   * Pictures of one checkpoint.
   *
   * @param live draws it as long as it is open; empty when it is not
   * @param opener opens it once more
   */
  public ExportPictures(Optional<FrameService> live, Opener opener) {
    this.live = live;
    this.opener = opener;
  }

  @Override
  public int batchSize() {
    return own.map(model -> model.frames().batchSize())
        .orElseGet(() -> live.map(FrameService::batchSize).orElse(1));
  }

  @Override
  public List<FrameImage> draw(Scene scene, double[] times, BooleanSupplier cancelled)
      throws FrameException, InterruptedException {
    List<FrameImage> images = new ArrayList<>();
    if (own.isEmpty() && live.isPresent()) {
      try {
        images.addAll(new ServicePictures(live.get()).draw(scene, times, cancelled));
      } catch (OtherCheckpointException e) {
        // Another one is open: the copy draws all of this piece.
        images.clear();
      }
    }
    if (images.size() < times.length && !cancelled.getAsBoolean()) {
      double[] rest = Arrays.copyOfRange(times, images.size(), times.length);
      own().frames().drawClip(scene, rest, (index, t, image) -> images.add(image), cancelled);
    }
    return images;
  }

  /**
   * The copy, opened when it is first asked for.
   *
   * @throws FrameException when it cannot be opened; the message is a sentence for the user
   */
  public OpenedModel own() throws FrameException {
    if (own.isEmpty()) {
      try {
        own = Optional.of(opener.open());
      } catch (IOException e) {
        throw new FrameException(e.getMessage(), e);
      }
    }
    return own.get();
  }

  @Override
  public void close() {
    own.ifPresent(OpenedModel::close);
    own = Optional.empty();
  }
}
