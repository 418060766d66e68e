package dev.kymo.inference.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.kymo.inference.checkpoint.GeneratorSpec;
import dev.kymo.inference.kernel.Compute;
import dev.kymo.inference.kernel.Precision;
import dev.kymo.inference.motion.LatentCode;
import dev.kymo.inference.motion.MotionEdit;
import dev.kymo.inference.motion.NoiseCode;
import dev.kymo.inference.motion.Seeds;
import dev.kymo.inference.tensor.HostTensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A loaded generator. {@link #clip} fixes latents, noise and motion; the clip then draws any times.
 * Used by one thread at a time. Native memory is freed by {@link #close}.
 */
public final class Generator implements AutoCloseable {
  private final GeneratorSpec spec;
  private final Compute compute;
  private final Precision precision;
  private final NDManager scope;
  private final MappingNetwork contentMapping;
  private final MotionNetwork motion;
  private final SynthesisNetwork synthesis;
  private final List<float[]> storedNoise = new ArrayList<>();

  private final Memo<LatentCode, NDArray> contents;
  private final Memo<NoiseCode, NDArray[]> noises;

  private Generator(
      GeneratorSpec spec, Map<String, HostTensor> tensors, Compute compute, Precision precision) {
    this.spec = spec;
    this.compute = compute;
    this.precision = precision;
    this.scope = compute.newScope();
    this.contents = new Memo<>(compute);
    this.noises = new Memo<>(compute);
    try {
      Parameters parameters = new Parameters(tensors, compute, scope);
      contentMapping = new MappingNetwork(parameters, "renderer.style", spec.contentLayers());
      motion = new MotionNetwork(parameters, spec);
      synthesis = new SynthesisNetwork(parameters, spec, precision);
      for (int i = 0; i < spec.styledLayers(); i++) {
        String name = "renderer.noises.noise_" + i;
        if (parameters.has(name)) {
          storedNoise.add(parameters.values(name));
        }
      }
    } catch (RuntimeException e) {
      scope.close();
      throw e;
    }
  }

  /**
   * Brings a generator to the device.
   *
   * @param spec its architecture
   * @param tensors the published names without prefix, shapes as the spec says (the checkpoint
   *     reader has checked that)
   * @param precision of activations and convolution weights; mapping and motion are always float32
   */
  public static Generator load(
      GeneratorSpec spec, Map<String, HostTensor> tensors, Compute compute, Precision precision) {
    compute.enterThread();
    return new Generator(spec, tensors, compute, precision);
  }

  /** The architecture. */
  public GeneratorSpec spec() {
    return spec;
  }

  /** The type of activations and convolution weights. */
  public Precision precision() {
    return precision;
  }

  /** Learned f of all groups, one after the other, radians per unit t. */
  public float[] frequencies() {
    return motion.frequencies();
  }

  /** Learned p of all groups, in the order of the frequencies, radians. */
  public float[] phases() {
    return motion.phases();
  }

  /** Whether the checkpoint holds noise maps of its own. */
  public boolean hasStoredNoise() {
    return storedNoise.size() == spec.styledLayers();
  }

  /**
   * Content style of a latent, mapping(z_c).
   *
   * @return (D_c)
   */
  public float[] content(LatentCode code) {
    return compute.download(contentOf(code));
  }

  /**
   * Fixes everything but time.
   *
   * @throws IllegalArgumentException when a latent or a noise map does not fit this model; the
   *     message is a sentence for the user
   */
  public GeneratedClip clip(LatentCode content, NoiseCode noise, MotionEdit edit) {
    return new GeneratedClip(
        compute, motion, synthesis, contentOf(content), motion.plan(edit), noiseOf(noise));
  }

  private NDArray contentOf(LatentCode code) {
    return contents.get(
        code, (key, target) -> contentMapping.map(target, Latent.content(key, spec.contentDim())));
  }

  private NDArray[] noiseOf(NoiseCode code) {
    return noises.get(code, (key, target) -> synthesis.noiseBiases(target, noiseMaps(key)));
  }

  private List<float[]> noiseMaps(NoiseCode code) {
    List<float[]> maps = new ArrayList<>();
    for (int i = 0; i < spec.styledLayers(); i++) {
      int r = spec.layerResolution(i);
      if (code instanceof NoiseCode.Seeded seeded) {
        maps.add(Seeds.noise(seeded.seed(), i, r));
      } else if (code instanceof NoiseCode.Given given) {
        maps.add(givenMap(given, i, r));
      } else {
        if (!hasStoredNoise()) {
          throw new IllegalArgumentException(
              "this checkpoint stores no noise maps; choose a noise seed");
        }
        maps.add(storedNoise.get(i));
      }
    }
    return maps;
  }

  private float[] givenMap(NoiseCode.Given given, int layer, int resolution) {
    if (given.maps().size() != spec.styledLayers()) {
      throw new IllegalArgumentException(
          "there are %d noise maps, but this model has %d layers"
              .formatted(given.maps().size(), spec.styledLayers()));
    }
    float[] map = ((LatentCode.Given) given.maps().get(layer)).values();
    if (map.length != resolution * resolution) {
      throw new IllegalArgumentException(
          "noise map %d has %d values, but its layer is %d x %d"
              .formatted(layer, map.length, resolution, resolution));
    }
    return map;
  }

  @Override
  public void close() {
    contents.close();
    noises.close();
    scope.close();
  }
}
