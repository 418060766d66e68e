package dev.kymo.trainer.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.dataset.RealBatch;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.network.Discriminator;
import dev.kymo.trainer.network.InitialDiscriminator;
import dev.kymo.trainer.network.Judged;
import dev.kymo.trainer.network.Weights;
import dev.kymo.trainer.run.LossOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.StepRandom.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The networks on one device, and what a step does to them (docs/model.md section 5): a step of the
 * image discriminator, one of the video discriminator, every so often their gradient penalties as
 * steps of their own, a step of the generator, and its average. Used by one thread.
 */
final class Replica implements AutoCloseable {
  private static final double HALF_SCALE = 1024;

  private final Compute compute;
  private final Kernels kernels;
  private final NDManager scope;
  private final TrainingOptions options;
  private final AverageDecay decay;
  private final Share share;
  private final GradientExchange exchange;
  private final ComputeType type;
  private final ComputeType penaltyType;
  private final Discriminator imageJudge;
  private final Discriminator videoJudge;
  private final TrainedNetwork generator;
  private final TrainedNetwork average;
  private final TrainedNetwork image;
  private final TrainedNetwork video;
  private final Fakes fakes;
  private final Augmentation augmentation;
  private final FakeTimes times;

  /**
   * A replica with its networks as they are in a state.
   *
   * @param kernels of training, loaded on the device; closed with this
   * @param type of convolutions; {@code penaltyType} of those of R1
   */
  Replica(
      Compute compute,
      Kernels kernels,
      TrainingOptions options,
      TrainingState state,
      Share share,
      GradientExchange exchange,
      ComputeType type,
      ComputeType penaltyType) {
    this.compute = compute;
    this.kernels = kernels;
    this.options = options;
    this.share = share;
    decay = new AverageDecay(options, share.replicas());
    this.exchange = exchange;
    this.type = type;
    this.penaltyType = penaltyType;
    this.scope = compute.newScope();
    Judges judges = new Judges(kernels, options.model());
    imageJudge = judges.image();
    videoJudge = judges.video();
    try {
      generator = network(state.generator(), true);
      average = network(state.average(), true);
      image = network(state.imageDiscriminator(), false);
      video = network(state.videoDiscriminator(), false);
      generator.restore(state.generatorOptimiser());
      image.restore(state.imageOptimiser());
      video.restore(state.videoOptimiser());
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
    GeneratorSpec spec = options.model().generator();
    times = new FakeTimes(spec.videoLength(), judges.pairs(), options.loss().sharedTimes());
    fakes = new Fakes(compute, kernels, spec, times, share, type);
    augmentation = new Augmentation(compute, kernels, share);
  }

  private TrainedNetwork network(Map<String, HostTensor> tensors, boolean isGenerator) {
    return new TrainedNetwork(
        compute,
        kernels,
        scope,
        tensors,
        isGenerator ? GeneratorLayout::isLearned : InitialDiscriminator::isLearned);
  }

  /**
   * Does a step with this replica's share of a joint batch.
   *
   * @param step its number, 0 for the first
   * @return the losses of the share by name
   */
  Map<String, Double> step(RealBatch batch, long step, StepClock clock)
      throws InterruptedException {
    // The engine keeps these settings by thread, and loading kernels turns gradients off.
    compute.enterTrainingThread();
    StepRandom random = new StepRandom(options.seed(), step);
    boolean penalise = options.loss().r1Weight() > 0 && step % options.loss().r1Every() == 0;
    Map<String, Double> losses = new LinkedHashMap<>();
    imagePhase(batch, random, penalise, losses, clock);
    videoPhase(batch, random, penalise, losses, clock);
    generatorPhase(batch, step, random, losses, clock);
    return losses;
  }

  private void imagePhase(
      RealBatch batch,
      StepRandom random,
      boolean penalise,
      Map<String, Double> losses,
      StepClock clock)
      throws InterruptedException {
    try (NDManager phase = compute.newScope()) {
      Judged real = augmented(phase, realImages(phase, batch), random, Purpose.AUGMENT_REAL_IMAGES);
      Judged fake =
          augmented(
              phase,
              fakes.images(
                  phase,
                  generator.plain(),
                  random,
                  Fakes.Batch.IMAGES_FOR_DISCRIMINATOR,
                  jointImages()),
              random,
              Purpose.AUGMENT_FAKE_IMAGES);
      losses.put("image_d", discriminate(phase, image, imageJudge, real, fake, clock));
      if (penalise) {
        losses.put("image_r1", penalise(phase, image, imageJudge, real, clock));
      }
    }
  }

  private void videoPhase(
      RealBatch batch,
      StepRandom random,
      boolean penalise,
      Map<String, Double> losses,
      StepClock clock)
      throws InterruptedException {
    try (NDManager phase = compute.newScope()) {
      Judged real =
          augmented(
              phase, resized(phase, realClips(phase, batch)), random, Purpose.AUGMENT_REAL_CLIPS);
      Judged fake =
          augmented(
              phase,
              resized(
                  phase,
                  fakes.clips(
                      phase,
                      generator.plain(),
                      random,
                      Fakes.Batch.CLIPS_FOR_DISCRIMINATOR,
                      jointClips(),
                      batch.deltas())),
              random,
              Purpose.AUGMENT_FAKE_CLIPS);
      losses.put("video_d", discriminate(phase, video, videoJudge, real, fake, clock));
      if (penalise) {
        losses.put("video_r1", penalise(phase, video, videoJudge, real, clock));
      }
    }
  }

  private void generatorPhase(
      RealBatch batch, long step, StepRandom random, Map<String, Double> losses, StepClock clock)
      throws InterruptedException {
    try (NDManager phase = compute.newScope()) {
      NDArray[] leaves = generator.leaves(phase);
      Weights weights = generator.named(leaves);
      Judged images =
          augmented(
              phase,
              fakes.images(phase, weights, random, Fakes.Batch.IMAGES_FOR_GENERATOR, jointImages()),
              random,
              Purpose.AUGMENT_GENERATOR_IMAGES);
      NDArray imageLoss =
          kernels.trace(
              phase, "generator_loss", imageJudge.logits(phase, image.plain(), images, type));
      Judged clips =
          augmented(
              phase,
              resized(
                  phase,
                  fakes.clips(
                      phase,
                      weights,
                      random,
                      Fakes.Batch.CLIPS_FOR_GENERATOR,
                      jointClips(),
                      batch.deltas())),
              random,
              Purpose.AUGMENT_GENERATOR_CLIPS);
      NDArray videoLoss =
          kernels.trace(
              phase, "generator_loss", videoJudge.logits(phase, video.plain(), clips, type));
      NDArray loss = kernels.trace(phase, "sum_of", imageLoss, videoLoss);
      clock.spent("forward");
      descend(phase, generator, loss, leaves, clock);
      generator.averageInto(phase, average, decay.at(step));
      losses.put("generator", (double) compute.download(loss)[0]);
      clock.spent("optimiser");
    }
  }

  private double discriminate(
      NDManager phase,
      TrainedNetwork network,
      Discriminator judge,
      Judged real,
      Judged fake,
      StepClock clock)
      throws InterruptedException {
    NDArray[] leaves = network.leaves(phase);
    Weights weights = network.named(leaves);
    NDArray loss =
        kernels.trace(
            phase,
            "logistic_loss",
            judge.logits(phase, weights, real, type),
            judge.logits(phase, weights, fake, type));
    clock.spent("forward");
    descend(phase, network, loss, leaves, clock);
    double value = compute.download(loss)[0];
    clock.spent("optimiser");
    return value;
  }

  /** r1 / 2 * penalty * every, as an optimiser step of its own. */
  private double penalise(
      NDManager phase, TrainedNetwork network, Discriminator judge, Judged real, StepClock clock)
      throws InterruptedException {
    LossOptions loss = options.loss();
    NDArray[] leaves = network.leaves(phase);
    NDArray pixels = kernels.trace(phase, "leaf", real.pixels());
    NDArray logits =
        judge.logits(phase, network.named(leaves), new Judged(pixels, real.deltas()), penaltyType);
    NDArray penalty = kernels.trace(phase, "r1_penalty", logits, pixels);
    NDArray weighted =
        kernels.trace(phase, "scaled", penalty, loss.r1Weight() / 2 * loss.r1Every());
    clock.spent("forward");
    descend(phase, network, weighted, leaves, clock);
    double value = compute.download(penalty)[0];
    clock.spent("optimiser");
    return value;
  }

  private void descend(
      NDManager phase, TrainedNetwork network, NDArray loss, NDArray[] leaves, StepClock clock)
      throws InterruptedException {
    NDArray[] gradients;
    if (type == ComputeType.HALF) {
      // Small gradients vanish in half precision unless they are computed larger.
      NDArray larger = kernels.trace(phase, "scaled", loss, HALF_SCALE);
      gradients = kernels.traceForList(phase, "gradients", larger, leaves);
      kernels.call(phase, "scale_all", gradients, 1 / HALF_SCALE);
    } else {
      gradients = kernels.traceForList(phase, "gradients", loss, leaves);
    }
    clock.spent("backward");
    exchange.average(share.replica(), gradients, kernels);
    clock.spent("exchange");
    LossOptions rates = options.loss();
    network.update(phase, gradients, rates.learningRate(), rates.beta1(), rates.beta2());
    clock.spent("optimiser");
  }

  private Judged realImages(NDManager phase, RealBatch batch) {
    int size = options.model().generator().imageSize();
    NDArray bytes = compute.uploadBytes(phase, batch.images(), jointImages(), size, size, 3);
    NDArray pixels = kernels.trace(phase, "to_images", own(phase, bytes));
    return new Judged(pixels, pixels);
  }

  private Judged realClips(NDManager phase, RealBatch batch) {
    int size = options.model().generator().imageSize();
    NDArray bytes =
        compute.uploadBytes(
            phase, batch.clips(), jointClips(), times.framesOfClip(), size, size, 3);
    NDArray pixels = kernels.trace(phase, "to_clips", own(phase, bytes));
    if (!times.pairs()) {
      return new Judged(pixels, pixels);
    }
    float[] deltas = share.of(batch.deltas(), 1);
    return new Judged(pixels, compute.upload(phase, deltas, deltas.length));
  }

  private NDArray own(NDManager phase, NDArray joint) {
    return kernels.trace(phase, "strided_rows", joint, share.replica(), share.replicas());
  }

  private Judged resized(NDManager phase, Judged clips) {
    return options.loss().videoResizeRatio() == 1
        ? clips
        : new Judged(kernels.trace(phase, "halved", clips.pixels()), clips.deltas());
  }

  private Judged augmented(NDManager phase, Judged judged, StepRandom random, Purpose purpose) {
    if (!options.loss().augment()) {
      return judged;
    }
    RandomGenerator draws = random.uniform(purpose);
    return new Judged(augmentation.apply(phase, judged.pixels(), draws), judged.deltas());
  }

  private int jointImages() {
    return options.loss().imageBatch() * share.replicas();
  }

  private int jointClips() {
    return options.loss().videoBatch() * share.replicas();
  }

  /** Everything, copied to the host. */
  TrainingState state(long step) {
    return new TrainingState(
        generator.tensors(),
        average.tensors(),
        image.tensors(),
        video.tensors(),
        generator.optimiser(),
        image.optimiser(),
        video.optimiser(),
        step);
  }

  /** The averaged generator, copied to the host. */
  Map<String, HostTensor> averagedGenerator() {
    return average.tensors();
  }

  /** One tensor of every group of sinusoids, joined: {@code weight} or {@code bias}. */
  float[] sinusoids(String which) {
    List<float[]> parts = new ArrayList<>();
    int total = 0;
    for (int g = 0; g < options.model().generator().groups(); g++) {
      float[] part = compute.download(generator.plain().get("LFF." + g + ".ffm.linear." + which));
      parts.add(part);
      total += part.length;
    }
    float[] all = new float[total];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /** Whether every learned value is a finite number. */
  boolean isFinite() {
    try (NDManager phase = compute.newScope()) {
      for (TrainedNetwork network : List.of(generator, average, image, video)) {
        NDArray largest = kernels.call(phase, "largest_magnitude", (Object) network.learned());
        if (!Float.isFinite(compute.download(largest)[0])) {
          return false;
        }
      }
      return true;
    }
  }

  @Override
  public void close() {
    scope.close();
    kernels.close();
  }
}
