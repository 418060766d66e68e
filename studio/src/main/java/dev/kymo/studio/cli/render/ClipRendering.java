package dev.kymo.studio.cli.render;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.clip.ClipEncoders;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipRequest;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.NpzClipWriter;
import dev.kymo.inference.clip.SoundTrack;
import dev.kymo.inference.delivery.CarriedClip;
import dev.kymo.inference.delivery.FootageSound;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.file.FileException;
import dev.kymo.inference.footage.FootageOrigin;
import dev.kymo.inference.footage.FootageOrigins;
import dev.kymo.inference.frame.FrameException;
import dev.kymo.inference.frame.FrameRenderer;
import dev.kymo.inference.frame.Scene;
import dev.kymo.inference.latents.Latents;
import dev.kymo.inference.latents.LatentsFile;
import dev.kymo.inference.session.EngineSession;
import dev.kymo.studio.cli.console.UserError;
import dev.kymo.studio.document.CheckpointReference;
import dev.kymo.studio.document.Project;
import dev.kymo.studio.document.ProjectFile;
import dev.kymo.studio.timeline.ClipRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Renders plans with the engine. */
public final class ClipRendering implements RenderWork {
  private final EngineStart engine;
  private final ClipEncoders encoders;
  private final FootageFinder footage;

  /** Starts the engine for a device. */
  @FunctionalInterface
  public interface EngineStart {
    /** Starts it; the caller closes it. */
    EngineSession start(DeviceChoice device) throws EngineSetupException;
  }

  /**
   * A rendering whose engine starts when it is first needed.
   *
   * @param encoders write clips
   * @param footage opens what edits are carried to
   */
  public ClipRendering(EngineStart engine, ClipEncoders encoders, FootageFinder footage) {
    this.engine = engine;
    this.encoders = encoders;
    this.footage = footage;
  }

  private static List<FootageOrigin> learned(Checkpoint checkpoint) {
    return FootageOrigins.read(checkpoint.options());
  }

  @Override
  public void render(RenderPlan asked, Listener listener, BooleanSupplier cancelled)
      throws Exception {
    Checkpoint checkpoint = CheckpointReader.read(asked.checkpoint());
    Optional<FootageFinder.Found> found =
        asked.footage().isPresent()
            ? Optional.of(footage.find(asked, checkpoint))
            : Optional.empty();
    RenderPlan plan =
        found
            .map(clip -> asked.settledFor(checkpoint.spec(), clip.origin()))
            .orElseGet(() -> asked.settledFor(checkpoint.spec(), learned(checkpoint)));
    Optional<Latents> given =
        plan.latents().file().isPresent()
            ? Optional.of(LatentsFile.read(plan.latents().file().get()))
            : Optional.empty();
    UnlearnedCodes.note(plan, learned(checkpoint)).ifPresent(listener::note);
    SceneBuilder scenes = new SceneBuilder(plan, checkpoint, given);
    // What can be refused is refused before the engine takes its time.
    scenes.scene(0);
    if (plan.output().fillsFolder()) {
      Files.createDirectories(plan.output().out());
    }
    try (EngineSession session = engine.start(plan.device());
        FrameRenderer renderer = session.load(checkpoint, plan.precision())) {
      listener.opened(renderer.info());
      for (int clip = 0; clip < plan.output().count(); clip++) {
        Scene scene = scenes.scene(clip);
        Path path = plan.output().path(clip);
        int batch = renderer.batchSize();
        Pass pass =
            new Pass(plan, renderer, scene, encoders, counting(plan, listener, clip), cancelled);
        if (plan.output().format() == ClipFormat.NPZ) {
          pass.numbers(path);
        } else if (found.isPresent()) {
          pass.carried(path, found.get(), listener);
        } else {
          pass.pictures(path, listener);
        }
        if (renderer.batchSize() < batch) {
          listener.smallerBatch(renderer.batchSize());
        }
        listener.written(path);
        saveLatents(plan, scenes.latents(scene), clip, listener);
      }
    }
  }

  /** Frames are counted through all clips. */
  private static FrameCounter counting(RenderPlan plan, Listener listener, int clip) {
    int frames = plan.grid().frames();
    int total = Math.multiplyExact(frames, plan.output().count());
    return done -> listener.frame(clip * frames + done, total);
  }

