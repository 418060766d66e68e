package dev.kymo.trainer.learning;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.carry.Exaggerator;
import dev.kymo.inference.checkpoint.CheckpointState;
import dev.kymo.inference.checkpoint.GeneratorLayout;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Kernels;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import dev.kymo.trainer.dataset.LearnedFrames;
import dev.kymo.trainer.network.ComputeType;
import dev.kymo.trainer.network.TrainableGenerator;
import dev.kymo.trainer.network.TrainingKernels;
import dev.kymo.trainer.network.Weights;
import dev.kymo.trainer.run.LearningOptions;
import dev.kymo.trainer.run.TrainingOptions;
import dev.kymo.trainer.training.CudaMemory;
import dev.kymo.trainer.training.Failures;
import dev.kymo.trainer.training.StepClock;
import dev.kymo.trainer.training.StepReport;
import dev.kymo.trainer.training.TrainedNetwork;
import dev.kymo.trainer.training.Training;
import dev.kymo.trainer.training.TrainingException;
import dev.kymo.trainer.training.TrainingException.Reason;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Learns clips: codes are fixed (content and motion seed i + 1 for clip i), times are given, and
 * all weights but the frequencies are trained so that G(t_k) is frame k. The loss is the mean
 * |difference| at three sizes and of neighboring pixels, with a small price on fast sinusoids.
 * Nothing adversarial: frames, in-between frames and every edit of a band come from one network,
 * and low frequencies carry the slow motion because they can.
 */
final class ClipLearning implements Training {
  static final double BETA1 = 0.5;
  static final double BETA2 = 0.99;

  /** What practice counts beside the frames of a step. */
  private static final double PRACTICE = 0.5;

  /** Of the matrices that Muon steps. */
  private static final double MOMENTUM = 0.9;

  private final Compute compute;
  private final Kernels kernels;
  private final NDManager scope;
  private final LearningOptions learning;
  private final GeneratorSpec spec;
  private final LearnedFrames data;
  private final FrameDraw draw;
  private final LearningPace pace;
  private final Exaggeration exaggeration;
  private final Exaggerator exaggerator;
  private final float[] frequencies;
  private final float[] phases;
  private final ComputeType type;
  private final TrainableGenerator generator;
  private final TrainedNetwork network;
  private final TrainedNetwork average;
  private final List<int[]> matrices;
  private final int[] others;
  private final NDArray frames;
  private final LearningThreads threads;
  private final CudaMemory cudaMemory = new CudaMemory();
  private Map<String, Double> figures = Map.of();
  private long step;

