package dev.kymo.studio.cli.render;

import dev.kymo.inference.checkpoint.Checkpoint;
import dev.kymo.inference.checkpoint.CheckpointReader;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.clip.ClipAttachment;
import dev.kymo.inference.clip.ClipFormat;
import dev.kymo.inference.clip.ClipOptions;
import dev.kymo.inference.clip.ClipWriter;
import dev.kymo.inference.clip.ClipWriters;
import dev.kymo.inference.clip.NpzClipWriter;
import dev.kymo.inference.device.DeviceChoice;
import dev.kymo.inference.device.EngineSetupException;
import dev.kymo.inference.file.FileException;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Renders plans with the engine. */
public final class ClipRendering implements RenderWork {
  private final EngineStart engine;

  /** Starts the engine for a device. */
  @FunctionalInterface
  public interface EngineStart {
    /** Starts it; the caller closes it. */
    EngineSession start(DeviceChoice device) throws EngineSetupException;
  }

  /** A rendering whose engine starts when it is first needed. */
  public ClipRendering(EngineStart engine) {
    this.engine = engine;
  }

  @Override
  public void render(RenderPlan asked, Listener listener, BooleanSupplier cancelled)
      throws Exception {
    Checkpoint checkpoint = CheckpointReader.read(asked.checkpoint());
    RenderPlan plan = asked.settledFor(checkpoint.spec());
    Optional<Latents> given =
        plan.latents().file().isPresent()
            ? Optional.of(LatentsFile.read(plan.latents().file().get()))
            : Optional.empty();
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
        Pass pass = new Pass(plan, renderer, scene, counting(plan, listener, clip), cancelled);
        if (plan.output().format() == ClipFormat.NPZ) {
          pass.numbers(path);
        } else {
          pass.pictures(path);
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
      FrameCounter counter,
      BooleanSupplier cancelled) {

    void pictures(Path path) throws FileException, FrameException, UserError {
      ClipOptions options =
          plan.look().options(renderer.spec().imageSize(), plan.grid(), plan.rate());
      Optional<ClipAttachment> attachment =
          plan.project().map(edit -> ProjectFile.attachment(project(edit), path));
      try (ClipWriter writer =
          ClipWriters.open(plan.output().format(), path, options, attachment)) {
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