  private static void saveLatents(RenderPlan plan, Latents latents, int clip, Listener listener)
      throws FileException {
    if (plan.latents().saveTo().isPresent()) {
      Path file = plan.latents().saveTo().get();
      Path target = plan.output().count() == 1 ? file : ClipOutput.numbered(file, clip);
      LatentsFile.write(target, latents);
      listener.written(target);
    }
  }

  /** Hears how many frames of a clip are done. */
  @FunctionalInterface
  private interface FrameCounter {
    void done(int frames);
  }

  /** One clip on its way to a file. */
  private record Pass(
      RenderPlan plan,
      FrameRenderer renderer,
      Scene scene,
      ClipEncoders encoders,
      FrameCounter counter,
      BooleanSupplier cancelled) {

    void pictures(Path path, Listener listener)
        throws FileException, FrameException, UserError, InterruptedException {
      int side = renderer.spec().imageSize();
      ClipOptions options = plan.look().options(side, side, plan.grid(), plan.rate());
      try (ClipWriter writer = encoders.open(request(path, options, Optional.empty()))) {
        writer.notes().forEach(listener::note);
        int drawn =
            renderer.drawClip(
                scene,
                plan.grid().times(),
                (index, t, image) -> {
                  deliver(() -> writer.write(image));
                  counter.done(index + 1);
                },
                cancelled);
        checkComplete(drawn);
        writer.finish();
      }
    }

    void carried(Path path, FootageFinder.Found footage, Listener listener)
        throws IOException, FrameException, InterruptedException {
      CarriedClip clip = footage.clip(renderer);
      CarriedClip.Part part = footage.choice().part();
      ClipOptions options =
          plan.look().options(clip.width(part), clip.height(part), plan.grid(), plan.rate());
      FootageSound sound = footage.sound(plan);
      footage.footage().info().notes().forEach(listener::note);
      sound.note().ifPresent(listener::note);
      try (ClipWriter writer = encoders.open(request(path, options, sound.track()))) {
        writer.notes().forEach(listener::note);
        CarriedClip.Outcome outcome =
            clip.draw(
                scene,
                plan.grid().times(),
                part,
                (index, image) -> {
                  writer.write(image);
                  counter.done(index + 1);
                },
                cancelled);
        checkComplete(outcome.frames());
        writer.finish();
        outcome.notes().forEach(listener::note);
      }
    }

    private ClipRequest request(Path path, ClipOptions options, Optional<SoundTrack> sound) {
      return new ClipRequest(
          plan.output().format(),
          path,
          options,
          plan.project().map(edit -> ProjectFile.attachment(project(edit), path)),
          sound);
    }

    /** What the clip was made from, so that it can be opened again like one of the studio's. */
    private Project project(RenderPlan.ProjectEdit edit) {
      ClipRange range = new ClipRange(plan.grid().from(), plan.grid().to());
      return new Project(
          CheckpointReference.at(plan.checkpoint(), scene.checkpointId()),
          edit.state().withRange(range),
          true);
    }

    void numbers(Path path) throws FileException, FrameException, UserError {
      GeneratorSpec spec = renderer.spec();
      int frames = plan.grid().frames();
      try (NpzClipWriter writer =
          NpzClipWriter.open(path, frames, spec.imageSize(), spec.contentDim())) {
        int[] done = new int[1];
        int drawn =
            renderer.drawRaw(
                scene,
                plan.grid().times(),
                (t, w, image) -> {
                  deliver(() -> writer.write(t, w, image));
                  counter.done(++done[0]);
                },
                cancelled);
        checkComplete(drawn);
        writer.finish();
      }
    }

    private void checkComplete(int drawn) {
      if (drawn < plan.grid().frames()) {
        throw new CancellationException();
      }
    }

    private interface Delivery {
      void run() throws FileException;
    }

    /** A frame that cannot be kept stops the clip, with the file's sentence. */
    private static void deliver(Delivery delivery) throws FrameException {
      try {
        delivery.run();
      } catch (FileException e) {
        throw new FrameException(e.getMessage(), e);
      }
    }
  }
}