  /**
   * Brings a state to the device.
   *
   * @param type of convolutions
   */
  ClipLearning(
      TrainingOptions options,
      Compute compute,
      LearnedFrames data,
      LearnedState state,
      ComputeType type) {
    this.learning = options.learning().orElseThrow();
    this.compute = compute;
    this.data = data;
    this.type = type;
    this.spec = options.model().generator();
    this.draw =
        new FrameDraw(data.counts(), learning.heldOutEvery(), learning.batch(), options.seed());
    this.pace = new LearningPace(learning.learningRate(), options.schedule().steps());
    this.frequencies = sinusoids(state.generator(), "weight");
    this.phases = sinusoids(state.generator(), "bias");
    double highest = 0;
    for (float f : frequencies) {
      highest = Math.max(highest, Math.abs(f));
    }
    this.exaggeration =
        new Exaggeration(options.seed(), options.schedule().steps(), draw.learned(), highest);
    this.exaggerator = new Exaggerator(data.size());
    this.step = state.step();
    this.figures = state.figures();
    this.kernels = TrainingKernels.load(compute);
    this.scope = compute.newScope();
    this.threads = LearningThreads.open(compute, options.machine().threads(), learning.batch());
    try {
      generator = new TrainableGenerator(kernels, spec);
      network = network(state.generator());
      average = network(state.average());
      network.restore(state.optimiser());
      matrices = matrices(network.names(), threads.parts());
      others = indices(network.names(), name -> !isMatrix(name));
      int size = data.size();
      // A tensor on the CPU shares the buffer, which the record keeps alive as long as this.
      frames = compute.uploadBytes(scope, data.bytes(), data.frames(), size, size, 3);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private TrainedNetwork network(Map<String, HostTensor> tensors) {
    return new TrainedNetwork(compute, kernels, scope, tensors, GeneratorLayout::isLearned);
  }

  /** Noise would be the same in every frame, and other frequencies gain nothing. */
  private static boolean isFixed(String name) {
    return name.endsWith(".noise.weight") || name.startsWith("LFF.");
  }

  /** The 3 x 3 convolutions, and the matrices between motion and the layers' styles. */
  private static boolean isMatrix(String name) {
    return name.endsWith(".modulation.weight")
        || (name.startsWith("renderer.conv") && name.endsWith(".conv.weight"))
        || (name.startsWith("motion_linear.") && name.endsWith(".weight"));
  }

  private static int[] indices(String[] names, Predicate<String> picked) {
    return IntStream.range(0, names.length).filter(i -> picked.test(names[i])).toArray();
  }

  /** Every part gets every n-th matrix, so that each has some of the large ones. */
  private static List<int[]> matrices(String[] names, int parts) {
    int[] all = indices(names, ClipLearning::isMatrix);
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                IntStream.range(0, all.length)
                    .filter(i -> i / 2 % parts == part)
                    .map(i -> all[i])
                    .toArray())
        .toList();
  }

  @Override
  public long step() {
    return step;
  }

  @Override
  public StepReport advance() throws TrainingException, InterruptedException {
    long start = System.nanoTime();
    try {
      compute.enterTrainingThread();
      StepClock clock = new StepClock();
      double loss = descend(clock);
      if (!Double.isFinite(loss)) {
        throw new TrainingException(
            Reason.NOT_A_NUMBER,
            "The loss was not a number at step %d; a smaller learning rate or float32 may help."
                .formatted(step),
            null);
      }
      step++;
      Map<String, Double> seconds = new LinkedHashMap<>(clock.seconds());
      seconds.put("data", 0.0);
      seconds.put("total", (System.nanoTime() - start) / 1e9);
      return new StepReport(step, Map.of("reconstruction", loss), seconds);
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  /** What a part of a step's batch found; its gradients live in its scope. */
  @SuppressWarnings("ArrayRecordComponent") // Handed over, never compared.
  private record Part(NDManager scope, double loss, NDArray[] gradients) {}

  private double descend(StepClock clock) throws InterruptedException {
    int[] places = draw.of(step);
    int parts = threads.parts();
    List<Part> found =
        threads.run(
            part ->
                part(
                    Arrays.copyOfRange(
                        places, part * places.length / parts, (part + 1) * places.length / parts),
                    (double) ((part + 1) * places.length / parts - part * places.length / parts)
                        / places.length,
                    part == 0));
    clock.spent("backward");
    try (NDManager phase = compute.newScope()) {
      NDArray[] gradients = found.get(0).gradients();
      double loss = found.get(0).loss();
      for (Part other : found.subList(1, parts)) {
        kernels.call(phase, "add_all", gradients, other.gradients());
        loss += other.loss();
      }
      double rate = pace.rate(step);
      threads.run(
          part -> {
            try (NDManager own = compute.newScope()) {
              network.updateOrthogonal(own, matrices.get(part), gradients, rate, MOMENTUM);
            }
            return part;
          });
      network.update(phase, others, gradients, rate, BETA1, BETA2);
      network.averageInto(phase, average, pace.decay(step));
      clock.spent("optimiser");
      return loss;
    } finally {
      found.forEach(part -> part.scope().close());
    }
  }

  /**
   * Gradients of a part of the batch.
   *
   * @param share of it in the batch
   * @param priced whether the price on fast sinusoids, which does not depend on frames, is in it
   */
  private Part part(int[] places, double share, boolean priced) {
    NDManager phase = compute.newScope();
    try {
      NDArray[] leaves = network.leaves(phase);
      Weights weights = weights(leaves);
      NDArray images = images(phase, weights, places, type);
      NDArray loss = kernels.trace(phase, "reconstruction_loss", images, framesAt(phase, places));
      NDArray shared = kernels.trace(phase, "scaled", loss, share);
      NDArray total = priced ? priced(phase, weights, shared) : shared;
      if (priced && exaggeration.isDue(step)) {
        total = practiced(phase, weights, total, exaggeration.of(step));
      }
      NDArray[] gradients = kernels.traceForList(phase, "gradients", total, leaves);
      return new Part(phase, share * compute.download(loss)[0], gradients);
    } catch (RuntimeException e) {
      phase.close();
      throw e;
    }
  }

  private NDArray practiced(
      NDManager phase, Weights weights, NDArray loss, Exaggeration.Practice practice) {
    int size = data.size();
    int area = size * size;
    int[] place = {practice.place()};
    float[][] target = new float[3][area];
    float[] trust = new float[area];
    try (NDManager own = compute.newScope()) {
      NDArray rest = images(own, network.plain(), place, type, edit(own, practice, 0));
      NDArray frame = framesAt(own, place);
      exaggerator.exaggerate(
          planes(compute.download(kernels.call(own, "levels", rest)), area),
          planes(compute.download(kernels.call(own, "levels", frame)), area),
          practice.gain(),
          target,
          trust);
    }
    float[] wanted = new float[3 * area];
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < area; i++) {
        wanted[c * area + i] = target[c][i] / 127.5f - 1;
      }
    }
    NDArray images = images(phase, weights, place, type, edit(phase, practice, practice.gain()));
    return kernels.trace(
        phase,
        "with_trusted_loss",
        loss,
        images,
        compute.upload(phase, wanted, 1, 3, size, size),
        compute.upload(phase, trust, 1, 1, size, size),
        PRACTICE);
  }

  private static float[][] planes(float[] image, int area) {
    float[][] planes = new float[3][];
    for (int c = 0; c < 3; c++) {
      planes[c] = Arrays.copyOfRange(image, c * area, (c + 1) * area);
    }
    return planes;
  }

  private TrainableGenerator.SinusoidEdit edit(
      NDManager phase, Exaggeration.Practice practice, double gain) {
    float[] gains = practice.gains(frequencies, gain);
    float[] rests = practice.rests(frequencies, phases, gain);
    return new TrainableGenerator.SinusoidEdit(
        compute.upload(phase, gains, 1, gains.length),
        compute.upload(phase, rests, 1, rests.length));
  }

  private Weights weights(NDArray[] leaves) {
    Map<String, NDArray> map = new LinkedHashMap<>();
    String[] names = network.names();
    for (int i = 0; i < leaves.length; i++) {
      map.put(names[i], isFixed(names[i]) ? network.learned()[i] : leaves[i]);
    }
    return new Weights(map);
  }

  private NDArray framesAt(NDManager phase, int[] places) {
    float[] indices = new float[places.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = places[i];
    }
    return kernels.trace(
        phase, "learned_frames", frames, compute.upload(phase, indices, indices.length));
  }

  /** What the generator shows at the times of these frames, for the codes of their clips. */
  private NDArray images(
      NDManager phase,
      Weights weights,
      int[] places,
      ComputeType compute,
      TrainableGenerator.SinusoidEdit... edits) {
    float[] times = new float[places.length];
    for (int i = 0; i < times.length; i++) {
      times[i] = (float) (-1 + 2.0 * draw.frame(places[i]) / spec.videoLength());
    }
    boolean one = data.counts().size() == 1;
    int rows = one ? 1 : places.length;
    float[] content = new float[rows * spec.contentDim()];
    float[] motion = new float[rows * spec.motionDim()];
    for (int i = 0; i < rows; i++) {
      long seed = LearningOptions.seed(draw.clip(places[i]));
      copy(Seeds.content(seed, spec.contentDim()), content, i);
      copy(Seeds.motion(seed, spec.motionDim()), motion, i);
    }
    NDArray w =
        generator.latents(
            phase,
            weights,
            this.compute.upload(phase, content, rows, spec.contentDim()),
            this.compute.upload(phase, motion, rows, spec.motionDim()),
            this.compute.upload(phase, times, times.length),
            one ? places.length : 1,
            edits);
    return generator.images(phase, weights, w, new NDArray[0], compute);
  }

  private static void copy(float[] code, float[] rows, int row) {
    System.arraycopy(code, 0, rows, row * code.length, code.length);
  }

  private NDArray priced(NDManager phase, Weights weights, NDArray loss) {
    if (learning.fastPrice() == 0) {
      return loss;
    }
    int clips = data.counts().size();
    float[] motion = new float[clips * spec.motionDim()];
    for (int i = 0; i < clips; i++) {
      copy(Seeds.motion(LearningOptions.seed(i), spec.motionDim()), motion, i);
    }
    NDArray codes = compute.upload(phase, motion, clips, spec.motionDim());
    NDArray styles = generator.motionStyles(phase, weights, codes);
    // A price by radians per frame does not depend on the clip's length.
    double unit = 2.0 / spec.videoLength();
    NDArray total = loss;
    for (int g = 0; g < spec.groups(); g++) {
      String modulation = "motion_linear." + g + ".0.conv.modulation";
      total =
          kernels.trace(
              phase,
              "fast_price",
              total,
              styles,
              weights.get("LFF." + g + ".ffm.linear.weight"),
              weights.get(modulation + ".weight"),
              weights.get(modulation + ".bias"),
              learning.fastPrice() * unit * unit);
    }
    return total;
  }

  /**
   * How well the averaged generator shows the clips: {@code fit_db} of the learned frames, {@code
   * between_db} and {@code between_ssim} of those that were held out.
   */
  @Override
  public Map<String, Double> figures() throws TrainingException {
    try {
      compute.enterTrainingThread();
      Map<String, Double> measured = new LinkedHashMap<>();
      measured.put("fit_db", decibels(draw.learned()));
      if (!draw.heldOut().isEmpty()) {
        measured.put("between_db", decibels(draw.heldOut()));
        measured.put("between_ssim", similarity(draw.heldOut()));
      }
      figures = measured;
      return measured;
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  /** Decibels of the mean squared error over all these frames, levels of 0 to 255. */
  private double decibels(List<Integer> places) {
    double sum = 0;
    for (int[] batch : batches(places)) {
      try (NDManager phase = compute.newScope()) {
        NDArray images = images(phase, average.plain(), batch, ComputeType.FLOAT32);
        NDArray errors = kernels.call(phase, "squared_errors", images, framesAt(phase, batch));
        for (float error : compute.download(errors)) {
          sum += error;
        }
      }
    }
    return 10 * Math.log10(255 * 255 / Math.max(sum / places.size(), 1e-6));
  }

  private double similarity(List<Integer> places) {
    double sum = 0;
    int values = 3 * data.size() * data.size();
    byte[] truth = new byte[values];
    for (int[] batch : batches(places)) {
      try (NDManager phase = compute.newScope()) {
        NDArray images = images(phase, average.plain(), batch, ComputeType.FLOAT32);
        int[] shown = compute.downloadInts(kernels.call(phase, "shown_bytes", images));
        for (int i = 0; i < batch.length; i++) {
          data.bytes().get(batch[i] * values, truth);
          int[] one = Arrays.copyOfRange(shown, i * values, (i + 1) * values);
          sum += StructuralSimilarity.of(data.size(), one, truth);
        }
      }
    }
    return sum / places.size();
  }

  private List<int[]> batches(List<Integer> places) {
    int most = Math.max(4, learning.batch());
    return IntStream.range(0, (places.size() + most - 1) / most)
        .mapToObj(
            b ->
                places.subList(b * most, Math.min(places.size(), (b + 1) * most)).stream()
                    .mapToInt(Integer::intValue)
                    .toArray())
        .toList();
  }

  @Override
  public CheckpointState fullState() throws TrainingException {
    checkWeights();
    try {
      return new LearnedState(
              network.tensors(), average.tensors(), network.optimiser(), figures, step)
          .encode(learning.learningRate());
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  private void checkWeights() throws TrainingException {
    try (NDManager phase = compute.newScope()) {
      for (TrainedNetwork one : List.of(network, average)) {
        NDArray largest = kernels.call(phase, "largest_magnitude", (Object) one.learned());
        if (!Float.isFinite(compute.download(largest)[0])) {
          throw new TrainingException(
              Reason.NOT_A_NUMBER,
              "A weight is not a number after step %d; a smaller learning rate or float32 may help."
                  .formatted(step),
              null);
        }
      }
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public Map<String, HostTensor> averagedGenerator() throws TrainingException {
    checkWeights();
    try {
      return average.tensors();
    } catch (EngineException e) {
      throw Failures.of(e);
    }
  }

  @Override
  public double laterCost() {
    return 1 + Exaggeration.cost(learning.batch());
  }

  @Override
  public float[] frequencies() {
    return frequencies.clone();
  }

  @Override
  public float[] phases() {
    return phases.clone();
  }

  /** They are not learned. */
  private static float[] sinusoids(Map<String, HostTensor> tensors, String which) {
    return tensors.get("LFF.0.ffm.linear." + which).toFloats();
  }

  @Override
  public long deviceMemory() {
    return compute.device().isGpu() ? cudaMemory.bytes() : 0;
  }

  @Override
  public void close() {
    threads.close();
    scope.close();
    kernels.close();
  }
}
