package dev.kymo.inference.frame;

import ai.djl.engine.EngineException;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.model.GeneratedClip;
import dev.kymo.inference.model.Generator;
import dev.kymo.inference.model.PrecisionChoice;
import dev.kymo.inference.model.SynthesisCost;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Draws frames of one generator: sizes batches to the memory, turns what can go wrong into
 * sentences, and owns the generator's native memory. Used by one thread at a time.
 */
public final class FrameRenderer implements FrameSource, AutoCloseable {
  private final String checkpointId;
  private final Compute compute;
  private final Generator generator;
  private final SourceInfo info;
  private final BatchPlan batches;

  /**
   * A renderer for a loaded generator, which it closes with itself.
   *
   * @param checkpointId which model it is: requests for another are refused
   * @param deviceName for people
   */
  public FrameRenderer(
      String checkpointId,
      Compute compute,
      String deviceName,
      Generator generator,
      PrecisionChoice choice) {
    this.checkpointId = checkpointId;
    this.compute = compute;
    this.generator = generator;
    this.info = new SourceInfo(deviceName, generator.precision().label(), choice.reason());
    this.batches =
        new BatchPlan(
            generator.spec(),
            generator.precision(),
            DeviceMemory.free(compute.device()),
            compute.device().isGpu());
  }

  /** Gets the frames of a clip as floats. */
  @FunctionalInterface
  public interface RawSink {
    /**
     * Takes a frame.
     *
     * @param t its time
     * @param w its latent (D_c)
     * @param image (3, S, S) row-major, nominally in [-1, 1], not clamped
     * @throws FrameException to stop the clip with a reason
     */
    void accept(double t, float[] w, float[] image) throws FrameException;
  }

  @Override
  public SourceInfo info() {
    return info;
  }

  /** Which model is drawn: what its scenes carry. */
  public String modelId() {
    return checkpointId;
  }

  /** The architecture of the model. */
  public GeneratorSpec spec() {
    return generator.spec();
  }

  /** Learned f of all groups, radians per unit t. */
  public float[] frequencies() {
    return generator.frequencies();
  }

  /** Learned p of all groups, in the order of the frequencies, radians. */
  public float[] phases() {
    return generator.phases();
  }

  /** Whether the checkpoint holds noise maps of its own. */
  public boolean hasStoredNoise() {
    return generator.hasStoredNoise();
  }

  /** Operations of a frame's convolutions; a multiply and an add are two. */
  public double operationsPerFrame() {
    return SynthesisCost.operationsPerFrame(
        generator.spec(), compute.kernels(), generator.precision());
  }

  /** The precision in use. */
  public Precision precision() {
    return generator.precision();
  }

  @Override
  public int batchSize() {
    return batches.size();
  }

  @Override
  public FrameOutcome draw(FrameRequest request) {
    long start = System.nanoTime();
    try {
      int size = generator.spec().imageSize();
      int[] argb = clip(request.scene()).argb(new double[] {request.t()});
      FrameImage image = new FrameImage(size, size, argb);
      return new FrameOutcome.Drawn(request, image, System.nanoTime() - start);
    } catch (FrameException e) {
      return new FrameOutcome.Failed(request, e.getMessage(), System.nanoTime() - start);
    } catch (EngineException e) {
      return new FrameOutcome.Failed(request, sentence(e), System.nanoTime() - start);
    }
  }

  @Override
  public int drawClip(Scene scene, double[] times, Sink sink, BooleanSupplier cancelled)
      throws FrameException {
    int size = generator.spec().imageSize();
    int pixels = size * size;
    return inBatches(
        scene,
        times,
        cancelled,
        (clip, from, batch) -> {
          int[] argb = clip.argb(batch);
          return i -> {
            int[] own = Arrays.copyOfRange(argb, i * pixels, (i + 1) * pixels);
            sink.accept(from + i, batch[i], new FrameImage(size, size, own));
          };
        });
  }

  /**
   * Draws a clip as floats; otherwise like {@link #drawClip}.
   *
   * @return how many frames reached the sink
   */
  public int drawRaw(Scene scene, double[] times, RawSink sink, BooleanSupplier cancelled)
      throws FrameException {
    int values = 3 * generator.spec().imageSize() * generator.spec().imageSize();
    int width = generator.spec().contentDim();
    return inBatches(
        scene,
        times,
        cancelled,
        (clip, from, batch) -> {
          GeneratedClip.Raw raw = clip.raw(batch);
          return i ->
              sink.accept(
                  batch[i],
                  Arrays.copyOfRange(raw.w(), i * width, (i + 1) * width),
                  Arrays.copyOfRange(raw.images(), i * values, (i + 1) * values));
        });
  }

  /** Draws a batch and gives back how its frames are delivered. */
  private interface BatchDraw {
    BatchLoop.Delivery draw(GeneratedClip clip, int from, double[] times);
  }

  private int inBatches(Scene scene, double[] times, BooleanSupplier cancelled, BatchDraw draw)
      throws FrameException {
    GeneratedClip clip = clip(scene);
    try {
      return new BatchLoop(batches)
          .run(
              times.length,
              cancelled,
              (from, count) ->
                  draw.draw(clip, from, Arrays.copyOfRange(times, from, from + count)));
    } catch (EngineException e) {
      throw new FrameException(sentence(e), e);
    }
  }

  private GeneratedClip clip(Scene scene) throws FrameException {
    if (!scene.checkpointId().equals(checkpointId)) {
      throw new OtherCheckpointException();
    }
    compute.enterThread();
    try {
      return generator.clip(scene.content(), scene.noise(), scene.motion());
    } catch (IllegalArgumentException e) {
      throw new FrameException("Cannot draw: " + e.getMessage() + ".", e);
    } catch (EngineException e) {
      throw new FrameException(sentence(e), e);
    }
  }

  private String sentence(EngineException e) {
    int size = generator.spec().imageSize();
    if (BatchLoop.isOutOfMemory(e)) {
      return "%s ran out of memory drawing a frame of %d x %d; close other programs or use a smaller model."
          .formatted(info.device(), size, size);
    }
    String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    return "The engine could not draw the frame: " + firstLine;
  }

  @Override
  public void close() {
    generator.close();
  }
}
